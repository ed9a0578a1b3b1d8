package dev.triggers.schedule.cron.syntax;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.triggers.naming.NearestName;

/**
 * Reader of one field: checks it and writes it with numbers only, in the form that
 * cron-utils takes and in which 0 and 7 are Sunday.
 */
final class FieldReader {

	private static final Pattern SPECIAL_DAY = Pattern.compile("L|LW|L-([0-9]{1,2})|([0-9]{1,2})W");

	private static final Pattern SPECIAL_WEEKDAY = Pattern.compile("L|([0-9]|[A-Z]{3})(?:L|#([0-9]))");

	private static final int MAX_DIGITS = 9;

	private final CronField field;

	private final boolean specialsAllowed;

	FieldReader(CronField field, boolean specialsAllowed) {
		this.field = field;
		this.specialsAllowed = specialsAllowed;
	}

	String normalize(Token text) {
		List<Token> elements = text.split(',');
		for (Token element : elements) {
			if (element.text().isEmpty()) {
				Token comma = new Token(",", Math.max(text.offset(), element.offset() - 1));
				throw CronSyntaxException.at(comma, label() + " has an empty element in its list", "");
			}
		}
		return elements.stream().map(this::element).collect(Collectors.joining(","));
	}

	private String element(Token element) {
		String special = special(element);
		if (special != null) {
			return special;
		}
		List<Token> parts = element.split('/');
		if (parts.size() > 2) {
			throw CronSyntaxException.at(element, label() + " has more than one '/' in '" + element.text() + "'", "*");
		}
		if (parts.size() == 1) {
			return range(element, element, 1).toString();
		}
		int step = step(parts.get(1));
		return range(element, parts.get(0), step).stepped(step);
	}

	private @Nullable String special(Token element) {
		String text = element.text().toUpperCase(Locale.ROOT);
		String special = null;
		if (this.field == CronField.DAY_OF_MONTH) {
			special = specialDay(element, text);
		}
		else if (this.field.isWeekday()) {
			special = specialWeekday(element, text);
		}
		if (special != null && !this.specialsAllowed) {
			throw CronSyntaxException.at(element,
					"'" + element.text() + "' is part of the dialects SPRING and QUARTZ only", "*");
		}
		return special;
	}

	private @Nullable String specialDay(Token element, String text) {
		Matcher matcher = SPECIAL_DAY.matcher(text);
		if (!matcher.matches()) {
			return "?".equals(text) ? "*" : null;
		}
		if (matcher.group(2) != null) {
			return number(element.part(0, matcher.end(2))) + "W";
		}
		if (matcher.group(1) == null) {
			return text;
		}
		int before = Integer.parseInt(matcher.group(1));
		if (before > 30) {
			throw CronSyntaxException.at(element, label() + " can be at most L-30, found '" + element.text() + "'",
					"L");
		}
		return (before > 0) ? "L-" + before : "L";
	}

	private @Nullable String specialWeekday(Token element, String text) {
		Matcher matcher = SPECIAL_WEEKDAY.matcher(text);
		if (!matcher.matches()) {
			return "?".equals(text) ? "*" : null;
		}
		if (matcher.group(1) == null) {
			if (this.field == CronField.SPRING_WEEKDAY) {
				throw CronSyntaxException.at(element, label() + " must say which day before 'L', such as 'FRIL'",
						"FRIL");
			}
			return String.valueOf(this.field.normalize(7));
		}
		int weekday = this.field.normalize(number(element.part(0, matcher.end(1))));
		String nth = matcher.group(2);
		if (nth != null && !"12345".contains(nth)) {
			throw CronSyntaxException.at(element, label() + " must have 1-5 after '#', found " + nth,
					matcher.group(1) + "#" + ("0".equals(nth) ? "1" : "5"));
		}
		return (nth != null) ? weekday + "#" + nth : weekday + "L";
	}

	private FieldRange range(Token element, Token text, int step) {
		if ("*".equals(text.text())) {
			return new FieldRange(this.field, this.field.firstStep(), this.field.lastStep(), FieldRange.Kind.ALL);
		}
		List<Token> ends = (text.text().startsWith("-")) ? List.of(text) : text.split('-');
		int low = number(ends.get(0));
		if (ends.size() == 1) {
			return new FieldRange(this.field, low, low, FieldRange.Kind.SINGLE);
		}
		if (ends.size() > 2) {
			throw CronSyntaxException.at(text, label() + " has a range with more than two ends: '" + text.text() + "'",
					ends.get(0).text());
		}
		int high = number(ends.get(1));
		if (this.field == CronField.SPRING_WEEKDAY && low == 7) {
			low = 0;
		}
		if (low > high) {
			throw CronSyntaxException.at(element, label() + " has a range that runs backwards: '" + text.text() + "'",
					FieldRange.wrapped(this.field, low, high, step));
		}
		return new FieldRange(this.field, low, high, FieldRange.Kind.FROM_TO);
	}

	private int number(Token text) {
		int value = this.field.valueOfName(text.text());
		if (value >= 0) {
			return value;
		}
		if (!text.isDigits()) {
			throw outOfRange(text);
		}
		value = parse(text);
		if (value < this.field.min() || value > this.field.max()) {
			throw outOfRange(text);
		}
		return value;
	}

	private CronSyntaxException outOfRange(Token text) {
		String found = text.text();
		String reason = label() + " must be " + this.field.range() + ", found ";
		boolean negative = found.startsWith("-") && text.from(1).isDigits();
		if (text.isDigits() || negative) {
			int value = negative ? this.field.min() : this.field.nearest(parse(text));
			return CronSyntaxException.at(text, reason + found, String.valueOf(value));
		}
		if (found.isEmpty()) {
			return CronSyntaxException.at(text, reason + "nothing", String.valueOf(this.field.min()));
		}
		String nearest = nearestName(found);
		String hint = (nearest != null) ? ": did you mean '" + nearest + "'?" : "";
		return CronSyntaxException.at(text, reason + "'" + found + "'" + hint, (nearest != null) ? nearest : "*");
	}

	private @Nullable String nearestName(String found) {
		int shortened = (found.length() > 3) ? this.field.valueOfName(found.substring(0, 3)) : -1;
		return (shortened >= 0) ? found.substring(0, 3).toUpperCase(Locale.ROOT)
				: NearestName.of(found, this.field.names());
	}

	private int step(Token text) {
		if (!text.isDigits()) {
			String found = text.text().isEmpty() ? "nothing" : "'" + text.text() + "'";
			throw CronSyntaxException.at(text, label() + " must have a number after '/', found " + found, "1");
		}
		int step = parse(text);
		if (step == 0) {
			throw CronSyntaxException.at(text, label() + " must have a step of at least 1, found 0", "1");
		}
		return step;
	}

	private String label() {
		return "'" + this.field.label() + "'";
	}

	// Read digits, taking any number that is far out of every range for one of them.
	private static int parse(Token digits) {
		String text = digits.text().replaceFirst("^0+(?=.)", "");
		return (text.length() <= MAX_DIGITS) ? Integer.parseInt(text) : Integer.MAX_VALUE / 2;
	}

}
