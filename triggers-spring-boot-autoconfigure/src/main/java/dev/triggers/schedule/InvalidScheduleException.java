package dev.triggers.schedule;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Exception thrown when the text of a schedule is not valid.
 * <p>
 * Besides the message, which is complete, it carries the parts from which a caller can
 * build a report of its own: the reason, the range of the offending text inside the
 * expression, and a way to mend it.
 *
 * @since 1.0.0
 */
public class InvalidScheduleException extends IllegalArgumentException {

	private static final int MAX_SHOWN = 200;

	private final String expression;

	private final String reason;

	private final int offset;

	private final int length;

	private final @Nullable String suggestion;

	/**
	 * Create an exception.
	 * @param expression the whole text as written
	 * @param reason what is wrong, without the expression
	 * @param offset where the offending text starts inside the expression
	 * @param length how long the offending text is, {@code 0} if something is missing
	 * @param suggestion a sentence that says how to mend it, or {@code null}
	 */
	public InvalidScheduleException(String expression, String reason, int offset, int length,
			@Nullable String suggestion) {
		super("'" + printable(expression) + "' is not a valid schedule: " + printable(reason));
		Assert.isTrue(offset >= 0 && length >= 0 && offset + length <= expression.length(),
				"'offset' and 'length' must lie inside the expression");
		this.expression = expression;
		this.reason = printable(reason);
		this.offset = offset;
		this.length = length;
		this.suggestion = suggestion;
	}

	/**
	 * Return the whole text as written.
	 * @return the expression
	 */
	public String expression() {
		return this.expression;
	}

	/**
	 * Return what is wrong, without the expression, for example
	 * {@code 'minute' must be 0-59, found 75}.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return where the offending text starts inside the expression, for a caret line.
	 * @return the index of its first character
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * Return how long the offending text is.
	 * @return the number of characters, {@code 0} if something is missing at the offset
	 */
	public int length() {
		return this.length;
	}

	/**
	 * Return how to mend the expression, as a full sentence.
	 * @return the suggestion, or {@code null} if there is none
	 */
	public @Nullable String suggestion() {
		return this.suggestion;
	}

	// Return the text in a form that is safe in a log record: control characters escaped
	// and very long texts cut.
	private static String printable(String text) {
		StringBuilder result = new StringBuilder();
		text.codePoints().limit(MAX_SHOWN).forEach((codePoint) -> {
			if (Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT) {
				result.append(String.format("\\u%04x", codePoint));
			}
			else {
				result.appendCodePoint(codePoint);
			}
		});
		return (text.codePointCount(0, text.length()) > MAX_SHOWN) ? result.append("...").toString()
				: result.toString();
	}

}
