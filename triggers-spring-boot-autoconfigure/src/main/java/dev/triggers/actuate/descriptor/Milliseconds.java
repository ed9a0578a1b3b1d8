package dev.triggers.actuate.descriptor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Durations as numbers of milliseconds.
 */
final class Milliseconds {

	private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);

	private Milliseconds() {
	}

	/**
	 * Return the number of a duration; that of one that is too long for any number is the
	 * largest.
	 */
	static @Nullable Long of(@Nullable Duration duration) {
		if (duration == null) {
			return null;
		}
		return (duration.compareTo(LONGEST) < 0) ? duration.toMillis() : Long.MAX_VALUE;
	}

}
