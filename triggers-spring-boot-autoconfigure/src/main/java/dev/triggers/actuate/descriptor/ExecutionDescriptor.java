package dev.triggers.actuate.descriptor;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;

/**
 * One execution.
 *
 * @param id identifier
 * @param time when it began
 * @param scheduledTime when the trigger was due
 * @param iteration number of the execution since the trigger was started
 * @param cause why the trigger fired
 * @param status how it ended, or that it has not
 * @param durationMs how long it took, or has taken so far, in milliseconds
 * @param elements numbers of elements
 * @param progress how far it is, or {@code null} if it has ended
 * @param exception the first failure, or {@code null} if there was none
 * @param failures failures of calls, or {@code null} in a list of executions
 * @param page which of the failures these are, or {@code null} in a list of executions
 * @since 1.0.0
 */
public record ExecutionDescriptor(String id, Instant time, Instant scheduledTime, long iteration, Cause cause,
		Status status, long durationMs, ElementsDescriptor elements, @Nullable ProgressDescriptor progress,
		@Nullable ExceptionDescriptor exception, @Nullable List<FailureDescriptor> failures,
		@Nullable PageDescriptor page) implements OperationResponseBody {

	/**
	 * Return the same execution with some of its failures.
	 * @param failures the failures
	 * @param page which of them these are
	 * @return the execution
	 */
	public ExecutionDescriptor with(List<FailureDescriptor> failures, PageDescriptor page) {
		return new ExecutionDescriptor(this.id, this.time, this.scheduledTime, this.iteration, this.cause, this.status,
				this.durationMs, this.elements, this.progress, this.exception, failures, page);
	}

	/**
	 * How an execution ended, in the words of Spring Boot.
	 */
	public enum Status {

		/**
		 * It has not ended.
		 */
		STARTED,

		/**
		 * It came to its end, and not all calls failed.
		 */
		SUCCESS,

		/**
		 * All calls failed, or the elements could not be read.
		 */
		ERROR,

		/**
		 * It was cancelled.
		 */
		CANCELLED

	}

	/**
	 * Numbers of elements; a call without one counts as one.
	 *
	 * @param total number of elements, or {@code null} if it is not known
	 * @param ok number of elements whose call succeeded
	 * @param failed number of elements whose call failed
	 * @param cancelled number of elements whose call was cancelled
	 */
	public record ElementsDescriptor(@Nullable Long total, long ok, long failed, long cancelled) {

	}

	/**
	 * How far an execution is.
	 *
	 * @param inFlight number of elements whose call has not ended
	 * @param ratePerSecond number of elements that ended per second, on average
	 * @param etaMs how long it still takes at that rate, or {@code null} if that cannot
	 * be said
	 * @param unresponsive {@code true} if the execution was cancelled and its code
	 * ignores that, otherwise {@code null}
	 */
	public record ProgressDescriptor(long inFlight, double ratePerSecond, @Nullable Long etaMs,
			@Nullable Boolean unresponsive) {

		/**
		 * Return the view of an execution under way.
		 * @param execution the execution
		 * @param unresponsive whether it was cancelled and its code ignores that
		 * @return the view
		 */
		public static ProgressDescriptor of(Execution execution, boolean unresponsive) {
			CurrentDescriptor current = CurrentDescriptor.of(execution, unresponsive);
			return new ProgressDescriptor(current.inFlight(), current.ratePerSecond(), current.etaMs(),
					current.unresponsive());
		}

	}

	/**
	 * First failure of an execution.
	 *
	 * @param type class name of the exception
	 * @param message its message, or {@code null} if it has none
	 * @param count number of calls that failed, whatever with
	 */
	public record ExceptionDescriptor(String type, @Nullable String message, long count) {

	}

	/**
	 * Part of the failures that are remembered.
	 *
	 * @param offset number of failures that were left out at the beginning
	 * @param limit the most failures that were wanted
	 * @param total number of failures that are remembered, which may be fewer than there
	 * were
	 */
	public record PageDescriptor(long offset, long limit, long total) {

	}

}
