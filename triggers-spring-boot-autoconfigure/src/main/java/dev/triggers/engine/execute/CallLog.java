package dev.triggers.engine.execute;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.triggers.call.RetryDecision;
import dev.triggers.execution.DurationText;
import dev.triggers.execution.SafeLog;

/**
 * Writes what happens to the calls of one {@code @Execute} to the logger
 * {@code triggers.<name>}.
 */
final class CallLog {

	private final String title;

	private final Log logger;

	CallLog(String name) {
		this.title = "Call of @Execute '" + name + "' failed";
		this.logger = LogFactory.getLog("triggers." + name);
	}

	/**
	 * Report a failed attempt.
	 */
	void repeated(Throwable exception, int attempts, RetryDecision retry) {
		this.logger.warn(this.title + " in attempt " + attempts + " and is repeated in "
				+ DurationText.of(retry.waitTime()) + " " + retry.describe() + ": " + SafeLog.describe(exception));
	}

	/**
	 * Report a failure that nobody may look at, since nobody waits for the result.
	 */
	void failed(Throwable exception, int attempts) {
		this.logger.warn(this.title + ((attempts > 1) ? " after " + attempts + " attempts" : "") + ": "
				+ SafeLog.describe(exception));
	}

}
