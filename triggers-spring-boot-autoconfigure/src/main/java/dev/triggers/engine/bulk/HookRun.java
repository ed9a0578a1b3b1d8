package dev.triggers.engine.bulk;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.call.CallsInFlight;
import dev.triggers.engine.call.LogContext;
import dev.triggers.engine.call.PendingResult;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.SafeLog;
import dev.triggers.work.TriggerHook;

/**
 * Calls the before-hooks of a trigger, or its after-hooks, one after the other. A result
 * that is pending is waited for without a thread.
 *
 * @since 1.0.0
 */
public final class HookRun {

	private final TriggerDefinition definition;

	private final boolean before;

	private final List<TriggerHook> hooks;

	private final SchedulerBinding binding;

	private final Consumer<Result> onEnd;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private CallsInFlight inFlight = new CallsInFlight();

	private boolean cancelled;

	// written by the thread that calls the hooks
	private volatile boolean called;

	/**
	 * Create a run.
	 * @param definition the trigger
	 * @param before whether its before-hooks are called; they end with the first failure
	 * or cancellation, after-hooks are all called
	 * @param binding gives threads
	 * @param onEnd called once, when the hooks have returned
	 */
	public HookRun(TriggerDefinition definition, boolean before, SchedulerBinding binding, Consumer<Result> onEnd) {
		this.definition = definition;
		this.before = before;
		this.hooks = before ? definition.work().hooks().before() : definition.work().hooks().after();
		this.binding = binding;
		this.onEnd = onEnd;
	}

	/**
	 * Call the hooks, beginning on the calling thread.
	 */
	public void run() {
		LogContext.run(this.definition.name(), null, () -> call(0, false));
	}

	/**
	 * Interrupt the hook that is being called.
	 */
	public void cancel() {
		CallsInFlight current;
		this.lock.lock();
		try {
			this.cancelled = true;
			current = this.inFlight;
		}
		finally {
			this.lock.unlock();
		}
		current.cancel();
	}

	/**
	 * Return whether the calling thread is inside of a hook.
	 * @return {@code true} if waiting for the hooks would never end
	 */
	public boolean isCallingThreadInside() {
		return current().threads().contains(Thread.currentThread());
	}

	private CallsInFlight current() {
		this.lock.lock();
		try {
			return this.inFlight;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void call(int first, boolean failedBefore) {
		boolean failed = failedBefore;
		for (int index = first; index < this.hooks.size(); index++) {
			if (this.before && (failed || isCancelled())) {
				break;
			}
			TriggerHook hook = this.hooks.get(index);
			try {
				CallsInFlight calls = enter();
				CompletionStage<?> pending = invoke(hook, calls);
				if (pending != null) {
					await(hook, pending, calls, index + 1, failed);
					return;
				}
			}
			catch (Throwable ex) {
				failed |= isFailure(hook, ex);
			}
		}
		this.onEnd.accept(result(failed));
	}

	private Result result(boolean failed) {
		if (failed) {
			return Result.FAILED;
		}
		if (this.before && isCancelled()) {
			return this.called ? Result.CANCELLED : Result.SKIPPED;
		}
		return Result.SUCCEEDED;
	}

	private boolean isCancelled() {
		this.lock.lock();
		try {
			return this.cancelled;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begin the call of a hook, which is interrupted by a cancellation from now on. After
	 * a cancellation no before-hook begins; an after-hook does.
	 */
	private CallsInFlight enter() throws InterruptedException {
		this.lock.lock();
		try {
			if (this.before && this.cancelled) {
				throw new InterruptedException("Trigger was cancelled");
			}
			this.called = true;
			this.inFlight = new CallsInFlight();
			this.inFlight.enter();
			return this.inFlight;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static @Nullable CompletionStage<?> invoke(TriggerHook hook, CallsInFlight calls) throws Throwable {
		try {
			return PendingResult.of(hook.call());
		}
		finally {
			calls.exit();
		}
	}

	private void await(TriggerHook hook, CompletionStage<?> pending, CallsInFlight calls, int next, boolean failed) {
		AtomicBoolean pendingStill = new AtomicBoolean(true);
		calls.enter(pending);
		PendingResult.whenComplete(pending, (value, ex) -> {
			if (!pendingStill.compareAndSet(true, false)) {
				// a stage of the application that ends twice
				return;
			}
			calls.exit(pending);
			Runnable code = () -> LogContext.run(this.definition.name(), null, () -> {
				boolean fails = ex != null && isFailure(hook, PendingResult.unwrap(ex));
				call(next, failed || fails);
			});
			try {
				this.binding.handOver(code);
			}
			catch (Throwable refusal) {
				// shut down, or broken: the thread that is here does the rest
				code.run();
			}
		});
	}

	/**
	 * Report an exception, unless the hook was just interrupted.
	 */
	private boolean isFailure(TriggerHook hook, Throwable exception) {
		if (isCancelled() && CallsInFlight.isInterruption(exception)) {
			return false;
		}
		String text = (this.before ? "Before-hook " : "After-hook ") + hook.describe() + " of trigger '"
				+ this.definition.name() + "' failed" + (this.before ? ": the trigger ends as failed" : "");
		SafeLog.error(this.definition.references().log(), text, exception);
		return true;
	}

	/**
	 * How calling hooks ended.
	 */
	public enum Result {

		/**
		 * All hooks succeeded.
		 */
		SUCCEEDED,

		/**
		 * A hook failed.
		 */
		FAILED,

		/**
		 * The before-hooks were cancelled when at least one had been called.
		 */
		CANCELLED,

		/**
		 * No before-hook was called, since the trigger was cancelled first.
		 */
		SKIPPED

	}

}
