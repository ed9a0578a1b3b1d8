package dev.triggers.engine.bulk;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.triggers.execution.ExecutionId;

/**
 * Names of a trigger and of its execution in the log, while code of theirs runs.
 */
final class LogContext {

	private static final String TRIGGER = "trigger";

	private static final String EXECUTION = "triggerExecution";

	private LogContext() {
	}

	static void run(String trigger, @Nullable ExecutionId execution, Runnable code) {
		String outerTrigger = MDC.get(TRIGGER);
		String outerExecution = MDC.get(EXECUTION);
		set(TRIGGER, trigger);
		set(EXECUTION, (execution != null) ? execution.value() : null);
		try {
			code.run();
		}
		finally {
			set(TRIGGER, outerTrigger);
			set(EXECUTION, outerExecution);
		}
	}

	private static void set(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

}
