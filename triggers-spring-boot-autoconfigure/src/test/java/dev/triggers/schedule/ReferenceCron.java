package dev.triggers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * Cron expression made at random, with the values its fields stand for, and the rule for
 * due times in its plainest form: look at every minute.
 */
final class ReferenceCron {

	private final StringBuilder expression = new StringBuilder();

	private final BitSet minutes;

	private final BitSet hours;

	private final BitSet days;

	private final BitSet months;

	private final BitSet weekdays;

	private final boolean eitherDay;

	private final boolean wallClock;

	private ReferenceCron(Random random) {
		boolean wildMinute;
		this.minutes = field(random, 0, 59, 59, random.nextInt(3) == 0);
		wildMinute = this.expression.charAt(0) == '*';
		int hourStart = this.expression.length();
		this.hours = field(random, 0, 23, 23, random.nextInt(2) == 0);
		this.wallClock = wildMinute || this.expression.charAt(hourStart) == '*';
		int dayStart = this.expression.length();
		this.days = field(random, 1, 31, 31, random.nextInt(3) > 0);
		boolean plainDay = this.expression.substring(dayStart).equals("* ");
		this.months = field(random, 1, 12, 12, random.nextInt(5) > 0);
		int weekdayStart = this.expression.length();
		this.weekdays = field(random, 0, 7, 6, random.nextInt(3) > 0);
		boolean plainWeekday = this.expression.substring(weekdayStart).equals("* ");
		this.eitherDay = !plainDay && !plainWeekday;
	}

	static ReferenceCron random(Random random) {
		while (true) {
			ReferenceCron cron = new ReferenceCron(random);
			// day 29 exists in every month of some year
			if (cron.eitherDay || cron.days.nextSetBit(1) <= 29) {
				return cron;
			}
		}
	}

	String expression() {
		return this.expression.toString().strip();
	}

	private BitSet field(Random random, int min, int max, int lastStep, boolean star) {
		BitSet values = new BitSet();
		if (star) {
			this.expression.append("* ");
			values.set(min, max + 1);
			return values;
		}
		int elements = (random.nextInt(4) == 0) ? 2 + random.nextInt(2) : 1;
		for (int i = 0; i < elements; i++) {
			this.expression.append((i > 0) ? "," : "");
			element(random, min, max, lastStep, values);
		}
		this.expression.append(' ');
		return values;
	}

	private void element(Random random, int min, int max, int lastStep, BitSet values) {
		int low = min + random.nextInt(max - min + 1);
		int high = low + random.nextInt(max - low + 1);
		int step = 1 + random.nextInt((random.nextInt(4) == 0) ? 70 : 10);
		switch (random.nextInt(5)) {
			case 0 -> {
				this.expression.append(low).append('-').append(high);
				add(values, low, high, 1);
			}
			case 1 -> {
				this.expression.append(low).append('-').append(high).append('/').append(step);
				add(values, low, high, step);
			}
			case 2 -> {
				this.expression.append("*/").append(step);
				add(values, min, lastStep, step);
			}
			case 3 -> {
				this.expression.append(low).append('/').append(step);
				add(values, low, Math.max(low, lastStep), step);
			}
			default -> {
				this.expression.append(low);
				values.set(low);
			}
		}
	}

	private static void add(BitSet values, int low, int high, int step) {
		for (int value = low; value <= high; value += step) {
			values.set(value);
		}
	}

	private boolean matches(LocalDateTime local) {
		if (local.getSecond() != 0 || !this.minutes.get(local.getMinute()) || !this.hours.get(local.getHour())
				|| !this.months.get(local.getMonthValue())) {
			return false;
		}
		boolean day = this.days.get(local.getDayOfMonth());
		int number = local.getDayOfWeek().getValue();
		boolean weekday = this.weekdays.get(number) || (number == 7 && this.weekdays.get(0));
		return this.eitherDay ? day || weekday : day && weekday;
	}

	/**
	 * Return the first due time after one and not after the other.
	 */
	@Nullable Instant firstDue(ZoneRules rules, Instant after, Instant last) {
		long second = after.getEpochSecond() + 1;
		while (second <= last.getEpochSecond()) {
			Instant time = Instant.ofEpochSecond(second);
			if (isDue(rules, time)) {
				return time;
			}
			int local = Math.floorMod(second + rules.getOffset(time).getTotalSeconds(), 60);
			long nextMinute = second + 60 - local;
			ZoneOffsetTransition transition = rules.nextTransition(time);
			second = (transition != null) ? Math.min(nextMinute, transition.toEpochSecond()) : nextMinute;
		}
		return null;
	}

	private boolean isDue(ZoneRules rules, Instant time) {
		ZoneOffset offset = rules.getOffset(time);
		LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
		if (this.wallClock) {
			return matches(local);
		}
		return (matches(local) && !isSecondOccurrence(rules, local, offset)) || endsGapWithMatch(rules, time);
	}

	private static boolean isSecondOccurrence(ZoneRules rules, LocalDateTime local, ZoneOffset offset) {
		return rules.getValidOffsets(local).size() == 2 && rules.getValidOffsets(local).get(1).equals(offset);
	}

	private boolean endsGapWithMatch(ZoneRules rules, Instant time) {
		ZoneOffsetTransition transition = rules.nextTransition(time.minusNanos(1));
		if (transition == null || !transition.getInstant().equals(time) || !transition.isGap()
				|| transition.getDuration().compareTo(Duration.ofHours(3)) > 0) {
			return false;
		}
		LocalDateTime missing = transition.getDateTimeBefore();
		// minutes that begin inside the gap
		missing = (missing.getSecond() == 0) ? missing : missing.withSecond(0).plusMinutes(1);
		while (missing.isBefore(transition.getDateTimeAfter())) {
			if (matches(missing)) {
				return true;
			}
			missing = missing.plusMinutes(1);
		}
		return false;
	}

}
