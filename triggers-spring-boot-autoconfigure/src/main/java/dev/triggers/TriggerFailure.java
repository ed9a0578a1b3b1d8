package dev.triggers;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.ExecutionId;

/**
 * What an error handler learns about a failed call.
 *
 * @param triggerName name of the trigger
 * @param executionId the execution that the call belongs to
 * @param element the element that the method was called for, or {@code null} without
 * {@code iterArgs}
 * @param elementIndex position of the element in its iterable, from zero, or {@code -1}
 * without an element
 * @param attempts number of attempts that were made
 * @param method the called code, such as {@code com.acme.Clans.sync(String)}
 * @param exception what the last attempt threw
 * @since 1.0.0
 */
public record TriggerFailure(String triggerName, ExecutionId executionId, @Nullable Object element, long elementIndex,
		int attempts, String method, Throwable exception) {

}
