package dev.triggers.actuate.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Failed call.
 *
 * @param element the element, or {@code null} if there is none
 * @param attempts number of attempts that were made
 * @param exception what the last attempt threw
 * @since 1.0.0
 */
public record FailureDescriptor(@Nullable ElementDescriptor element, int attempts, ThrownDescriptor exception) {

	/**
	 * Element of an execution.
	 *
	 * @param index position of the element, from zero
	 * @param value text of the element, or asterisks, or {@code null} if it has none
	 */
	public record ElementDescriptor(long index, @Nullable String value) {

	}

	/**
	 * Exception.
	 *
	 * @param type class name
	 * @param message the message, or {@code null} if it has none
	 * @param stackTrace the stack trace
	 */
	public record ThrownDescriptor(String type, @Nullable String message, String stackTrace) {

	}

}
