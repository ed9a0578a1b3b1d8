package dev.triggers.schedule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Text of an interval such as {@code 10s}, {@code 1d4h} or {@code 1h 30m}.
 * <p>
 * The units are {@code d}, {@code h}, {@code m}, {@code s} and {@code ms}, in this order,
 * each at most once. Numbers may have decimals, except those of {@code ms}, and blanks
 * are allowed between two parts. ISO-8601 durations such as {@code PT10M} are accepted
 * too. The arithmetic is exact: a text that is not a whole number of nanoseconds is
 * refused rather than rounded.
 *
 * @since 1.0.0
 */
public final class IntervalText {

	private static final int MAX_LENGTH = 100;

	private static final Pattern PART = Pattern
		.compile("(?<number>[0-9]+(?<decimals>\\.[0-9]+)?)(?<unit>[a-zA-Z]*)(?<blanks> *)");

	private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms");

	private static final List<String> WORDS = List.of("day", "hour", "minute", "second", "millisecond");

	private static final List<BigDecimal> SECONDS = List.of(new BigDecimal(86400), new BigDecimal(3600),
			new BigDecimal(60), BigDecimal.ONE, new BigDecimal("0.001"));

	private static final String EXAMPLES = "Units are d, h, m, s and ms, in this order: "
			+ "for example '10s', '1h 30m', '1d4h' or '500ms'.";

	private static final BigInteger MAX_SECONDS = BigInteger.valueOf(Long.MAX_VALUE);

	private IntervalText() {
	}

	/**
	 * Read an interval.
	 * @param text the text, in the grammar of this class or as ISO-8601 duration
	 * @return the interval, never negative
	 * @throws InvalidScheduleException if the text is not valid, is negative, is not a
	 * whole number of nanoseconds, or is longer than a {@link Duration} can be
	 */
	public static Duration parse(String text) {
		if (text.isBlank()) {
			throw invalid(text, "it is empty", 0, 0);
		}
		if (text.length() > MAX_LENGTH) {
			throw invalid(text, "it has more than " + MAX_LENGTH + " characters", 0, text.length());
		}
		String sign = text.substring(0, 1);
		if (text.regionMatches(true, "+-".contains(sign) ? 1 : 0, "P", 0, 1)) {
			return parseIso(text);
		}
		return parseParts(text);
	}

	private static Duration parseIso(String text) {
		try {
			Duration duration = Duration.parse(text);
			if (duration.isNegative()) {
				throw invalid(text, "an interval must not be negative", 0, text.length());
			}
			return duration;
		}
		catch (DateTimeParseException ex) {
			throw invalid(text, "it is not an ISO-8601 duration such as 'PT10M'", 0, text.length());
		}
	}

	private static Duration parseParts(String text) {
		Matcher matcher = PART.matcher(text);
		BigDecimal seconds = BigDecimal.ZERO;
		int previousUnit = -1;
		int position = 0;
		while (position < text.length()) {
			if (!matcher.find(position) || matcher.start() != position) {
				throw notANumber(text, position);
			}
			int unit = unit(text, matcher, previousUnit);
			seconds = seconds.add(new BigDecimal(matcher.group("number")).multiply(SECONDS.get(unit)));
			previousUnit = unit;
			position = matcher.end();
		}
		if (text.endsWith(" ")) {
			throw invalid(text, "it must not end with a blank", text.stripTrailing().length(),
					text.length() - text.stripTrailing().length());
		}
		return toDuration(text, seconds);
	}

	private static int unit(String text, Matcher matcher, int previousUnit) {
		String number = matcher.group("number");
		String name = matcher.group("unit");
		if (name.isEmpty()) {
			throw noUnit(text, matcher);
		}
		int unit = UNITS.indexOf(name);
		if (unit < 0) {
			String nearest = nearestUnit(name);
			throw new InvalidScheduleException(text, "unknown unit '" + name + "', units are d, h, m, s and ms",
					matcher.start("unit"), name.length(),
					(nearest != null) ? "Did you mean '" + number + nearest + "'?" : EXAMPLES);
		}
		if (unit == previousUnit) {
			throw invalid(text, "unit '" + name + "' is given twice", matcher.start("unit"), name.length());
		}
		if (unit < previousUnit) {
			throw invalid(text, "unit '" + name + "' must come before '" + UNITS.get(previousUnit) + "'",
					matcher.start("unit"), name.length());
		}
		if ("ms".equals(name) && matcher.group("decimals") != null) {
			throw invalid(text, "'ms' takes no decimals", matcher.start("decimals"),
					matcher.group("decimals").length());
		}
		return unit;
	}

	private static InvalidScheduleException noUnit(String text, Matcher matcher) {
		String number = matcher.group("number");
		String rest = text.substring(matcher.end());
		if (!matcher.group("blanks").isEmpty() && !rest.isEmpty() && !Character.isDigit(rest.charAt(0))) {
			return invalid(text, "no blank is allowed between a number and its unit", matcher.start("blanks"),
					matcher.group("blanks").length());
		}
		return new InvalidScheduleException(text, "'" + number + "' has no unit: did you mean '" + number + "s'?",
				matcher.start("number"), number.length(), EXAMPLES);
	}

	private static InvalidScheduleException notANumber(String text, int position) {
		if (text.charAt(position) == '-') {
			return invalid(text, "an interval must not be negative", position, 1);
		}
		int length = Character.charCount(text.codePointAt(position));
		return invalid(text, "a number with a unit was expected at position " + (position + 1), position, length);
	}

	private static @Nullable String nearestUnit(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		if (lower.startsWith("ms") || lower.startsWith("milli")) {
			return "ms";
		}
		return UNITS.contains(lower.substring(0, 1)) ? lower.substring(0, 1) : null;
	}

	private static Duration toDuration(String text, BigDecimal seconds) {
		BigInteger whole = seconds.toBigInteger();
		if (whole.compareTo(MAX_SECONDS) > 0) {
			throw invalid(text, "it is too long, an interval has at most " + MAX_SECONDS + " seconds", 0,
					text.length());
		}
		BigDecimal nanos = seconds.subtract(new BigDecimal(whole)).movePointRight(9);
		try {
			return Duration.ofSeconds(whole.longValueExact(), nanos.longValueExact());
		}
		catch (ArithmeticException ex) {
			throw invalid(text, "it is not a whole number of nanoseconds", 0, text.length());
		}
	}

	private static InvalidScheduleException invalid(String text, String reason, int offset, int length) {
		return new InvalidScheduleException(text, reason, offset, length, EXAMPLES);
	}

	/**
	 * Write an interval in its canonical form, such as {@code 1d 4h}, {@code 10s} or
	 * {@code 1s 500ms}. Nanoseconds appear as decimals of the seconds. {@link #parse}
	 * gives the same interval back.
	 * @param interval the interval, not negative
	 * @return the text
	 */
	public static String format(Duration interval) {
		StringBuilder result = new StringBuilder();
		List<String> amounts = amounts(interval);
		for (int unit = 0; unit < UNITS.size(); unit++) {
			if (!amounts.get(unit).equals("0")) {
				result.append((result.length() > 0) ? " " : "").append(amounts.get(unit)).append(UNITS.get(unit));
			}
		}
		return (result.length() > 0) ? result.toString() : "0s";
	}

	// Describe an interval in words, such as 'every hour' or 'every 1 day 4 hours'.
	static String describe(Duration interval) {
		List<String> amounts = amounts(interval);
		List<String> parts = new ArrayList<>();
		for (int unit = 0; unit < UNITS.size(); unit++) {
			String amount = amounts.get(unit);
			if (!amount.equals("0")) {
				parts.add(amount + " " + WORDS.get(unit) + (amount.equals("1") ? "" : "s"));
			}
		}
		if (parts.isEmpty()) {
			return "again and again without a pause";
		}
		String words = String.join(" ", parts);
		return "every " + ((parts.size() == 1 && words.startsWith("1 ")) ? words.substring(2) : words);
	}

	private static List<String> amounts(Duration interval) {
		String seconds = String.valueOf(interval.toSecondsPart());
		int nanos = interval.toNanosPart();
		boolean wholeMillis = nanos % 1_000_000 == 0;
		if (!wholeMillis) {
			BigDecimal exact = new BigDecimal(seconds).add(BigDecimal.valueOf(nanos, 9));
			seconds = exact.stripTrailingZeros().toPlainString();
		}
		return List.of(String.valueOf(interval.toDaysPart()), String.valueOf(interval.toHoursPart()),
				String.valueOf(interval.toMinutesPart()), seconds,
				wholeMillis ? String.valueOf(nanos / 1_000_000) : "0");
	}

	// Return the later time, or null if that is beyond Instant.MAX.
	static @Nullable Instant after(Instant time, Duration interval) {
		try {
			return time.plus(interval);
		}
		catch (DateTimeException | ArithmeticException ex) {
			return null;
		}
	}

}
