package dev.triggers.schedule.text;

import java.util.List;

/**
 * Thrown when a text is none of the values that are allowed.
 *
 * @since 1.0.0
 */
public class UnknownValueException extends IllegalArgumentException {

	private final String action;

	private final List<String> nearest;

	UnknownValueException(String message, String action, List<String> nearest) {
		super(message);
		this.action = action;
		this.nearest = List.copyOf(nearest);
	}

	/**
	 * Return what is wrong, as the end of a sentence that begins with what has the value.
	 * @return the text, such as {@code is not a known zone: 'Berlin'}
	 */
	@Override
	public String getMessage() {
		return String.valueOf(super.getMessage());
	}

	/**
	 * Return how to mend it.
	 * @return full sentences
	 */
	public String action() {
		return this.action;
	}

	/**
	 * Return the values that may have been meant.
	 * @return the values, best first
	 */
	public List<String> nearest() {
		return this.nearest;
	}

}
