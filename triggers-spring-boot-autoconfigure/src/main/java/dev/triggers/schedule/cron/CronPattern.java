package dev.triggers.schedule.cron;

import java.util.Locale;
import java.util.Map;

import org.springframework.util.ConcurrentReferenceHashMap;

import dev.triggers.schedule.cron.syntax.CronField;
import dev.triggers.schedule.cron.syntax.CronGrammar;
import dev.triggers.schedule.cron.syntax.CronSyntaxException;
import dev.triggers.schedule.cron.syntax.ParsedCron;

/**
 * Local times that a cron expression matches.
 * <p>
 * Immutable and thread-safe. Local times are seconds since 1970-01-01T00:00 on the local
 * calendar, as if there were neither zones nor changes of the clock.
 *
 * @since 1.0.0
 */
public final class CronPattern {

	/**
	 * Answer where no later time matches.
	 */
	static final long NEVER = Long.MAX_VALUE;

	private static final int SECONDS_PER_DAY = 86400;

	/**
	 * Many triggers share few expressions. Forgotten when memory gets short.
	 */
	private static final Map<Text, CronPattern> KNOWN = new ConcurrentReferenceHashMap<>();

	private final ParsedCron cron;

	private final long seconds;

	private final long minutes;

	private final int hours;

	private final CronDays days;

	private final int firstSecondOfDay;

	private CronPattern(ParsedCron cron) {
		this.cron = cron;
		this.seconds = cron.hasSeconds() ? cron.values(CronField.SECOND).bits() : 1L;
		this.minutes = cron.values(CronField.MINUTE).bits();
		this.hours = (int) cron.values(CronField.HOUR).bits();
		this.days = new CronDays(cron);
		this.firstSecondOfDay = secondOfDay(Integer.numberOfTrailingZeros(this.hours), first(this.minutes),
				first(this.seconds));
	}

	/**
	 * Read an expression, or give the pattern of the same text that was read before.
	 * @param expression the text
	 * @param grammar the grammar of the text
	 * @return the pattern
	 * @throws CronSyntaxException if the expression is not valid or can never match
	 */
	public static CronPattern parse(String expression, CronGrammar grammar) {
		Text text = new Text(expression, grammar);
		CronPattern known = KNOWN.get(text);
		if (known != null) {
			return known;
		}
		try {
			CronPattern pattern = parseStrictly(expression, grammar);
			KNOWN.put(text, pattern);
			return pattern;
		}
		catch (CronSyntaxException ex) {
			throw ex.withSuggestion(new CronSuggestions(expression, grammar).suggest(ex));
		}
	}

	// Read an expression without looking for a way to mend it if it is not valid.
	static CronPattern parseStrictly(String expression, CronGrammar grammar) {
		CronPattern pattern = new CronPattern(ParsedCron.parse(expression, grammar));
		if (pattern.days.next(0) == CronDays.NONE) {
			throw CronSuggestions.neverFires(pattern.cron);
		}
		return pattern;
	}

	// Return the first matching local time that is not before the given one, or NEVER.
	long next(long localSecond) {
		long day = Math.floorDiv(localSecond, (long) SECONDS_PER_DAY);
		long next = this.days.next(day);
		if (next == day) {
			int secondOfDay = nextSecondOfDay((int) (localSecond - day * SECONDS_PER_DAY));
			if (secondOfDay >= 0) {
				return day * SECONDS_PER_DAY + secondOfDay;
			}
			next = this.days.next(day + 1);
		}
		return (next != CronDays.NONE) ? next * SECONDS_PER_DAY + this.firstSecondOfDay : NEVER;
	}

	// Return the first matching second of the day that is not before the given one, or
	// -1.
	private int nextSecondOfDay(int secondOfDay) {
		int hour = secondOfDay / 3600;
		int minute = secondOfDay / 60 % 60;
		if ((this.hours & (1 << hour)) != 0) {
			if ((this.minutes & (1L << minute)) != 0) {
				long laterSeconds = this.seconds & (-1L << (secondOfDay % 60));
				if (laterSeconds != 0) {
					return secondOfDay(hour, minute, first(laterSeconds));
				}
			}
			long laterMinutes = this.minutes & (-2L << minute);
			if (laterMinutes != 0) {
				return secondOfDay(hour, first(laterMinutes), first(this.seconds));
			}
		}
		int laterHours = this.hours & (-2 << hour);
		return (laterHours != 0)
				? secondOfDay(Integer.numberOfTrailingZeros(laterHours), first(this.minutes), first(this.seconds)) : -1;
	}

	private static int first(long bits) {
		return Long.numberOfTrailingZeros(bits);
	}

	private static int secondOfDay(int hour, int minute, int second) {
		return hour * 3600 + minute * 60 + second;
	}

	/**
	 * Return whether times follow the wall clock as it really runs, because the minute or
	 * the hour field begins with {@code *}.
	 * @return {@code true} if they do
	 */
	public boolean followsWallClock() {
		return this.cron.followsWallClock();
	}

	/**
	 * Describe the expression in words.
	 * @param locale the wanted language
	 * @return the description, in English where the language cannot be used
	 */
	public String describe(Locale locale) {
		Listing seconds = new Listing(this.seconds);
		Listing minutes = new Listing(this.minutes);
		Listing hours = new Listing(this.hours);
		String days = new DayWords(this.cron).words();
		String translated = days.isEmpty() ? new TranslatedWords(seconds, minutes, hours).words(locale) : null;
		return (translated != null) ? translated : new TimeWords(seconds, minutes, hours).words() + days;
	}

	/**
	 * Text of a cron expression.
	 *
	 * @param expression the expression
	 * @param grammar its grammar
	 */
	private record Text(String expression, CronGrammar grammar) {

	}

}
