package dev.triggers.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.triggers.execution.DurationText;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Texts of times and durations for people.
 *
 * @since 1.0.0
 */
public final class TimeText {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

	private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss",
			Locale.ROOT);

	private final Clock clock;

	private final ZoneId zone;

	/**
	 * Create texts.
	 * @param clock tells which day is today
	 * @param zone zone in which times are written
	 */
	public TimeText(Clock clock, ZoneId zone) {
		this.clock = clock;
		this.zone = zone;
	}

	/**
	 * Return a time, with its date unless that is today.
	 * @param instant the time
	 * @return the text, such as {@code 03:00:00}
	 */
	public String time(Instant instant) {
		return time(instant, this.zone);
	}

	private String time(Instant instant, ZoneId zone) {
		ZonedDateTime time = instant.atZone(zone);
		boolean today = time.toLocalDate().equals(this.clock.instant().atZone(zone).toLocalDate());
		return ((today) ? TIME : DATE_AND_TIME).format(time);
	}

	/**
	 * Return when a schedule that is started now is due for the first time.
	 * @param schedule the schedule; custom ones are not asked, since they may count calls
	 * @param withDistance whether to say how far ahead that is
	 * @return the text, such as {@code 03:00:00 (in 3 h 14 min)}, empty if it is not
	 * known
	 */
	public String next(Schedule schedule, boolean withDistance) {
		Instant due = (schedule.type() != ScheduleType.CUSTOM) ? schedule.next(this.clock.instant()) : null;
		if (due == null) {
			return "";
		}
		ZoneId zoneOfSchedule = (schedule.zone() != null) ? schedule.zone() : this.zone;
		return time(due, zoneOfSchedule) + ((withDistance) ? " (" + distance(due) + ")" : "");
	}

	/**
	 * Return how far a time is ahead.
	 * @param instant the time
	 * @return the text, such as {@code in 3 h 14 min}
	 */
	public String distance(Instant instant) {
		return "in " + DurationText.of(Duration.between(this.clock.instant(), instant));
	}

}
