package dev.triggers.execution.context;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;

/**
 * What surrounds the code of one execution, for example an observation that is open on
 * each of its threads.
 *
 * @since 1.0.0
 */
public interface ExecutionScope {

	/**
	 * Scope that does nothing.
	 */
	ExecutionScope NONE = new ExecutionScope() {

		@Override
		public void run(Runnable code) {
			code.run();
		}

		@Override
		public void end(Execution execution) {
		}

	};

	/**
	 * Run code of the execution, once, on the calling thread. Several threads may do so
	 * at the same time; all have returned before the end.
	 * @param code the code, which throws nothing
	 */
	void run(Runnable code);

	/**
	 * Take note that the execution has ended and all its code has returned.
	 * @param execution the execution with its outcome
	 */
	void end(Execution execution);

	/**
	 * Gives each execution its scope.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Begin a scope; called on the first thread of the execution.
		 * @param trigger the trigger
		 * @param execution the execution, before its first call
		 * @return the scope
		 */
		ExecutionScope begin(TriggerDefinition trigger, Execution execution);

	}

}
