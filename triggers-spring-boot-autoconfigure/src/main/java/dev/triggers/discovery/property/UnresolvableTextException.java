package dev.triggers.discovery.property;

/**
 * Thrown when a placeholder or an expression in a text cannot be resolved.
 *
 * @since 1.0.0
 */
public class UnresolvableTextException extends RuntimeException {

	private final String action;

	UnresolvableTextException(String message, String action, Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Return how to mend the text.
	 * @return full sentences
	 */
	public String action() {
		return this.action;
	}

}
