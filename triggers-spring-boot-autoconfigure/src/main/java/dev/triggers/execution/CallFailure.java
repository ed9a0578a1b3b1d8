package dev.triggers.execution;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;

/**
 * Failed call of an execution.
 *
 * @param element the element that the method was called for, or {@code null} if it was
 * called without one or the elements themselves could not be read
 * @param attempts number of attempts that were made
 * @param exception what the last attempt threw
 * @since 1.0.0
 */
public record CallFailure(@Nullable Element element, int attempts, Throwable exception) {

}
