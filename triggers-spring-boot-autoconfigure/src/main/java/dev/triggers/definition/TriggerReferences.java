package dev.triggers.definition;

import org.jspecify.annotations.Nullable;

/**
 * Other parts of the application that a trigger refers to by name.
 *
 * @param logger name of the logger that the trigger logs to
 * @param errorHandler bean name of the error handler, or {@code null} if the trigger
 * names none
 * @param scheduler bean name of the task scheduler, or {@code null} for the starter's
 * @param calls limits and retries of each call
 * @since 1.0.0
 */
public record TriggerReferences(String logger, @Nullable String errorHandler, @Nullable String scheduler,
		CallReferences calls) {

}
