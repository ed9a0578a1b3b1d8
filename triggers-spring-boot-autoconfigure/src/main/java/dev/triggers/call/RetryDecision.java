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

	/**
	 * Describe the retry for a log.
	 * @return a text such as
	 * {@code by rule 'IOException: 3 retries, fixed 1s' (2 retries left)}
	 */
	public String describe() {
		String left = (this.remaining == null) ? ""
				: " (" + this.remaining + ((this.remaining == 1) ? " retry left)" : " retries left)");
		return "by rule '" + this.rule + "'" + left;
	}

}
