package dev.triggers.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Driver of calls under a policy whose waits pass in virtual time.
 */
final class VirtualCall {

	private final RetryPolicy policy;

	private final RandomGenerator random;

	private final List<Duration> starts = new ArrayList<>();

	private final List<RetryDecision> retries = new ArrayList<>();

	private Duration now = Duration.ZERO;

	VirtualCall(RetryPolicy policy, RandomGenerator random) {
		this.policy = policy;
		this.random = random;
	}

	/**
	 * Call until it succeeds or is not retried.
	 * @param failures what the call fails with, by its number from zero; {@code null} if
	 * it succeeds
	 * @return what it failed with for good, or {@code null} if it succeeded
	 */
	@Nullable Throwable invoke(IntFunction<@Nullable Throwable> failures) {
		RetryAttempts attempts = this.policy.begin(this.random, () -> false);
		for (int number = 0;; number++) {
			this.starts.add(this.now);
			Throwable failure = failures.apply(number);
			RetryDecision retry = (failure != null) ? attempts.next(failure) : null;
			if (retry == null) {
				return failure;
			}
			this.retries.add(retry);
			this.now = this.now.plus(retry.waitTime());
		}
	}

	/**
	 * Return when the calls started.
	 */
	List<Duration> starts() {
		return this.starts;
	}

	List<RetryDecision> retries() {
		return this.retries;
	}

}
