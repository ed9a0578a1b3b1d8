package dev.triggers.definition;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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

	/**
	 * Look up the logger. Whoever writes little does so each time: a hundred thousand
	 * triggers need none until something happens to them.
	 * @return the logger that the trigger logs to
	 */
	public Log log() {
		return LogFactory.getLog(this.logger);
	}

}
