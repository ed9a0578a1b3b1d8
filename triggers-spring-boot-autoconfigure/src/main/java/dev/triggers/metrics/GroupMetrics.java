package dev.triggers.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;

/**
 * Meters of all concurrency groups.
 *
 * @since 1.0.0
 */
public final class GroupMetrics implements MeterBinder {

	private final ConcurrencyGroups groups;

	/**
	 * Create metrics.
	 * @param groups the groups
	 */
	public GroupMetrics(ConcurrencyGroups groups) {
		this.groups = groups;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (ConcurrencyGroup group : this.groups) {
			gauge("triggers.group.permits", "Permits of concurrency groups that are out", group,
					ConcurrencyGroup::active)
				.baseUnit("permits")
				.register(registry);
			gauge("triggers.group.permits.max", "Permits of concurrency groups that can be out at once", group,
					GroupMetrics::max)
				.register(registry);
			gauge("triggers.group.waiting", "Calls that wait for concurrency groups", group, ConcurrencyGroup::waiting)
				.baseUnit("calls")
				.register(registry);
		}
	}

	private static Gauge.Builder<ConcurrencyGroup> gauge(String name, String description, ConcurrencyGroup group,
			ToDoubleFunction<ConcurrencyGroup> value) {
		return Gauge.builder(name, group, value)
			.description(description)
			.tag("group", group.name())
			.strongReference(true);
	}

	private static double max(ConcurrencyGroup group) {
		Integer max = group.limits().concurrentCalls();
		return (max != null) ? max : Double.NaN;
	}

}
