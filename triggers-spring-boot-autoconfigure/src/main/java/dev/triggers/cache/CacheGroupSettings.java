package dev.triggers.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * What each cache of a group follows.
 *
 * @param maxSize most entries of each cache, or {@code null} for no limit
 * @param timeToLive how long an entry lives after it was written, or {@code null} for
 * ever
 * @param serialization how values are stored, if they leave the process
 * @since 1.0.0
 */
public record CacheGroupSettings(@Nullable Long maxSize, @Nullable Duration timeToLive,
		CacheSerialization serialization) {

	/**
	 * Shortest time to live.
	 */
	public static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * Longest time to live, which all backends can express.
	 */
	public static final Duration LONGEST = Duration.ofDays(36_500);

	/**
	 * Create settings.
	 * @throws IllegalArgumentException if the size is not positive, or the time to live
	 * is not between {@link #SHORTEST} and {@link #LONGEST}
	 */
	public CacheGroupSettings {
		Assert.isTrue(maxSize == null || maxSize > 0, "'maxSize' must be positive");
		Assert.isTrue(timeToLive == null || isValid(timeToLive), "'timeToLive' must be between 1 ms and 36500 days");
	}

	/**
	 * Return whether a time to live is not too short or too long.
	 * @param timeToLive the time to live
	 * @return {@code true} if it is valid
	 */
	public static boolean isValid(Duration timeToLive) {
		return timeToLive.compareTo(SHORTEST) >= 0 && timeToLive.compareTo(LONGEST) <= 0;
	}

}
