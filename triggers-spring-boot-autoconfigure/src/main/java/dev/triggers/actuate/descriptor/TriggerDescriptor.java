package dev.triggers.actuate.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.triggers.TriggerState;
import dev.triggers.actuate.descriptor.ScheduleDescriptor.TimeDescriptor;

/**
 * One trigger.
 *
 * @param name unique name
 * @param description what the trigger is for, or {@code null} if nobody said
 * @param tags words to find the trigger by
 * @param target the code that is called
 * @param type kind of the schedule: {@code cron}, {@code fixedDelay}, {@code fixedRate},
 * {@code times} or {@code custom}
 * @param schedule the schedule that the trigger follows
 * @param state where the trigger is in its life
 * @param iteration number of executions begun since the trigger was started
 * @param remaining number of executions that are left, or {@code null} if there is no
 * limit
 * @param nextExecution when the trigger is due next, or {@code null} if it is not, or not
 * known before the execution under way ends
 * @param nextExecutions when the trigger is due next and afterwards, or {@code null} in a
 * list of triggers
 * @param lastExecution the last execution that ended, or {@code null} if none has
 * @param current the execution under way, the oldest if there are several, or
 * {@code null}
 * @param statistics what the trigger has done
 * @param groups names of the concurrency groups that its calls pass
 * @param actions what can be done with the trigger now
 * @since 1.0.0
 */
public record TriggerDescriptor(String name, @Nullable String description, List<String> tags, String target,
		String type, ScheduleDescriptor schedule, TriggerState state, long iteration, @Nullable Long remaining,
		@Nullable TimeDescriptor nextExecution, @Nullable List<TimeDescriptor> nextExecutions,
		@Nullable ExecutionDescriptor lastExecution, @Nullable CurrentDescriptor current,
		StatisticsDescriptor statistics, List<String> groups, List<String> actions) implements OperationResponseBody {

	/**
	 * What a trigger has done since it was registered.
	 *
	 * @param executions number of executions that ended
	 * @param failures number of those in which anything failed
	 * @param cancellations number of those that were cancelled
	 * @param retries number of times that a failed call was repeated
	 * @param misfires number of due times that were missed
	 * @param p50Ms median duration of the executions that are remembered, or {@code null}
	 * if there is none
	 * @param p95Ms duration that 95 of 100 of them did not exceed
	 */
	public record StatisticsDescriptor(long executions, long failures, long cancellations, long retries, long misfires,
			@Nullable Long p50Ms, @Nullable Long p95Ms) {

	}

}
