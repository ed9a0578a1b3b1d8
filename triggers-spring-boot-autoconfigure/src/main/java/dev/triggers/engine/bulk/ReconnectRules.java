package dev.triggers.engine.bulk;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ReconnectPolicy;

/**
 * Decides whether a failed call is repeated in the same execution, and when.
 *
 * @param policy the delays, or {@code null} if nothing is repeated
 * @param types the exceptions that calls are repeated on
 * @param jitter draws a delay between zero and a bound
 * @since 1.0.0
 */
public record ReconnectRules(@Nullable ReconnectPolicy policy, ReconnectTypes types, UnaryOperator<Duration> jitter) {

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
		return this.jitter.apply(this.policy.bound(attempt));
	}

}
