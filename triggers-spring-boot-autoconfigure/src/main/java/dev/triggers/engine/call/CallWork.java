package dev.triggers.engine.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.work.UserCode;

/**
 * What a {@link GuardedCall} calls, and who is told how that goes. All methods are called
 * one after another, each on the thread on which it happened.
 *
 * @since 1.0.0
 */
public interface CallWork extends UserCode {

	/**
	 * Take note that the call is let pass for the first time, before it is made.
	 */
	default void admitted() {
	}

	/**
	 * Return how long to wait before a call is repeated that is not retried any more.
	 * @param exception what it failed with
	 * @param repetition number of this repetition, from one; retries do not count
	 * @return the delay, or {@code null} if the call has failed for good
	 */
	default @Nullable Duration repeatAfter(Throwable exception, int repetition) {
		return null;
	}

	/**
	 * Take note that the call failed and is made again later.
	 * @param exception what it failed with
	 * @param attempts number of attempts so far
	 * @param delay how long it waits
	 * @param retry the retry of the policy, or {@code null} if it is repeated by
	 * {@link #repeatAfter}
	 */
	void repeats(Throwable exception, int attempts, Duration delay, @Nullable RetryDecision retry);

	/**
	 * Take note that the call succeeded.
	 * @param result what it returned, not pending
	 */
	void succeeded(@Nullable Object result);

	/**
	 * Take note that the call has failed for good, or was cancelled.
	 * @param exception what the last attempt failed with
	 * @param attempts number of attempts that were made
	 */
	void failed(Throwable exception, int attempts);

}
