package dev.triggers.actuate.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;

/**
 * All triggers and all concurrency groups.
 *
 * @param triggers the triggers in the order of their start
 * @param groups the groups
 * @since 1.0.0
 */
public record TriggersDescriptor(List<TriggerDescriptor> triggers,
		List<GroupDescriptor> groups) implements OperationResponseBody {

	public TriggersDescriptor {
		triggers = List.copyOf(triggers);
		groups = List.copyOf(groups);
	}

	/**
	 * A concurrency group with its load and its limits.
	 *
	 * @param name name of the group
	 * @param active number of calls that are made
	 * @param waiting number of calls that wait for the group
	 * @param concurrentCalls the most calls at once, or {@code null} for no limit
	 * @param callsPerPeriod the most calls that start in a period, or {@code null} for no
	 * limit
	 * @param periodMs the period in milliseconds, or {@code null} without one
	 */
	public record GroupDescriptor(String name, int active, int waiting, @Nullable Integer concurrentCalls,
			@Nullable Integer callsPerPeriod, @Nullable Long periodMs) {

		/**
		 * Return the view of a group.
		 * @param group the group
		 * @return the view
		 */
		public static GroupDescriptor of(ConcurrencyGroup group) {
			GroupLimits limits = group.limits();
			return new GroupDescriptor(group.name(), group.active(), group.waiting(), limits.concurrentCalls(),
					limits.callsPerPeriod(), Milliseconds.of(limits.period()));
		}

	}

}
