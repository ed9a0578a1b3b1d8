package dev.triggers.execution;

import org.apache.commons.logging.Log;

/**
 * Writes exceptions of user code to the log, even those whose message or stack trace
 * cannot be had.
 *
 * @since 1.0.0
 */
public final class SafeLog {

	private SafeLog() {
	}

	/**
	 * Write an error.
	 * @param logger the logger
	 * @param message what went wrong
	 * @param exception why; if it cannot be written, its type is
	 */
	public static void error(Log logger, String message, Throwable exception) {
		try {
			logger.error(message, exception);
		}
		catch (Throwable ex) {
			logger.error(message + ": " + exception.getClass().getName() + ", which cannot be written: "
					+ ex.getClass().getName());
		}
	}

	/**
	 * Describe an exception in one line.
	 * @param exception the exception
	 * @return its type and message; only its type if it cannot tell its message
	 */
	public static String describe(Throwable exception) {
		try {
			return exception.toString();
		}
		catch (Throwable ex) {
			return exception.getClass().getName();
		}
	}

}
