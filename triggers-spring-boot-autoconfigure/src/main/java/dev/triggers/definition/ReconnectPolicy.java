package dev.triggers.definition;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * How long a trigger waits before it repeats a call that failed with a reconnectable
 * exception: the first time at most {@code initialDelay}, then each time at most twice as
 * long, up to {@code maxDelay}; how long exactly is drawn at random between zero and that
 * bound ("full jitter").
 *
 * @param initialDelay longest first delay; positive
 * @param maxDelay longest delay; not shorter than the first
 * @see <a href=
 * "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>
 * @since 1.0.0
 */
public record ReconnectPolicy(Duration initialDelay, Duration maxDelay) {

	/**
	 * One second, doubling up to five minutes.
	 */
	public static final ReconnectPolicy DEFAULT = new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5));

	public ReconnectPolicy {
		Assert.isTrue(initialDelay.compareTo(Duration.ZERO) > 0, "'initialDelay' must be positive");
		Assert.isTrue(maxDelay.compareTo(initialDelay) >= 0, "'maxDelay' must not be shorter than 'initialDelay'");
	}

	/**
	 * Return the longest delay before an attempt.
	 * @param repetition number of the repetition, from one
	 * @return the bound of the delay
	 */
	public Duration bound(int repetition) {
		Duration bound = this.initialDelay;
		for (int number = 1; number < repetition && bound.compareTo(this.maxDelay) < 0; number++) {
			bound = bound.multipliedBy(2);
		}
		return (bound.compareTo(this.maxDelay) < 0) ? bound : this.maxDelay;
	}

}
