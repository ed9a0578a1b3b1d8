package dev.triggers.call;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Retry of a call that failed.
 *
 * @param rule the rule that retries it
 * @param retry number of this retry among those of the rule in this call, from one
 * @param remaining retries that the rule has left after this one, or {@code null} if it
 * does not limit them
 * @param waitTime how long to wait before it, never negative
 * @since 1.0.0
 */
public record RetryDecision(RetryRule rule, long retry, @Nullable Integer remaining, Duration waitTime) {
}
