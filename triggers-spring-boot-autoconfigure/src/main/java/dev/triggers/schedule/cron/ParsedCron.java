package dev.triggers.schedule.cron;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import com.cronutils.model.Cron;
import com.cronutils.model.field.CronFieldName;
import com.cronutils.parser.CronParser;

/**
 * Cron expression as cron-utils has parsed it.
 *
 * @param grammar the grammar in which it is written
 * @param texts the text of each field, names and macros as written
 * @param cron the parsed fields
 */
record ParsedCron(CronGrammar grammar, List<Token> texts, Cron cron) {

	private static final Map<CronGrammar, CronParser> PARSERS = parsers();

	private static Map<CronGrammar, CronParser> parsers() {
		Map<CronGrammar, CronParser> parsers = new EnumMap<>(CronGrammar.class);
		for (CronGrammar grammar : CronGrammar.values()) {
			parsers.put(grammar, new CronParser(grammar.definition()));
		}
		return parsers;
	}

	static ParsedCron parse(String expression, CronGrammar grammar) {
		List<Token> texts = grammar.split(expression);
		StringJoiner normalized = new StringJoiner(" ");
		for (int i = 0; i < texts.size(); i++) {
			FieldReader reader = new FieldReader(grammar.fields().get(i), grammar != CronGrammar.UNIX);
			normalized.add(reader.normalize(texts.get(i)));
		}
		if (grammar == CronGrammar.QUARTZ) {
			checkQuestionMark(texts.get(3), texts.get(5));
		}
		try {
			return new ParsedCron(grammar, texts, PARSERS.get(grammar).parse(normalized.toString()));
		}
		catch (IllegalArgumentException ex) {
			throw CronSyntaxException.at(new Token(expression, 0), String.valueOf(ex.getMessage()), null);
		}
	}

	private static void checkQuestionMark(Token dayOfMonth, Token dayOfWeek) {
		boolean first = "?".equals(dayOfMonth.text());
		boolean second = "?".equals(dayOfWeek.text());
		if (first == second) {
			String reason = "exactly one of 'day of month' and 'day of week' must be '?'";
			Token wrong = (!first && "*".equals(dayOfMonth.text())) ? dayOfMonth : dayOfWeek;
			throw CronSyntaxException.at(wrong, reason, first ? "*" : "?");
		}
	}

	FieldValues values(CronField field) {
		CronFieldName name = switch (field) {
			case SECOND -> CronFieldName.SECOND;
			case MINUTE -> CronFieldName.MINUTE;
			case HOUR -> CronFieldName.HOUR;
			case DAY_OF_MONTH -> CronFieldName.DAY_OF_MONTH;
			case MONTH -> CronFieldName.MONTH;
			case UNIX_WEEKDAY, SPRING_WEEKDAY, QUARTZ_WEEKDAY -> CronFieldName.DAY_OF_WEEK;
			case YEAR -> CronFieldName.YEAR;
		};
		return new FieldValues(this.cron.retrieve(name).getExpression(), field.min(), field.max());
	}

	/**
	 * Return the weekdays, where 0 and 7 are Sunday in all grammars.
	 */
	FieldValues weekdays() {
		return values(CronField.UNIX_WEEKDAY);
	}

	boolean hasSeconds() {
		return this.grammar != CronGrammar.UNIX;
	}

	boolean hasYears() {
		return this.texts.size() > 6;
	}

	/**
	 * Return whether a day matches as soon as one of its two fields does.
	 */
	boolean matchesEitherDay() {
		return !this.grammar.matchesBothDays() && !"*".equals(text(CronField.DAY_OF_MONTH))
				&& !"*".equals(text(CronField.UNIX_WEEKDAY));
	}

	/**
	 * Return whether the minute or the hour begins with {@code *}.
	 */
	boolean followsWallClock() {
		return text(CronField.MINUTE).startsWith("*") || text(CronField.HOUR).startsWith("*");
	}

	private String text(CronField field) {
		return this.texts.get(this.grammar.fields().indexOf(field)).text();
	}

}
