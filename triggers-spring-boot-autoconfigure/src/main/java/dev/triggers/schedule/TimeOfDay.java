package dev.triggers.schedule;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.triggers.naming.NearestName;

/**
 * Time of day in a zone, due once on every date of that zone.
 *
 * @param time the time of day
 * @param zone the zone, a plain offset where that is all it is
 */
record TimeOfDay(LocalTime time, ZoneId zone) implements Comparable<TimeOfDay>, Serializable {

	private static final Pattern FORMAT = Pattern
		.compile("(?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?)" + "(?<zone>Z|[+-][0-9:]+|\\[[^\\[\\]]+])?");

	private static final String EXAMPLES = "Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.";

	private static final Comparator<TimeOfDay> ORDER = Comparator.comparing(TimeOfDay::time)
		.thenComparing((time) -> time.zone().getId());

	TimeOfDay {
		zone = zone.normalized();
	}

	static TimeOfDay parse(String text, ZoneId defaultZone) {
		Matcher matcher = FORMAT.matcher(text);
		if (!matcher.matches()) {
			String padded = "0" + text;
			String suggestion = FORMAT.matcher(padded).matches() ? "Did you mean '" + padded + "'?" : EXAMPLES;
			throw new InvalidScheduleException(text, "it is not a time of day", 0, text.length(), suggestion);
		}
		String zone = matcher.group("zone");
		LocalTime time = parseTime(text, matcher.group("time"));
		return new TimeOfDay(time, (zone != null) ? parseZone(text, zone, matcher.start("zone")) : defaultZone);
	}

	private static LocalTime parseTime(String text, String time) {
		try {
			return LocalTime.parse(time);
		}
		catch (DateTimeException ex) {
			throw new InvalidScheduleException(text, "a time of day must be 00:00-23:59:59, found " + time, 0,
					time.length(), EXAMPLES);
		}
	}

	private static ZoneId parseZone(String text, String zone, int offset) {
		boolean region = zone.startsWith("[");
		String id = region ? zone.substring(1, zone.length() - 1) : zone;
		try {
			return region ? ZoneId.of(id) : ZoneOffset.of(id);
		}
		catch (DateTimeException ex) {
			String nearest = region ? NearestName.of(id, ZoneId.getAvailableZoneIds()) : null;
			throw new InvalidScheduleException(text, "unknown zone '" + id + "'", offset + (region ? 1 : 0),
					id.length(), (nearest != null) ? "Did you mean '" + nearest + "'?" : EXAMPLES);
		}
	}

	/**
	 * Return the first time strictly after the given one at which this time of day is
	 * due.
	 */
	@Nullable Instant next(Instant after) {
		ZoneRules rules = this.zone.getRules();
		long localSecond = after.getEpochSecond() + rules.getOffset(after).getTotalSeconds();
		// a gap can move the time of the day before past the given time
		long day = Math.max(Math.floorDiv(localSecond, 86400L) - 2, LocalDate.MIN.toEpochDay());
		for (long last = day + 5; day <= last; day++) {
			Instant due = dueOn(day, rules);
			if (due != null && due.isAfter(after)) {
				return due;
			}
		}
		return null;
	}

	private @Nullable Instant dueOn(long epochDay, ZoneRules rules) {
		if (epochDay > LocalDate.MAX.toEpochDay()) {
			return null;
		}
		LocalDateTime local = LocalDate.ofEpochDay(epochDay).atTime(this.time);
		ZoneOffsetTransition transition = rules.getTransition(local);
		ZoneOffset offset;
		if (transition == null) {
			offset = rules.getOffset(local);
		}
		else {
			// the offset before a gap moves the time by its length, the one after an
			// overlap
			// gives the second occurrence
			offset = transition.isGap() ? transition.getOffsetBefore() : transition.getOffsetAfter();
		}
		long second = local.toEpochSecond(offset);
		return Instant.ofEpochSecond(second, this.time.getNano());
	}

	@Override
	public int compareTo(TimeOfDay other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		if (this.zone.equals(ZoneOffset.UTC)) {
			return this.time.toString();
		}
		return this.time + ((this.zone instanceof ZoneOffset) ? this.zone.getId() : "[" + this.zone.getId() + "]");
	}

}
