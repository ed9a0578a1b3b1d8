package dev.triggers.execution;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.definition.TriggerDefinition;

/**
 * Something that happened to a trigger or to one of its executions.
 *
 * @since 1.0.0
 */
public sealed interface ExecutionEvent {

	/**
	 * Return the trigger that the event is about.
	 * @return the trigger
	 */
	TriggerDefinition trigger();

	/**
	 * The trigger is registered, and its engine open: it can be started from now on.
	 *
	 * @param trigger the trigger
	 */
	record Registered(TriggerDefinition trigger) implements ExecutionEvent {

	}

	/**
	 * The trigger was unregistered. An execution under way may still end later.
	 *
	 * @param trigger the trigger
	 */
	record Unregistered(TriggerDefinition trigger) implements ExecutionEvent {

	}

	/**
	 * An execution began.
	 *
	 * @param trigger the trigger
	 * @param execution the execution, before its first call
	 */
	record Started(TriggerDefinition trigger, Execution execution) implements ExecutionEvent {

	}

	/**
	 * A call failed for good.
	 *
	 * @param trigger the trigger
	 * @param id the execution
	 * @param failure the failure
	 */
	record CallFailed(TriggerDefinition trigger, ExecutionId id, CallFailure failure) implements ExecutionEvent {

	}

	/**
	 * A call failed and is repeated later in the same execution.
	 *
	 * @param trigger the trigger
	 * @param id the execution
	 * @param failure the failure, with the attempts made so far
	 * @param delay how long the call waits before the next attempt
	 * @param retry the retry of the trigger's policy, or {@code null} if the call is
	 * repeated because its exception is reconnectable
	 */
	record CallRepeated(TriggerDefinition trigger, ExecutionId id, CallFailure failure, Duration delay,
			@Nullable RetryDecision retry) implements ExecutionEvent {

	}

	/**
	 * An execution was cancelled and has not returned since: its code ignores interrupts.
	 * It ends as any other when its code returns.
	 *
	 * @param trigger the trigger
	 * @param execution the execution
	 * @param since how long ago it was cancelled
	 */
	record Unresponsive(TriggerDefinition trigger, Execution execution, Duration since) implements ExecutionEvent {

	}

	/**
	 * An execution ended.
	 *
	 * @param trigger the trigger
	 * @param execution the execution with its outcome
	 * @param nextTime when the trigger is due next, or {@code null} if it is not
	 */
	record Finished(TriggerDefinition trigger, Execution execution,
			@Nullable Instant nextTime) implements ExecutionEvent {

	}

	/**
	 * Due times were missed.
	 *
	 * @param trigger the trigger
	 * @param missed number of due times that were missed
	 * @param nextTime when the trigger fires next, or {@code null} if it does not
	 */
	record Misfired(TriggerDefinition trigger, long missed, @Nullable Instant nextTime) implements ExecutionEvent {

	}

}
