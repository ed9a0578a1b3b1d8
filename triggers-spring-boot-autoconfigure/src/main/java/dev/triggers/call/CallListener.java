package dev.triggers.call;

import dev.triggers.definition.ExecuteDefinition;

/**
 * Observer of the calls of all {@code @Execute} methods; every bean of this type in the
 * context of the triggers is called, in the order of
 * {@link org.springframework.core.Ordered} or {@code @Order}. Calls of triggers are
 * reported to {@link dev.triggers.execution.ExecutionListener}s instead.
 * <p>
 * A listener is called on the thread on which the failure happened: it may block, which
 * delays only that call, and what it throws is logged and changes nothing.
 *
 * @since 1.0.0
 */
public interface CallListener {

	/**
	 * Take note that a call failed and is made again.
	 * @param execute what was called
	 * @param exception what the attempt failed with
	 * @param retry when the next attempt is made, and why
	 */
	default void retried(ExecuteDefinition execute, Throwable exception, RetryDecision retry) {
	}

	/**
	 * Take note that a call has failed for good. One that was cancelled, or whose caller
	 * was interrupted while it waited, has not failed.
	 * @param execute what was called
	 * @param exception what the last attempt failed with
	 * @param attempts number of attempts that were made
	 */
	default void failed(ExecuteDefinition execute, Throwable exception, int attempts) {
	}

}
