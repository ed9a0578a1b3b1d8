package dev.triggers.metrics;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;

/**
 * Words that meters and traces use for how executions ended.
 *
 * @since 1.0.0
 */
public final class ExecutionTags {

	/**
	 * Outcome of an execution that goes on.
	 */
	public static final String STARTED = "STARTED";

	/**
	 * Name of no exception.
	 */
	public static final String NONE = "none";

	private ExecutionTags() {
	}

	/**
	 * Return the word for an outcome.
	 * @param outcome the outcome, or {@code null} if the execution goes on
	 * @return {@code SUCCESS}, {@code ERROR}, {@code CANCELLED} or {@code STARTED}
	 */
	public static String outcome(@Nullable Outcome outcome) {
		if (outcome == null) {
			return STARTED;
		}
		return switch (outcome) {
			case SUCCEEDED -> "SUCCESS";
			case FAILED -> "ERROR";
			case CANCELLED -> "CANCELLED";
		};
	}

	/**
	 * Return the name of the exception of the first failure.
	 * @param execution the execution
	 * @return the simple name, or {@code none} if nothing failed
	 */
	public static String exception(Execution execution) {
		List<CallFailure> failures = execution.failures();
		return failures.isEmpty() ? NONE : name(failures.get(0).exception().getClass());
	}

	/**
	 * Return the simple name of a type as somebody wrote it: that of the super-class for
	 * anonymous and generated ones, so that there are few names.
	 */
	static String name(Class<?> type) {
		Class<?> named = type;
		while (isUnnamed(named) && named.getSuperclass() != null) {
			named = named.getSuperclass();
		}
		return named.getSimpleName();
	}

	private static boolean isUnnamed(Class<?> type) {
		String name = type.getSimpleName();
		return name.isEmpty() || name.contains("$") || type.isHidden();
	}

}
