package dev.triggers.execution.history;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * Failed call of an execution, in texts of bounded length.
 *
 * @param index position of the element, from zero, or {@code null} if the call had none
 * or the elements could not be read
 * @param element text of the element, or {@code null} if there is none
 * @param attempts number of attempts that were made
 * @param exceptionType class name of what the last attempt threw
 * @param message its message, or {@code null} if it has none
 * @param stackTrace its stack trace with those of its causes
 * @since 1.0.0
 */
public record RecordedFailure(@Nullable Long index, @Nullable String element, int attempts, String exceptionType,
		@Nullable String message, String stackTrace) implements Serializable {

}
