package dev.triggers.schedule.cron.syntax;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Values of a field from one to another.
 *
 * @param field the field
 * @param low the first value
 * @param high the last value
 * @param kind how the range was written
 */
record FieldRange(CronField field, int low, int high, Kind kind) {

	// Write the list that was probably meant by a range that runs backwards.
	static String wrapped(CronField field, int low, int high, int step) {
		int first = field.min();
		int last = field.lastStep();
		if (step > 1) {
			int circle = last - first + 1;
			return IntStream.iterate(low, (value) -> value <= high + circle, (value) -> value + step)
				.mapToObj((value) -> String.valueOf((value - first) % circle + first))
				.collect(Collectors.joining(","));
		}
		if (field == CronField.UNIX_WEEKDAY && high == 0) {
			return low + "-7";
		}
		String upper = (low == last) ? String.valueOf(low) : low + "-" + last;
		String lower = (high == first) ? String.valueOf(high) : first + "-" + high;
		return upper + "," + lower;
	}

	// Write the values at every n-th place. A step beyond the end leaves the first value
	// only, which cron-utils does not take. Open ends are written out: dialects differ in
	// those of weekdays.
	String stepped(int step) {
		int end = (this.kind == Kind.SINGLE) ? this.field.lastStep() : this.high;
		if (this.low + step > end) {
			return String.valueOf(normalized(this.low));
		}
		if (this.kind == Kind.ALL && !this.field.isWeekday()) {
			return "*/" + step;
		}
		return normalized(this.low) + "-" + normalized(end) + "/" + step;
	}

	@Override
	public String toString() {
		return switch (this.kind) {
			case ALL -> "*";
			case SINGLE -> String.valueOf(normalized(this.low));
			case FROM_TO -> normalized(this.low) + "-" + normalized(this.high);
		};
	}

	private int normalized(int value) {
		return this.field.normalize(value);
	}

	/**
	 * How a range was written.
	 */
	enum Kind {

		ALL, SINGLE, FROM_TO

	}

}
