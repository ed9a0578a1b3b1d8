package dev.triggers.actuate.descriptor;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.triggers.actuate.descriptor.ScheduleDescriptor.TimeDescriptor;

/**
 * What a text means as a schedule.
 *
 * @param type kind of the schedule, as of a trigger
 * @param schedule the schedule in words
 * @param nextExecutions when a trigger with that schedule would be due next
 * @since 1.0.0
 */
public record ExpressionDescriptor(String type, ScheduleDescriptor schedule,
		List<TimeDescriptor> nextExecutions) implements OperationResponseBody {

	public ExpressionDescriptor {
		nextExecutions = List.copyOf(nextExecutions);
	}

}
