package dev.triggers.schedule.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.SpecialChar;

import dev.triggers.schedule.cron.syntax.CronField;
import dev.triggers.schedule.cron.syntax.FieldValues;
import dev.triggers.schedule.cron.syntax.ParsedCron;

/**
 * English words for the days that a cron expression matches.
 *
 * @param cron the expression
 */
record DayWords(ParsedCron cron) {

	private static final Listing ALL_DAYS = Listing.range(1, 31);

	private static final Listing ALL_WEEKDAYS = Listing.range(1, 7);

	private static final Listing ALL_MONTHS = Listing.range(1, 12);

	private static final List<String> NTH = List.of("first", "second", "third", "fourth", "fifth");

	// Return the words, with a blank in front, or nothing if every day matches.
	String words() {
		FieldValues ofMonth = this.cron.values(CronField.DAY_OF_MONTH);
		FieldValues ofWeek = this.cron.weekdays();
		boolean anyDay = ALL_DAYS.bits() == ofMonth.bits();
		boolean anyWeekday = ALL_WEEKDAYS.equals(weekdays(ofWeek.bits()));
		if (this.cron.matchesEitherDay()) {
			if (anyDay || anyWeekday) {
				return months("");
			}
			return " on " + daysOfMonth(ofMonth) + " or on " + daysOfWeek(ofWeek) + months(",");
		}
		if (anyDay || anyWeekday) {
			return (anyDay ? "" : " on " + daysOfMonth(ofMonth)) + (anyWeekday ? "" : " on " + daysOfWeek(ofWeek))
					+ months("");
		}
		return " on " + daysOfMonth(ofMonth) + ", only if on " + daysOfWeek(ofWeek) + months(",");
	}

	private String daysOfMonth(FieldValues values) {
		List<String> words = new ArrayList<>();
		Listing days = new Listing(values.bits());
		if (days.count() > 0) {
			words.add(plainDays(days));
		}
		values.specials().forEach((special) -> words.add(specialDay(special)));
		return Listing.join(words, "and") + " of the month";
	}

	private static String plainDays(Listing days) {
		int step = days.step();
		if (step > 1 && days.count() > 2) {
			String end = (days.last() + step <= 31) ? " through " + days.last() : "";
			return "every " + Listing.ordinal(step) + " day from day " + days.first() + end;
		}
		return ((days.count() > 1) ? "days " : "day ") + days.join(String::valueOf);
	}

	private static String specialDay(On special) {
		int before = special.getNth().getValue();
		return switch (special.getSpecialChar().getValue()) {
			case LW -> "the last working day";
			case W -> "the working day nearest to day " + special.getTime().getValue();
			default -> (before > 0) ? "the " + Listing.ordinal(before) + " day before the last day" : "the last day";
		};
	}

	private String daysOfWeek(FieldValues values) {
		List<String> words = new ArrayList<>(weekdays(values.bits()).words(DayWords::weekday));
		for (On special : values.specials()) {
			String nth = (special.getSpecialChar().getValue() == SpecialChar.HASH)
					? NTH.get(special.getNth().getValue() - 1) : "last";
			words.add("the " + nth + " " + weekday(special.getTime().getValue()) + " of the month");
		}
		return Listing.join(words, "and");
	}

	// Return the weekdays as 1-7 from Monday to Sunday.
	private static Listing weekdays(long bits) {
		return new Listing((bits & 0xFE) | ((bits & 1) << 7));
	}

	private static String weekday(int weekday) {
		return DayOfWeek.of((weekday == 0) ? 7 : weekday).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	private String months(String separator) {
		Listing months = new Listing(this.cron.values(CronField.MONTH).bits());
		String words = months.equals(ALL_MONTHS) ? "" : separator + " in " + months.join(DayWords::month);
		return this.cron.hasYears() ? words + years(words.isEmpty() ? separator : "") : words;
	}

	static String month(int month) {
		return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	private String years(String separator) {
		List<String> words = new ArrayList<>();
		this.cron.values(CronField.YEAR).forEach((year) -> words.add(String.valueOf(year)));
		boolean all = words.size() > CronField.YEAR.max() - CronField.YEAR.min();
		return all ? "" : separator + " in " + Listing.join(words.stream().distinct().sorted().toList(), "and");
	}

}
