package dev.triggers.engine.call;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.triggers.execution.ExecutionId;

/**
 * Names of a trigger and of its execution in the log, while code of theirs runs.
 *
 * @since 1.0.0
 */
public final class LogContext {

	private static final String TRIGGER = "trigger";

	private static final String EXECUTION = "triggerExecution";

	private LogContext() {
	}

	/**
	 * Return what runs code with the names that the calling thread has now.
	 * @return runs the code that it is given, on any thread
	 */
	public static Consumer<Runnable> capture() {
		String trigger = MDC.get(TRIGGER);
		String execution = MDC.get(EXECUTION);
		return (code) -> run(trigger, execution, code);
	}

	/**
	 * Run code.
	 * @param trigger name of the trigger
	 * @param execution the execution, or {@code null} if the code belongs to none
	 * @param code the code
	 */
	public static void run(String trigger, @Nullable ExecutionId execution, Runnable code) {
		run(trigger, (execution != null) ? execution.value() : null, code);
	}

	private static void run(@Nullable String trigger, @Nullable String execution, Runnable code) {
		String outerTrigger = MDC.get(TRIGGER);
		String outerExecution = MDC.get(EXECUTION);
		set(TRIGGER, trigger);
		set(EXECUTION, execution);
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
