package dev.triggers.execution.history;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;

/**
 * Execution that has ended, without any object of the application.
 *
 * @param id identifier
 * @param firing why and when the trigger fired
 * @param startTime when the execution began
 * @param duration how long it took
 * @param outcome how it ended
 * @param elements numbers of elements
 * @param failures the first failures; none if they are remembered no longer
 * @since 1.0.0
 */
public record RecordedExecution(ExecutionId id, Firing firing, Instant startTime, Duration duration, Outcome outcome,
		Elements elements, List<RecordedFailure> failures) implements Serializable {

	public RecordedExecution {
		failures = List.copyOf(failures);
	}

	/**
	 * Why and when a trigger fired.
	 *
	 * @param trigger name of the trigger
	 * @param cause why the trigger fired
	 * @param scheduledTime when the trigger was due
	 * @param iteration number of the execution since the trigger was started
	 */
	public record Firing(String trigger, Cause cause, Instant scheduledTime, long iteration) implements Serializable {

	}

	/**
	 * Numbers of elements.
	 *
	 * @param total number of elements, or {@code null} if it was not known
	 * @param ok number of elements whose call succeeded
	 * @param failed number of elements whose call failed
	 * @param cancelled number of elements whose call was cancelled
	 */
	public record Elements(@Nullable Long total, long ok, long failed, long cancelled) implements Serializable {

	}

}
