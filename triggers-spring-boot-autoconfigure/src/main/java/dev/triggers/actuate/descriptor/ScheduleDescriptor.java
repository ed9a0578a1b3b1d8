package dev.triggers.actuate.descriptor;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.Schedule;

/**
 * Schedule in words.
 *
 * @param expression the text that the schedule was made from
 * @param description the schedule in English
 * @param intervalMs the interval in milliseconds, or {@code null} if there is none
 * @param zone the zone in which the schedule is read, or {@code null} if there is none
 * @param origin where the schedule comes from, or {@code null} if it is that of no
 * trigger
 * @since 1.0.0
 */
public record ScheduleDescriptor(String expression, String description, @Nullable Long intervalMs,
		@Nullable String zone, @Nullable String origin) {

	/**
	 * Return the view of a schedule.
	 * @param schedule the schedule
	 * @param origin where it comes from, or {@code null}
	 * @return the view
	 */
	public static ScheduleDescriptor of(Schedule schedule, @Nullable String origin) {
		ZoneId zone = schedule.zone();
		return new ScheduleDescriptor(schedule.expression(), schedule.describe(Locale.ENGLISH),
				Milliseconds.of(schedule.interval()), (zone != null) ? name(zone) : null, origin);
	}

	/**
	 * Return the word for the kind of a schedule.
	 * @param schedule the schedule
	 * @return {@code cron}, {@code fixedDelay}, {@code fixedRate}, {@code times} or
	 * {@code custom}
	 */
	public static String type(Schedule schedule) {
		return switch (schedule.type()) {
			case CRON -> "cron";
			case FIXED_DELAY -> "fixedDelay";
			case FIXED_RATE -> "fixedRate";
			case TIMES -> "times";
			case CUSTOM -> "custom";
		};
	}

	private static String name(ZoneId zone) {
		return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
	}

	/**
	 * Moment at which a trigger is due.
	 *
	 * @param time the moment
	 */
	public record TimeDescriptor(Instant time) {

	}

}
