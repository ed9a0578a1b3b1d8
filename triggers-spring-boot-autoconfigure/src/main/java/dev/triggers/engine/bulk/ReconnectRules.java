package dev.triggers.engine.bulk;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.engine.call.CallsInFlight;

/**
 * Decides whether a failed call is repeated in the same execution, and when.
 *
 * @param policy the delays, or {@code null} if nothing is repeated
 * @param types the exceptions that calls are repeated on
 * @param random where random delays come from
 * @since 1.0.0
 */
public record ReconnectRules(@Nullable ReconnectPolicy policy, ReconnectTypes types, RandomGenerator random) {

	/**
	 * A longer delay does not fit into nanoseconds.
	 */
	private static final Duration LONGEST_DELAY = Duration.ofDays(100 * 365);

	/**
	 * Return how long to wait before a call is repeated.
	 * @param exception what the call failed with
	 * @param attempt number of the attempt that failed, from one
	 * @return the delay, or {@code null} if the call is not repeated
	 */
	@Nullable Duration delay(Throwable exception, int attempt) {
		if (this.policy == null || !this.types.include(exception) || CallsInFlight.isInterruption(exception)) {
			return null;
		}
		Duration bound = this.policy.bound(attempt);
		Duration longest = (bound.compareTo(LONGEST_DELAY) < 0) ? bound : LONGEST_DELAY;
		return Duration.ofNanos(this.random.nextLong(longest.toNanos() + 1));
	}

}
