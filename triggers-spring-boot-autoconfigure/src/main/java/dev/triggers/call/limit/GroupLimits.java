package dev.triggers.call.limit;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Limits of a concurrency group.
 * <p>
 * {@code callsPerPeriod} and {@code period} belong together: in <em>no</em> window of
 * that length do more calls start, wherever the window begins. A call may start exactly
 * one {@code period} after an earlier one that used up the limit.
 *
 * @param concurrentCalls the most calls at once; positive, or {@code null} for no limit
 * @param callsPerPeriod the most calls that start in a period; positive, or {@code null}
 * for no limit
 * @param period the length of the window; positive, at most 36500 days, {@code null} if
 * and only if {@code callsPerPeriod} is
 * @since 1.0.0
 */
public record GroupLimits(@Nullable Integer concurrentCalls, @Nullable Integer callsPerPeriod,
		@Nullable Duration period) {

	/**
	 * Longest period: nanoseconds are compared by their difference, which overflows after
	 * 292 years.
	 */
	private static final Duration LONGEST_PERIOD = Duration.ofDays(36500);

	public GroupLimits {
		Assert.isTrue(concurrentCalls == null || concurrentCalls > 0, "'concurrentCalls' must be positive");
		Assert.isTrue(callsPerPeriod == null || callsPerPeriod > 0, "'callsPerPeriod' must be positive");
		Assert.isTrue((callsPerPeriod == null) == (period == null),
				"'callsPerPeriod' and 'period' must be set together");
		Assert.isTrue(period == null || (period.compareTo(Duration.ZERO) > 0 && period.compareTo(LONGEST_PERIOD) <= 0),
				"'period' must be positive and at most " + LONGEST_PERIOD.toDays() + " days");
	}

	/**
	 * Return no limits at all.
	 * @return the limits
	 */
	public static GroupLimits unlimited() {
		return new GroupLimits(null, null, null);
	}

	/**
	 * Limit how many calls are made at once.
	 * @param calls the most calls at once; positive
	 * @return the limits
	 */
	public static GroupLimits concurrent(int calls) {
		return new GroupLimits(calls, null, null);
	}

	/**
	 * Limit how many calls start in a period.
	 * @param calls the most calls that start in any window of the period; positive
	 * @param period the length of the window; positive, at most 36500 days
	 * @return the limits
	 */
	public static GroupLimits rate(int calls, Duration period) {
		return new GroupLimits(null, calls, period);
	}

}
