package dev.triggers.schedule.cron.syntax;

import java.util.List;
import java.util.Map;
import java.util.Set;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;

/**
 * Grammar of a dialect of cron expressions.
 *
 * @since 1.0.0
 */
public enum CronGrammar {

	/**
	 * Minute, hour, day of month, month, day of week; Sunday is 0 and 7.
	 */
	UNIX("five fields (minute, hour, day of month, month, day of week)", CronField.MINUTE, CronField.HOUR,
			CronField.DAY_OF_MONTH, CronField.MONTH, CronField.UNIX_WEEKDAY),

	/**
	 * As UNIX with seconds first; weekdays count from Monday, Sunday is 7 and 0.
	 */
	SPRING("six fields (second, minute, hour, day of month, month, day of week)", CronField.SECOND, CronField.MINUTE,
			CronField.HOUR, CronField.DAY_OF_MONTH, CronField.MONTH, CronField.SPRING_WEEKDAY),

	/**
	 * As SPRING with an optional year last; weekdays are 1-7 from Sunday.
	 */
	QUARTZ("six or seven fields (second, minute, hour, day of month, month, day of week, year)", CronField.SECOND,
			CronField.MINUTE, CronField.HOUR, CronField.DAY_OF_MONTH, CronField.MONTH, CronField.QUARTZ_WEEKDAY,
			CronField.YEAR);

	private static final Map<String, String> MACROS = Map.of("@hourly", "0 * * * *", "@daily", "0 0 * * *", "@midnight",
			"0 0 * * *", "@weekly", "0 0 * * 0", "@monthly", "0 0 1 * *", "@yearly", "0 0 1 1 *", "@annually",
			"0 0 1 1 *");

	private static final int MAX_LENGTH = 1000;

	private final String expectation;

	private final List<CronField> fields;

	CronGrammar(String expectation, CronField... fields) {
		this.expectation = expectation;
		this.fields = List.of(fields);
	}

	/**
	 * Return the fields of an expression, optional ones too.
	 * @return the fields in their order
	 */
	public List<CronField> fields() {
		return this.fields;
	}

	// Return the number of fields that an expression has at least.
	int minFields() {
		return (this == QUARTZ) ? 6 : this.fields.size();
	}

	// Return whether a day has to match both day fields even if both are restricted.
	boolean matchesBothDays() {
		return this != UNIX;
	}

	/**
	 * Return the macros that can stand for an expression.
	 * @return the names, each beginning with {@code @}
	 */
	public Set<String> macros() {
		return (this == QUARTZ) ? Set.of() : MACROS.keySet();
	}

	/**
	 * Cut an expression into its fields, each with its place in the expression. A macro
	 * is replaced by what it stands for.
	 * @param expression the text
	 * @return the fields
	 * @throws CronSyntaxException if there are too few or too many
	 */
	public List<Token> split(String expression) {
		Token whole = new Token(expression, 0);
		if (expression.length() > MAX_LENGTH) {
			throw CronSyntaxException.at(whole, "it has more than " + MAX_LENGTH + " characters", null);
		}
		List<Token> tokens = whole.fields();
		String macro = (tokens.size() == 1 && this != QUARTZ) ? MACROS.get(tokens.get(0).text()) : null;
		if (macro != null) {
			return expand(macro, tokens.get(0).offset());
		}
		if (tokens.size() < minFields() || tokens.size() > this.fields.size()) {
			throw unexpected(whole.stripped(), tokens.size());
		}
		return tokens;
	}

	private CronSyntaxException unexpected(Token whole, int count) {
		if (whole.text().startsWith("@") && !macros().isEmpty()) {
			return CronSyntaxException.at(whole, "there is no macro '" + whole.text() + "'", null);
		}
		String found = (count > 0) ? String.valueOf(count) : "nothing";
		return CronSyntaxException.at(whole, "it must have " + this.expectation + ", found " + found, null);
	}

	private List<Token> expand(String fields, int offset) {
		Token expanded = new Token((this == UNIX) ? fields : "0 " + fields, 0);
		return expanded.fields().stream().map((field) -> new Token(field.text(), offset)).toList();
	}

	// Return the definition by which cron-utils reads normalized text of this grammar.
	CronDefinition definition() {
		CronDefinitionBuilder builder = CronDefinitionBuilder.defineCron();
		if (this != UNIX) {
			builder = builder.withSeconds().withStrictRange().and();
		}
		builder = builder.withMinutes().withStrictRange().and().withHours().withStrictRange().and();
		builder = builder.withDayOfMonth().supportsL().supportsW().supportsLW().withStrictRange().and();
		builder = builder.withMonth().withStrictRange().and();
		builder = builder.withDayOfWeek()
			.withMondayDoWValue(1)
			.withValidRange(0, 7)
			.supportsHash()
			.supportsL()
			.withStrictRange()
			.and();
		if (this == QUARTZ) {
			builder = builder.withYear().withValidRange(1970, 2099).withStrictRange().optional().and();
		}
		return builder.instance();
	}

}
