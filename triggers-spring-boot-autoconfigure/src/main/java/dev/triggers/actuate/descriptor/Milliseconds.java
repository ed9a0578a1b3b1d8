package dev.triggers.actuate.descriptor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Durations as numbers of milliseconds.
 *
 * @since 1.0.0
 */
public final class Milliseconds {

	private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

	private Milliseconds() {
	}

	/**
	 * Return the number of a duration; that of one that is too long for any number is the
	 * largest.
	 * @param duration the duration, or {@code null}
	 * @return the number, or {@code null} without a duration
	 */
	public static @Nullable Long of(@Nullable Duration duration) {
		if (duration == null) {
			return null;
		}
		return (duration.compareTo(LONGEST) < 0) ? duration.toMillis() : Long.MAX_VALUE;
	}

}
