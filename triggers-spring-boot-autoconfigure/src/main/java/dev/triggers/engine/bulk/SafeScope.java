package dev.triggers.engine.bulk;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.call.Surroundings;
import dev.triggers.execution.Execution;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.context.ContextCapture;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;

/**
 * Scope of one execution that cannot hurt it, and ends when all its code has returned.
 * Also restores what the first thread of the execution carried. Thread-safe.
 */
final class SafeScope {

	private static final Log logger = LogFactory.getLog("triggers");

	private final TriggerDefinition trigger;

	private final ExecutionScope scope;

	private final Consumer<Runnable> captured;

	private final Consumer<Runnable> scoped;

	// one of them is the execution itself
	private final AtomicInteger users = new AtomicInteger(1);

	// written before the execution ceases to be a user
	private volatile @Nullable Execution ended;

	/**
	 * Begin a scope on the first thread of an execution.
	 */
	SafeScope(ExecutionContexts contexts, TriggerDefinition trigger, Execution execution) {
		this.trigger = trigger;
		this.captured = Surroundings.capture(contexts.capture(), this::owner);
		ExecutionScope begun = begin(contexts.scopes(), execution);
		this.scope = begun;
		this.scoped = (begun != ExecutionScope.NONE) ? Surroundings.safe(begun::run, this::owner)
				: ContextCapture.NOTHING;
	}

	private ExecutionScope begin(ExecutionScope.Factory scopes, Execution execution) {
		try {
			return Objects.requireNonNull(scopes.begin(this.trigger, execution), "No scope");
		}
		catch (Throwable ex) {
			SafeLog.error(logger, "Scope of " + owner() + " cannot be begun", ex);
			return ExecutionScope.NONE;
		}
	}

	private String owner() {
		return "an execution of '" + this.trigger.name() + "'";
	}

	/**
	 * Run code of the execution on the calling thread.
	 */
	void run(Runnable code) {
		if (this.scope == ExecutionScope.NONE) {
			this.captured.accept(code);
			return;
		}
		this.users.incrementAndGet();
		try {
			this.captured.accept(() -> this.scoped.accept(code));
		}
		finally {
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
				SafeLog.error(logger, "Scope of " + owner() + " cannot be ended", ex);
			}
		}
	}

}
