package dev.triggers.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import dev.triggers.Triggers;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.ExecutionListener;

/**
 * Keeps the meters of all triggers. Thread-safe.
 *
 * @since 1.0.0
 */
public final class TriggerMetrics implements ExecutionListener {

	private final Supplier<Triggers> triggers;

	private final MeterRegistry registry;

	private final Map<String, TriggerMeters> meters = new ConcurrentHashMap<>();

	// of all triggers, so that not each needs a map
	private final Map<Key, LongTaskTimer.Sample> underWay = new ConcurrentHashMap<>();

	/**
	 * Create metrics of triggers that will be registered.
	 * @param triggers gives the triggers, whose numbers are read when somebody reads the
	 * meters
	 * @param registry where the meters are
	 */
	public TriggerMetrics(Supplier<Triggers> triggers, MeterRegistry registry) {
		this.triggers = triggers;
		this.registry = registry;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Started started) {
			TriggerMeters known = find(started.trigger());
			if (known != null) {
				started(started.trigger(), known, started.execution());
			}
		}
		else if (event instanceof ExecutionEvent.Finished finished) {
			LongTaskTimer.Sample sample = this.underWay.remove(new Key(finished.trigger(), finished.execution().id()));
			if (sample != null) {
				sample.stop();
			}
			TriggerMeters known = find(finished.trigger());
			if (known != null) {
				known.finished(finished.execution());
			}
		}
		else if (event instanceof ExecutionEvent.Registered registered) {
			this.meters.compute(registered.trigger().name(), (name, former) -> register(registered.trigger(), former));
		}
		else if (event instanceof ExecutionEvent.Unregistered unregistered) {
			this.meters.computeIfPresent(unregistered.trigger().name(),
					(name, known) -> unregister(unregistered.trigger(), known));
		}
	}

	private void started(TriggerDefinition trigger, TriggerMeters known, Execution execution) {
		LongTaskTimer.Sample sample = known.started(execution);
		// somebody may have asked for two executions of the same id
		if (this.underWay.putIfAbsent(new Key(trigger, execution.id()), sample) != null) {
			sample.stop();
		}
	}

	/**
	 * Find the meters of a trigger; a former trigger of the same name may still execute.
	 */
	private @Nullable TriggerMeters find(TriggerDefinition trigger) {
		TriggerMeters known = this.meters.get(trigger.name());
		return (known != null && known.areOf(trigger)) ? known : null;
	}

	private TriggerMeters register(TriggerDefinition trigger, @Nullable TriggerMeters former) {
		if (former != null) {
			// whose end is reported later
			former.remove();
		}
		return new TriggerMeters(trigger, this.triggers.get(), this.registry);
	}

	private @Nullable TriggerMeters unregister(TriggerDefinition trigger, TriggerMeters known) {
		if (!known.areOf(trigger)) {
			return known;
		}
		known.remove();
		return null;
	}

	/**
	 * One execution of a trigger, which is compared by its identity.
	 */
	private record Key(TriggerDefinition trigger, ExecutionId id) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Key key && key.trigger == this.trigger && key.id.equals(this.id);
		}

		@Override
		public int hashCode() {
			return this.id.hashCode();
		}

	}

}
