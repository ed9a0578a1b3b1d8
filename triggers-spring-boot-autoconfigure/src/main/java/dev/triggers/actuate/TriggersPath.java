package dev.triggers.actuate;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What a path below the endpoint names: a trigger, its executions, or one of them. Names
 * of triggers may have slashes, and a trigger of the whole path comes first.
 *
 * @param trigger name of the trigger
 * @param ofExecutions whether the path names executions
 * @param execution id of the execution, or {@code null} for all of them
 */
record TriggersPath(String trigger, boolean ofExecutions, @Nullable String execution) {

	private static final String EXECUTIONS = "/executions";

	static TriggersPath of(String[] segments, Predicate<String> exists) {
		String path = String.join("/", segments);
		if (exists.test(path)) {
			return new TriggersPath(path, false, null);
		}
		if (path.endsWith(EXECUTIONS)) {
			return new TriggersPath(path.substring(0, path.length() - EXECUTIONS.length()), true, null);
		}
		int executions = path.lastIndexOf(EXECUTIONS + "/");
		return (executions < 0 || path.indexOf('/', executions + EXECUTIONS.length() + 1) >= 0)
				? new TriggersPath(path, false, null) : new TriggersPath(path.substring(0, executions), true,
						path.substring(executions + EXECUTIONS.length() + 1));
	}

}
