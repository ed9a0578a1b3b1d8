package dev.triggers.schedule.cron;

import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.triggers.naming.NearestName;
import dev.triggers.schedule.cron.syntax.CronField;
import dev.triggers.schedule.cron.syntax.CronGrammar;
import dev.triggers.schedule.cron.syntax.CronSyntaxException;
import dev.triggers.schedule.cron.syntax.ParsedCron;
import dev.triggers.schedule.cron.syntax.Token;

/**
 * Sentences that say how to mend a cron expression that is not valid.
 *
 * @param expression the expression
 * @param grammar the grammar in which it should have been written
 */
record CronSuggestions(String expression, CronGrammar grammar) {

	private static final int MAX_LENGTH = 100;

	private static final int MAX_MENDS = 3;

	/**
	 * Return a sentence that says how to mend the expression.
	 */
	@Nullable String suggest(CronSyntaxException problem) {
		if (this.expression.length() > MAX_LENGTH) {
			return example();
		}
		String mended = mend(problem);
		if (mended != null) {
			return mended;
		}
		List<String> fields = new Token(this.expression, 0).fields().stream().map(Token::text).toList();
		String suggestion = fields.isEmpty() ? null : forFields(fields);
		return (suggestion != null) ? suggestion : example();
	}

	private String example() {
		String example = switch (this.grammar) {
			case UNIX -> "0 3 * * *";
			case SPRING -> "0 0 3 * * *";
			case QUARTZ -> "0 0 3 * * ?";
		};
		return "For example " + fires(example, this.grammar) + ".";
	}

	private static @Nullable String fires(String expression, CronGrammar grammar) {
		try {
			CronPattern pattern = CronPattern.parseStrictly(expression, grammar);
			return "'" + expression + "' fires " + pattern.describe(Locale.ENGLISH);
		}
		catch (CronSyntaxException ex) {
			return null;
		}
	}

	// Replace the offending part, and perhaps further ones, by something similar.
	private @Nullable String mend(CronSyntaxException problem) {
		String text = this.expression;
		CronSyntaxException current = problem;
		for (int i = 0; i < MAX_MENDS && current.replacement() != null; i++) {
			text = text.substring(0, current.offset()) + current.replacement()
					+ text.substring(current.offset() + current.length());
			try {
				CronPattern pattern = CronPattern.parseStrictly(text, this.grammar);
				return "For example '" + text.strip() + "' fires " + pattern.describe(Locale.ENGLISH) + ".";
			}
			catch (CronSyntaxException ex) {
				current = ex;
			}
		}
		return null;
	}

	private @Nullable String forFields(List<String> fields) {
		String first = fields.get(0);
		if (first.startsWith("@") || this.grammar.macros().contains("@" + first)) {
			return forMacro(first);
		}
		String dialect = forOtherDialect(fields);
		if (dialect != null) {
			return dialect;
		}
		int wanted = this.grammar.fields().size();
		if (fields.size() > wanted) {
			String shortened = fires(String.join(" ", fields.subList(0, wanted)), this.grammar);
			return (shortened != null) ? "Without the rest, " + shortened + "." : null;
		}
		String missing = " *".repeat(wanted - fields.size());
		String padded = (fields.size() < wanted) ? fires(String.join(" ", fields) + missing, this.grammar) : null;
		return (padded != null) ? "For example " + padded + "." : null;
	}

	private @Nullable String forMacro(String macro) {
		if (this.grammar.macros().isEmpty()) {
			return "Macros belong to the dialects UNIX and SPRING.";
		}
		if (macro.equals("@every")) {
			return "Use an interval instead, such as '1h 30m'.";
		}
		if (macro.equals("@reboot")) {
			return "To fire when the application starts, set 'onStartup' to true.";
		}
		String nearest = NearestName.of(macro, this.grammar.macros());
		return (nearest != null) ? "Did you mean '" + nearest + "'?"
				: "Macros are " + this.grammar.macros().stream().sorted().collect(Collectors.joining(", ")) + ".";
	}

	private @Nullable String forOtherDialect(List<String> fields) {
		String text = String.join(" ", fields);
		if (this.grammar != CronGrammar.UNIX && fires(text, CronGrammar.UNIX) != null) {
			return "It looks like the UNIX dialect: use dialect = UNIX, or put the seconds first: '0 " + text + "'.";
		}
		if (this.grammar != CronGrammar.SPRING && fires(text, CronGrammar.SPRING) != null) {
			String shortened = String.join(" ", fields.subList(1, fields.size())).replace('?', '*');
			boolean droppable = this.grammar == CronGrammar.UNIX && fires(shortened, CronGrammar.UNIX) != null;
			return "It looks like Spring's dialect: use dialect = SPRING"
					+ (droppable ? ", or drop the seconds: '" + shortened + "'." : ".");
		}
		if (this.grammar != CronGrammar.QUARTZ && fires(text, CronGrammar.QUARTZ) != null) {
			return "It looks like Quartz's dialect: use dialect = QUARTZ.";
		}
		return null;
	}

	// Create an exception for an expression without a single matching day.
	static CronSyntaxException neverFires(ParsedCron cron) {
		Token days = cron.token(CronField.DAY_OF_MONTH);
		Listing months = new Listing(cron.values(CronField.MONTH).bits());
		Listing daysOfMonth = new Listing(cron.values(CronField.DAY_OF_MONTH).bits());
		int longest = months.values().stream().mapToInt((month) -> Month.of(month).maxLength()).max().orElse(31);
		boolean plain = cron.values(CronField.DAY_OF_MONTH).specials().isEmpty();
		if (!plain || daysOfMonth.first() <= longest) {
			return CronSyntaxException.at(days, "it can never fire: no day matches all its fields", null);
		}
		String names = months.join(DayWords::month);
		String reason = "it can never fire: " + names + " never " + ((months.count() > 1) ? "have " : "has ")
				+ daysOfMonth.first() + " days";
		return CronSyntaxException.at(days, reason, String.valueOf(longest));
	}

}
