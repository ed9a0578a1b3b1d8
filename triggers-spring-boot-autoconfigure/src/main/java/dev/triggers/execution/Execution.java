package dev.triggers.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one firing led to.
 *
 * @param id identifier
 * @param firing why and when the trigger fired
 * @param startTime when the execution began
 * @param duration how long the execution took by a clock that does not jump, or
 * {@code null} while it goes on
 * @param counts numbers of elements so far
 * @param failures the first {@value #MAX_FAILURES} failures
 * @param outcome how the execution ended, or {@code null} while it goes on
 * @since 1.0.0
 */
public record Execution(ExecutionId id, Firing firing, Instant startTime, @Nullable Duration duration,
		ElementCounts counts, List<CallFailure> failures, @Nullable Outcome outcome) {

	/**
	 * Number of failures that an execution keeps; all are counted.
	 */
	public static final int MAX_FAILURES = 100;

	public Execution {
		failures = List.copyOf(failures);
	}

	/**
	 * Return whether any call failed, or the elements could not be read.
	 * @return {@code true} if there was a failure
	 */
	public boolean hasFailures() {
		return this.counts.failed() > 0 || this.outcome == Outcome.FAILED;
	}

	/**
	 * Why and when a trigger fired.
	 *
	 * @param triggerName name of the trigger
	 * @param cause why the trigger fired
	 * @param scheduledTime when the trigger was due
	 * @param iteration number of this execution since the trigger was started, from one;
	 * an execution beside the schedule does not count and has the number of the last one
	 * that did
	 */
	public record Firing(String triggerName, Cause cause, Instant scheduledTime, long iteration) {

	}

}
