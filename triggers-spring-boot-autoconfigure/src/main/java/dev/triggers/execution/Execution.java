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
 * @param progress how far the execution is
 * @param failures the first {@value #MAX_FAILURES} failures
 * @param outcome how the execution ended, or {@code null} while it goes on
 * @since 1.0.0
 */
public record Execution(ExecutionId id, Firing firing, Instant startTime, Progress progress, List<CallFailure> failures,
		@Nullable Outcome outcome) {

	/**
	 * Number of failures that an execution keeps; all are counted.
	 */
	public static final int MAX_FAILURES = 100;

	public Execution {
		failures = List.copyOf(failures);
	}

	/**
	 * Return the numbers of elements.
	 * @return the numbers so far
	 */
	public ElementCounts counts() {
		return this.progress.counts();
	}

	/**
	 * Return how long the execution took.
	 * @return the duration by a clock that does not jump, or {@code null} while the
	 * execution goes on
	 */
	public @Nullable Duration duration() {
		return (this.outcome != null) ? this.progress.elapsed() : null;
	}

	/**
	 * Return when the execution will end, if it goes on at its average rate.
	 * @return the time, or {@code null} if it cannot be said, or the execution has ended
	 * @see Progress#estimatedRemaining()
	 */
	public @Nullable Instant estimatedEnd() {
		Duration remaining = (this.outcome == null) ? this.progress.estimatedRemaining() : null;
		return (remaining != null) ? this.startTime.plus(this.progress.elapsed()).plus(remaining) : null;
	}

	/**
	 * Return whether any call failed, or the elements could not be read.
	 * @return {@code true} if there was a failure
	 */
	public boolean hasFailures() {
		return counts().failed() > 0 || this.outcome == Outcome.FAILED;
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
