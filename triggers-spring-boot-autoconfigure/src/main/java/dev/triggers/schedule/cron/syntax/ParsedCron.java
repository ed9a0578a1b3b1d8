package dev.triggers.schedule.cron.syntax;

import java.util.List;
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
 * @since 1.0.0
 */
public record ParsedCron(CronGrammar grammar, List<Token> texts, Cron cron) {

	private static final CronParser UNIX = new CronParser(CronGrammar.UNIX.definition());

	private static final CronParser SPRING = new CronParser(CronGrammar.SPRING.definition());

	private static final CronParser QUARTZ = new CronParser(CronGrammar.QUARTZ.definition());

	/**
	 * Check and parse an expression.
	 * @param expression the text
	 * @param grammar the grammar of the text
	 * @return the parsed fields
	 * @throws CronSyntaxException if the expression is not valid
	 */
	public static ParsedCron parse(String expression, CronGrammar grammar) {
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
			return new ParsedCron(grammar, texts, parser(grammar).parse(normalized.toString()));
		}
		catch (IllegalArgumentException ex) {
			throw CronSyntaxException.at(new Token(expression, 0), String.valueOf(ex.getMessage()), null);
		}
	}

	private static CronParser parser(CronGrammar grammar) {
		return switch (grammar) {
			case UNIX -> UNIX;
			case SPRING -> SPRING;
			case QUARTZ -> QUARTZ;
		};
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

	/**
	 * Return the values of a field.
	 * @param field the field
	 * @return its values, in the numbers of {@link CronField#UNIX_WEEKDAY} for weekdays
	 */
	public FieldValues values(CronField field) {
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
	 * @return the values
	 */
	public FieldValues weekdays() {
		return values(CronField.UNIX_WEEKDAY);
	}

	/**
	 * Return whether there is a field for seconds.
	 * @return {@code true} if there is
	 */
	public boolean hasSeconds() {
		return this.grammar != CronGrammar.UNIX;
	}

	/**
	 * Return whether the years are restricted.
	 * @return {@code true} if there is a field for years
	 */
	public boolean hasYears() {
		return this.texts.size() > 6;
	}

	/**
	 * Return whether a day matches as soon as one of its two fields does.
	 * @return {@code false} if it has to match both
	 */
	public boolean matchesEitherDay() {
		return !this.grammar.matchesBothDays() && !"*".equals(text(CronField.DAY_OF_MONTH))
				&& !"*".equals(text(CronField.UNIX_WEEKDAY));
	}

	/**
	 * Return whether the minute or the hour begins with {@code *}.
	 * @return {@code true} if one does
	 */
	public boolean followsWallClock() {
		return text(CronField.MINUTE).startsWith("*") || text(CronField.HOUR).startsWith("*");
	}

	/**
	 * Return the text of a field.
	 * @param field the field
	 * @return what was written, or stands for the macro that was
	 */
	public Token token(CronField field) {
		int last = this.grammar.minFields() - 1;
		return this.texts.get(field.isWeekday() ? last : this.grammar.fields().indexOf(field));
	}

	private String text(CronField field) {
		return token(field).text();
	}

}
