package dev.triggers.execution;

import java.time.Duration;
import java.util.Locale;

/**
 * Writes durations for people who read a log.
 *
 * @since 1.0.0
 */
public final class DurationText {

	private DurationText() {
	}

	/**
	 * Return a duration in its two largest units.
	 * @param duration the duration
	 * @return the text, such as {@code 3 h 14 min}, {@code 1.5 s} or {@code 12 ms}
	 */
	public static String of(Duration duration) {
		if (duration.toDays() > 0) {
			return units(duration.toDays(), " d", duration.toHoursPart(), " h");
		}
		if (duration.toHours() > 0) {
			return units(duration.toHours(), " h", duration.toMinutesPart(), " min");
		}
		if (duration.toMinutes() > 0) {
			return units(duration.toMinutes(), " min", duration.toSecondsPart(), " s");
		}
		if (duration.toSeconds() >= 10) {
			return duration.toSeconds() + " s";
		}
		if (duration.toSeconds() > 0) {
			return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
		}
		return duration.toMillis() + " ms";
	}

	private static String units(long large, String largeUnit, int small, String smallUnit) {
		return large + largeUnit + ((small > 0) ? " " + small + smallUnit : "");
	}

}
