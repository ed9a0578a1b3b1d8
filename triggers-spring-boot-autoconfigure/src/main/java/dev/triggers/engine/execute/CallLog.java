package dev.triggers.engine.execute;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.triggers.call.RetryDecision;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.execution.DurationText;
import dev.triggers.execution.SafeLog;

/**
 * Writes what happens to the calls of one {@code @Execute} to the logger
 * {@code triggers.<name>}, and tells the listeners.
 */
final class CallLog {

	private final ExecuteDefinition definition;

	private final CallListeners listeners;

	private final String title;

	private final Log logger;

	CallLog(ExecuteDefinition definition, CallListeners listeners) {
		this.definition = definition;
		this.listeners = listeners;
		this.title = "Call of @Execute '" + definition.name() + "' failed";
		this.logger = LogFactory.getLog("triggers." + definition.name());
	}

	/**
	 * Report a failed attempt.
	 */
	void repeated(Throwable exception, int attempts, RetryDecision retry) {
		this.logger.warn(this.title + " in attempt " + attempts + " and is repeated in "
				+ DurationText.of(retry.waitTime()) + " " + retry.describe() + ": " + SafeLog.describe(exception));
		this.listeners.tell(this.definition.name(), (listener) -> listener.retried(this.definition, exception, retry));
	}

	/**
	 * Report a failure that the caller gets.
	 */
	void thrown(Throwable exception, int attempts) {
		this.listeners.tell(this.definition.name(),
				(listener) -> listener.failed(this.definition, exception, attempts));
	}

	/**
	 * Report a failure that nobody may look at, since nobody waits for the result.
	 */
	void failed(Throwable exception, int attempts) {
		this.logger.warn(this.title + ((attempts > 1) ? " after " + attempts + " attempts" : "") + ": "
				+ SafeLog.describe(exception));
		thrown(exception, attempts);
	}

}
