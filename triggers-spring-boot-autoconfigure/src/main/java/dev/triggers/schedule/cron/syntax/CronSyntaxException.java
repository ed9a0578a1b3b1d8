package dev.triggers.schedule.cron.syntax;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when a cron expression is not valid, with the place and a way to mend
 * it.
 *
 * @since 1.0.0
 */
public final class CronSyntaxException extends RuntimeException {

	private final int offset;

	private final int length;

	private final @Nullable String replacement;

	private final @Nullable String suggestion;

	private CronSyntaxException(String reason, int offset, int length, @Nullable String replacement,
			@Nullable String suggestion) {
		super(reason);
		this.offset = offset;
		this.length = length;
		this.replacement = replacement;
		this.suggestion = suggestion;
	}

	/**
	 * Create an exception for a part of the expression.
	 * @param reason what is wrong
	 * @param part the offending part
	 * @param replacement text that could stand there instead, or {@code null}
	 * @return the exception
	 */
	public static CronSyntaxException at(Token part, String reason, @Nullable String replacement) {
		return new CronSyntaxException(reason, part.offset(), part.text().length(), replacement, null);
	}

	/**
	 * Return the same exception with a sentence that says how to mend the expression.
	 * @param suggestion a full sentence, or {@code null}
	 * @return the exception
	 */
	public CronSyntaxException withSuggestion(@Nullable String suggestion) {
		return new CronSyntaxException(reason(), this.offset, this.length, this.replacement, suggestion);
	}

	/**
	 * Return what is wrong.
	 * @return the reason
	 */
	public String reason() {
		return String.valueOf(getMessage());
	}

	/**
	 * Return where the offending text starts.
	 * @return the index of its first character
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * Return how long the offending text is.
	 * @return the number of characters
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Return text that could stand in place of the offending one.
	 * @return the replacement, or {@code null}
	 */
	public @Nullable String replacement() {
		return this.replacement;
	}

	/**
	 * Return how to mend the expression.
	 * @return a full sentence, or {@code null}
	 */
	public @Nullable String suggestion() {
		return this.suggestion;
	}

}
