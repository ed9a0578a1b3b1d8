package dev.triggers.actuate.service;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.history.RecordedFailure;

/**
 * Texts of failures of executions under way, which no history knows yet.
 */
final class FailureTexts {

	private static final int MAX_LENGTH = 10_000;

	private static final int MAX_CAUSES = 10;

	private FailureTexts() {
	}

	static RecordedFailure of(CallFailure failure) {
		Element element = failure.element();
		Throwable exception = failure.exception();
		return new RecordedFailure((element != null) ? element.index() : null,
				(element != null) ? safe(() -> String.valueOf(element.value())) : null, failure.attempts(),
				exception.getClass().getName(), message(exception), String.valueOf(safe(() -> trace(exception))));
	}

	/**
	 * Return the message of an exception, whatever its code does.
	 */
	static @Nullable String message(Throwable exception) {
		return safe(exception::getMessage);
	}

	private static String trace(Throwable exception) {
		StringBuilder trace = new StringBuilder();
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
			trace.append((depth > 0) ? "Caused by: " : "").append(SafeLog.describe(cause)).append('\n');
			for (StackTraceElement frame : cause.getStackTrace()) {
				trace.append("\tat ").append(frame).append('\n');
			}
			cause = cause.getCause();
		}
		return trace.toString();
	}

	/**
	 * Ask code of the application for a text, whatever it does.
	 */
	private static @Nullable String safe(Supplier<@Nullable String> source) {
		try {
			String text = source.get();
			return (text != null && text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "..." : text;
		}
		catch (Throwable ex) {
			return "(" + ex.getClass().getName() + ")";
		}
	}

}
