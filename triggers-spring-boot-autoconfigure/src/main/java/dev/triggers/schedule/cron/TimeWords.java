package dev.triggers.schedule.cron;

import java.util.ArrayList;
import java.util.List;

/**
 * English words for the times of a day that a cron expression matches.
 * <p>
 * They are built from the values, not from the text, so that they say what really
 * happens.
 *
 * @param seconds the seconds of the minute
 * @param minutes the minutes of the hour
 * @param hours the hours of the day
 */
record TimeWords(Listing seconds, Listing minutes, Listing hours) {

	private static final int MAX_TIMES = 4;

	private static final Listing FIRST_SECOND = new Listing(1);

	private static final Listing ALL_MINUTES = Listing.range(0, 59);

	private static final Listing ALL_HOURS = Listing.range(0, 23);

	// Return the words, such as 'at 03:00'.
	String words() {
		boolean always = this.minutes.equals(ALL_MINUTES) && this.hours.equals(ALL_HOURS);
		if (this.seconds.equals(FIRST_SECOND)) {
			return always ? "every minute" : minutesAndHours();
		}
		if (always) {
			return (this.seconds.step() > 0) ? ofMinute() : "every minute " + ofMinute();
		}
		if (this.seconds.count() == 1 && isFewTimes()) {
			return "at " + times(String.format(":%02d", this.seconds.first()));
		}
		return minutesAndHours() + ", " + ofMinute() + " of the minute";
	}

	private String ofMinute() {
		if (this.seconds.equals(ALL_MINUTES)) {
			return "every second";
		}
		return steps(this.seconds, "second", "at second");
	}

	private boolean isFewTimes() {
		return this.minutes.count() * this.hours.count() <= MAX_TIMES;
	}

	private String times(String suffix) {
		List<String> times = new ArrayList<>();
		for (int hour : this.hours.values()) {
			for (int minute : this.minutes.values()) {
				times.add(time(hour, minute) + suffix);
			}
		}
		return Listing.join(times, "and");
	}

	private String minutesAndHours() {
		if (isFewTimes()) {
			return "at " + times("");
		}
		if (this.minutes.count() == 1) {
			return oneMinute(this.minutes.first());
		}
		if (this.hours.equals(ALL_HOURS)) {
			return everyHour();
		}
		return (this.minutes.equals(ALL_MINUTES) ? "every minute" : steps(this.minutes, "minute", "at minute")) + " "
				+ duringHours();
	}

	// Describe one minute in several hours.
	private String oneMinute(int minute) {
		String first = time(this.hours.first(), minute);
		if (this.hours.equals(ALL_HOURS)) {
			return (minute == 0) ? "every hour" : "every hour at minute " + minute;
		}
		int step = this.hours.stepAround(24);
		if (step > 0) {
			return "every " + step + " hours" + (first.equals("00:00") ? "" : " from " + first);
		}
		step = this.hours.step();
		if (step > 0) {
			return ((step == 1) ? "every hour" : "every " + step + " hours") + " from " + first + " through "
					+ time(this.hours.last(), minute);
		}
		return "at minute " + minute + " " + duringHours();
	}

	private String everyHour() {
		String words = steps(this.minutes, "minute", "every hour at minute");
		boolean open = words.startsWith("every " + this.minutes.step()) && this.minutes.stepAround(60) == 0;
		return open ? words + " of every hour" : words;
	}

	private String duringHours() {
		if (this.hours.isRun()) {
			return "between " + time(this.hours.first(), 0) + " and " + time(this.hours.last(), 59);
		}
		int step = this.hours.step();
		if (step > 0 && this.hours.count() > 2) {
			return "in every " + Listing.ordinal(step) + " hour from " + this.hours.first() + " through "
					+ this.hours.last();
		}
		return "in hours " + this.hours.join(String::valueOf);
	}

	// Describe minutes or seconds as steps where they are, otherwise as a list.
	private static String steps(Listing values, String unit, String list) {
		int around = values.stepAround(60);
		if (around > 1 && (values.count() > 2 || values.first() == 0)) {
			return "every " + around + " " + unit + "s"
					+ ((values.first() > 0) ? " from " + unit + " " + values.first() : "");
		}
		int step = values.step();
		if (step > 1 && values.count() > 2) {
			return "every " + step + " " + unit + "s from " + unit + " " + values.first() + " through " + values.last();
		}
		return list + ((values.count() > 1) ? "s " : " ") + values.join(String::valueOf);
	}

	private static String time(int hour, int minute) {
		return String.format("%02d:%02d", hour, minute);
	}

}
