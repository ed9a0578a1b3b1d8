package dev.triggers.schedule.cron.syntax;

import java.util.List;
import java.util.Locale;

/**
 * Field of a cron expression: what it is called and which values it takes.
 *
 * @since 1.0.0
 */
public enum CronField {

	/**
	 * Second of the minute.
	 */
	SECOND("second", 0, 59),

	/**
	 * Minute of the hour.
	 */
	MINUTE("minute", 0, 59),

	/**
	 * Hour of the day.
	 */
	HOUR("hour", 0, 23),

	/**
	 * Day of the month.
	 */
	DAY_OF_MONTH("day of month", 1, 31),

	/**
	 * Month, as number or name.
	 */
	MONTH("month", 1, 12, 1, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),

	/**
	 * Weekday where 0 and 7 are Sunday.
	 */
	UNIX_WEEKDAY("day of week", 0, 7, 0, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),

	/**
	 * Weekday where 1 is Monday and 0 and 7 are Sunday.
	 */
	SPRING_WEEKDAY("day of week", 0, 7, 1, "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"),

	/**
	 * Weekday where 1 is Sunday.
	 */
	QUARTZ_WEEKDAY("day of week", 1, 7, 1, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),

	/**
	 * Year.
	 */
	YEAR("year", 1970, 2099);

	private final String label;

	private final int min;

	private final int max;

	private final int firstNamed;

	private final List<String> names;

	CronField(String label, int min, int max) {
		this(label, min, max, 0);
	}

	CronField(String label, int min, int max, int firstNamed, String... names) {
		this.label = label;
		this.min = min;
		this.max = max;
		this.firstNamed = firstNamed;
		this.names = List.of(names);
	}

	/**
	 * Return what the field is called.
	 * @return the name in messages
	 */
	public String label() {
		return this.label;
	}

	/**
	 * Return the lowest value.
	 * @return the lowest value
	 */
	public int min() {
		return this.min;
	}

	/**
	 * Return the highest value.
	 * @return the highest value
	 */
	public int max() {
		return this.max;
	}

	List<String> names() {
		return this.names;
	}

	boolean isWeekday() {
		return this == UNIX_WEEKDAY || this == SPRING_WEEKDAY || this == QUARTZ_WEEKDAY;
	}

	// Return the value of a name, or -1 if there is no such name.
	int valueOfName(String name) {
		// letters such as the long s have an ASCII upper case
		boolean ascii = name.chars().allMatch((character) -> character < 128);
		int index = ascii ? this.names.indexOf(name.toUpperCase(Locale.ROOT)) : -1;
		return (index >= 0) ? this.firstNamed + index : -1;
	}

	// Return the value at which the steps of '*/n' begin.
	int firstStep() {
		return (this == SPRING_WEEKDAY) ? 1 : this.min;
	}

	// Return the last value that the steps of '*/n' and 'N/n' can reach.
	int lastStep() {
		return (this == UNIX_WEEKDAY) ? 6 : this.max;
	}

	// Return what the value is in normalized text, where 0 and 7 are Sunday.
	int normalize(int value) {
		return (this == QUARTZ_WEEKDAY) ? value - 1 : value;
	}

	// Return the allowed values, such as '0-7 or SUN-SAT'.
	String range() {
		String numbers = this.min + "-" + this.max;
		return this.names.isEmpty() ? numbers
				: numbers + " or " + this.names.get(0) + "-" + this.names.get(this.names.size() - 1);
	}

	// Return the allowed value that is nearest to one out of range: minutes go on
	// counting in the next hour, days and months end at their limits.
	int nearest(int value) {
		boolean ofTime = this == SECOND || this == MINUTE || this == HOUR;
		return ofTime ? Math.floorMod(value, this.max + 1) : Math.max(this.min, Math.min(value, this.max));
	}

}
