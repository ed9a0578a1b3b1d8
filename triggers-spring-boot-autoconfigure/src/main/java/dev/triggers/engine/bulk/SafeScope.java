package dev.triggers.engine.bulk;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;

/**
 * Scope of one execution that cannot hurt it, and ends when all its code has returned.
 * Also restores what the first thread of the execution carried. Thread-safe.
 */
final class SafeScope {

	private static final Log logger = LogFactory.getLog("triggers");

	private final String name;

	private final ExecutionScope scope;

	private final Consumer<Runnable> captured;

	// one of them is the execution itself
	private final AtomicInteger users = new AtomicInteger(1);

	// written before the execution ceases to be a user
	private volatile @Nullable Execution ended;

	/**
	 * Begin a scope on the first thread of an execution.
	 */
	SafeScope(ExecutionContexts contexts, TriggerDefinition trigger, Execution execution) {
		this.name = trigger.name();
		this.scope = begin(contexts.scopes(), trigger, execution);
		this.captured = capture(contexts);
	}

	private ExecutionScope begin(ExecutionScope.Factory scopes, TriggerDefinition trigger, Execution execution) {
		try {
			return scopes.begin(trigger, execution);
		}
		catch (Throwable ex) {
			failed("begun", ex);
			return ExecutionScope.NONE;
		}
	}

	private Consumer<Runnable> capture(ExecutionContexts contexts) {
		try {
			return contexts.capture().capture();
		}
		catch (Throwable ex) {
			failed("captured", ex);
			return Runnable::run;
		}
	}

	/**
	 * Run code of the execution on the calling thread.
	 */
	void run(Runnable code) {
		this.users.incrementAndGet();
		AtomicBoolean begun = new AtomicBoolean();
		Runnable once = () -> {
			if (begun.compareAndSet(false, true)) {
				code.run();
			}
		};
		try {
			this.captured.accept(() -> this.scope.run(once));
		}
		catch (Throwable ex) {
			failed("entered or left", ex);
		}
		finally {
			once.run();
			leave();
		}
	}

	/**
	 * End the scope, when all code has returned.
	 */
	void end(Execution execution) {
		this.ended = execution;
		leave();
	}

	private void leave() {
		if (this.users.decrementAndGet() > 0) {
			return;
		}
		Execution execution = this.ended;
		if (execution != null) {
			try {
				this.scope.end(execution);
			}
			catch (Throwable ex) {
				failed("ended", ex);
			}
		}
	}

	private void failed(String done, Throwable exception) {
		SafeLog.error(logger, "Context of an execution of '" + this.name + "' cannot be " + done, exception);
	}

}
