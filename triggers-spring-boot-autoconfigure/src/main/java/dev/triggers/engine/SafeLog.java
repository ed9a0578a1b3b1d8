package dev.triggers.engine;

import org.apache.commons.logging.Log;

/**
 * Writes exceptions of user code to the log, even those whose message or stack trace
 * cannot be had.
 */
final class SafeLog {

	private SafeLog() {
	}

	static void error(Log logger, String message, Throwable exception) {
		try {
			logger.error(message, exception);
		}
		catch (Throwable ex) {
			logger.error(message + ": " + exception.getClass().getName() + ", which cannot be written: "
					+ ex.getClass().getName());
		}
	}

}
