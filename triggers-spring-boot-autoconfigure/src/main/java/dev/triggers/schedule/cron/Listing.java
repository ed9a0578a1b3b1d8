package dev.triggers.schedule.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * English lists of the values of a field.
 *
 * @param bits the values
 */
record Listing(long bits) {

	static Listing range(int first, int last) {
		return new Listing((-1L << first) & ((2L << last) - 1));
	}

	int count() {
		return Long.bitCount(this.bits);
	}

	int first() {
		return Long.numberOfTrailingZeros(this.bits);
	}

	int last() {
		return 63 - Long.numberOfLeadingZeros(this.bits);
	}

	// Return whether the values follow each other without a hole.
	boolean isRun() {
		return this.equals(range(first(), last()));
	}

	// Return the distance between neighbours if it is always the same, else 0.
	int step() {
		if (count() < 2) {
			return 0;
		}
		int step = Long.numberOfTrailingZeros(this.bits & (this.bits - 1)) - first();
		long expected = 0;
		for (int value = first(); value <= last(); value += step) {
			expected |= 1L << value;
		}
		return (this.bits == expected) ? step : 0;
	}

	// Return the distance between neighbours if it is always the same, also from the last
	// value to the first one of the next circle, else 0.
	int stepAround(int circle) {
		int step = step();
		return (step > 0 && first() + circle - last() == step) ? step : 0;
	}

	List<Integer> values() {
		List<Integer> values = new ArrayList<>();
		for (long rest = this.bits; rest != 0; rest &= rest - 1) {
			values.add(Long.numberOfTrailingZeros(rest));
		}
		return values;
	}

	// Write the values, three and more in a row as "a through b".
	List<String> words(IntFunction<String> name) {
		List<String> words = new ArrayList<>();
		long rest = this.bits;
		while (rest != 0) {
			int first = Long.numberOfTrailingZeros(rest);
			int length = Long.numberOfTrailingZeros(~(rest >>> first));
			if (length > 2) {
				words.add(name.apply(first) + " through " + name.apply(first + length - 1));
				rest &= -1L << (first + length);
			}
			else {
				words.add(name.apply(first));
				rest &= rest - 1;
			}
		}
		return words;
	}

	String join(IntFunction<String> name) {
		return join(words(name), "and");
	}

	static String join(List<String> words, String last) {
		int size = words.size();
		if (size < 2) {
			return String.join("", words);
		}
		return String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.get(size - 1);
	}

	static String ordinal(int number) {
		String suffix = switch ((number % 100 / 10 == 1) ? 0 : number % 10) {
			case 1 -> "st";
			case 2 -> "nd";
			case 3 -> "rd";
			default -> "th";
		};
		return number + suffix;
	}

}
