package dev.triggers.execution;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far an execution is.
 *
 * @param counts numbers of elements so far
 * @param elapsed how long the execution has taken so far, or altogether, by a clock that
 * does not jump
 * @since 1.0.0
 */
public record Progress(ElementCounts counts, Duration elapsed) {

	private static final double NANOS_PER_SECOND = 1_000_000_000d;

	/**
	 * Return how many elements ended per second, on average since the execution began.
	 * @return the rate, zero as long as no time has passed
	 */
	public double ratePerSecond() {
		double seconds = seconds(this.elapsed);
		return (seconds > 0) ? this.counts.ended() / seconds : 0;
	}

	/**
	 * Return how long the execution will take from now on, if it goes on at its average
	 * rate.
	 * @return the time, zero when all elements have ended, or {@code null} if it cannot
	 * be said: the number of elements is not known, or none has ended
	 */
	public @Nullable Duration estimatedRemaining() {
		Long total = this.counts.total();
		if (total == null) {
			return null;
		}
		long left = Math.max(0, total - this.counts.ended());
		double rate = ratePerSecond();
		if (left > 0 && rate <= 0) {
			return null;
		}
		double nanos = (left > 0) ? left / rate * NANOS_PER_SECOND : 0;
		return (nanos < Long.MAX_VALUE) ? Duration.ofNanos((long) nanos) : null;
	}

	private static double seconds(Duration duration) {
		return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
	}

}
