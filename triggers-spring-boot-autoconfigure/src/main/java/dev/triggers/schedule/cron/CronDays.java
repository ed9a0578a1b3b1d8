package dev.triggers.schedule.cron;

import java.util.BitSet;

import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.SpecialChar;
import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.cron.syntax.CronField;
import dev.triggers.schedule.cron.syntax.FieldValues;
import dev.triggers.schedule.cron.syntax.ParsedCron;

/**
 * Days that a cron expression matches, found by scanning one mask of bits a month.
 */
final class CronDays {

	/**
	 * Answer where no day matches.
	 */
	static final long NONE = Long.MAX_VALUE;

	// after 400 years the calendar repeats, weekdays included
	private static final int CYCLE = 400;

	private static final int DAYS_OF_CYCLE = 146097;

	private static final int ALL_DAYS = -2;

	private static final int ALL_WEEKDAYS = 0x7F;

	private static final int ALL_MONTHS = 0x1FFE;

	private static final int FIRST_YEAR = 1970;

	// the weekday of 1 January 1970, counted from Sunday
	private static final int FIRST_WEEKDAY = 4;

	private final int months;

	private final int daysOfMonth;

	private final int weekdays;

	private final boolean either;

	private final On[] specialDays;

	private final On[] specialWeekdays;

	private final @Nullable BitSet years;

	private final boolean everyDay;

	CronDays(ParsedCron cron) {
		this.months = (int) cron.values(CronField.MONTH).bits();
		this.daysOfMonth = (int) cron.values(CronField.DAY_OF_MONTH).bits();
		long weekdays = cron.weekdays().bits();
		this.weekdays = (int) ((weekdays | (weekdays >>> 7)) & ALL_WEEKDAYS);
		this.specialDays = cron.values(CronField.DAY_OF_MONTH).specials().toArray(On[]::new);
		this.specialWeekdays = cron.weekdays().specials().toArray(On[]::new);
		this.either = cron.matchesEitherDay();
		this.years = cron.hasYears() ? years(cron.values(CronField.YEAR)) : null;
		boolean allDays = this.daysOfMonth == ALL_DAYS;
		boolean allWeekdays = this.weekdays == ALL_WEEKDAYS;
		this.everyDay = this.months == ALL_MONTHS && this.years == null
				&& (this.either ? allDays || allWeekdays : allDays && allWeekdays);
	}

	private static BitSet years(FieldValues values) {
		BitSet years = new BitSet();
		values.forEach((year) -> years.set(year - FIRST_YEAR));
		return years;
	}

	// Return the first matching day that is not before the given one, in days since 1970.
	long next(long epochDay) {
		if (this.everyDay) {
			return epochDay;
		}
		if (this.years != null && epochDay < 0) {
			return next(FIRST_YEAR, 1, 1, 0);
		}
		// civil-from-days, with years that begin in March
		long shifted = epochDay + 719468;
		long era = Math.floorDiv(shifted, DAYS_OF_CYCLE);
		int dayOfEra = (int) (shifted - era * DAYS_OF_CYCLE);
		int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
		int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
		int shiftedMonth = (5 * dayOfYear + 2) / 153;
		int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
		int month = (shiftedMonth < 10) ? shiftedMonth + 3 : shiftedMonth - 9;
		long year = yearOfEra + era * CYCLE + ((month <= 2) ? 1 : 0);
		return next(year, month, day, epochDay);
	}

	private long next(long year, int month, int day, long epochDay) {
		long lastYear = (this.years != null) ? FIRST_YEAR + this.years.length() - 1 : year + CYCLE;
		long firstOfMonth = epochDay - day + 1;
		int from = day;
		while (year <= lastYear) {
			if ((this.months & (1 << month)) != 0 && matchesYear(year)) {
				int days = days(year, month, firstOfMonth) & (-1 << from);
				if (days != 0) {
					return firstOfMonth + Integer.numberOfTrailingZeros(days) - 1;
				}
			}
			firstOfMonth += lengthOfMonth(year, month);
			from = 1;
			month++;
			if (month > 12) {
				month = 1;
				year++;
			}
		}
		return NONE;
	}

	private boolean matchesYear(long year) {
		return this.years == null || this.years.get((int) (year - FIRST_YEAR));
	}

	// Return the matching days of a month, the bits 1-31.
	private int days(long year, int month, long firstOfMonth) {
		int length = lengthOfMonth(year, month);
		int firstWeekday = (int) Math.floorMod(firstOfMonth + FIRST_WEEKDAY, 7L);
		int ofMonth = this.daysOfMonth;
		for (On special : this.specialDays) {
			ofMonth |= specialDay(special, length, firstWeekday);
		}
		int ofWeek = everyWeek(this.weekdays, firstWeekday);
		for (On special : this.specialWeekdays) {
			ofWeek |= specialWeekday(special, length, firstWeekday);
		}
		int both = this.either ? ofMonth | ofWeek : ofMonth & ofWeek;
		return both & (int) ((2L << length) - 2);
	}

	private static int everyWeek(int weekdays, int firstWeekday) {
		long weeks = weekdays * 0x810204081L;
		return (int) (weeks >>> firstWeekday) << 1;
	}

	private static int specialDay(On special, int length, int firstWeekday) {
		int day = switch (special.getSpecialChar().getValue()) {
			case L -> length - Math.max(special.getNth().getValue(), 0);
			case LW -> nearestWorkday(length, length, firstWeekday);
			case W -> nearestWorkday(special.getTime().getValue(), length, firstWeekday);
			default -> 0;
		};
		return (day >= 1) ? 1 << day : 0;
	}

	private static int nearestWorkday(int day, int length, int firstWeekday) {
		if (day > length) {
			return 0;
		}
		int weekday = (firstWeekday + day - 1) % 7;
		if (weekday == 6) {
			return (day > 1) ? day - 1 : day + 2;
		}
		if (weekday == 0) {
			return (day < length) ? day + 1 : day - 2;
		}
		return day;
	}

	private static int specialWeekday(On special, int length, int firstWeekday) {
		int weekday = special.getTime().getValue() % 7;
		int first = 1 + Math.floorMod(weekday - firstWeekday, 7);
		if (special.getSpecialChar().getValue() == SpecialChar.HASH) {
			int day = first + 7 * (special.getNth().getValue() - 1);
			return (day <= length) ? 1 << day : 0;
		}
		return 1 << (first + (length - first) / 7 * 7);
	}

	private static int lengthOfMonth(long year, int month) {
		if (month == 2) {
			boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
			return leap ? 29 : 28;
		}
		// of the months with 30 days, April and June are even, September and November odd
		return 30 + ((month + (month >> 3)) & 1);
	}

}
