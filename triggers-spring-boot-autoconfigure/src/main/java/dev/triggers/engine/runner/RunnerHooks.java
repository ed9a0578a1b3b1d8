package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.HookRun;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.SafeLog;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.HookStage;

/**
 * Calls the hooks of one trigger when its state asks for it, and its after-hooks when the
 * engine closes. All methods are called under the lock of the trigger unless they say
 * otherwise.
 */
final class RunnerHooks {

	/**
	 * After this time hooks are handed over again that the executor refused.
	 */
	private static final Duration HAND_OVER_RETRY = Duration.ofSeconds(1);

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final RunnerState state;

	private final Runnable pursue;

	// volatile for readers
	private volatile @Nullable HookRun current;

	private @Nullable CompletableFuture<@Nullable Void> closing;

	private boolean leftBehind;

	private boolean open;

	private boolean calledLater;

	/**
	 * Create the hooks of a trigger.
	 * @param definition the trigger
	 * @param binding gives time and threads
	 * @param state the state of the trigger
	 * @param pursue does what the state asks for after a change
	 */
	RunnerHooks(TriggerDefinition definition, SchedulerBinding binding, RunnerState state, Runnable pursue) {
		this.definition = definition;
		this.binding = binding;
		this.state = state;
		this.pursue = pursue;
	}

	/**
	 * Return whether hooks are being called, or about to be; without the lock.
	 */
	boolean areUnderWay() {
		return this.current != null;
	}

	/**
	 * Return whether the calling thread is inside of a hook; without the lock.
	 */
	boolean areCallingThisThread() {
		HookRun run = this.current;
		return run != null && run.isCallingThreadInside();
	}

	/**
	 * Return what interrupts the hook that is being called.
	 */
	Runnable interruption() {
		HookStage stage = this.state.get().hooks();
		HookRun run = (stage == HookStage.BEFORE || stage == HookStage.AFTER || this.closing != null) ? this.current
				: null;
		return () -> {
			if (run != null) {
				run.cancel();
			}
		};
	}

	/**
	 * Begin to close.
	 * @return ends when the after-hooks have returned, if they are owed
	 */
	CompletableFuture<@Nullable Void> close() {
		CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
		this.closing = closed;
		return closed;
	}

	/**
	 * Close without waiting for executions under way.
	 */
	void leaveBehind() {
		this.leftBehind = true;
	}

	/**
	 * Let before-hooks be called, or not; after-hooks are called in either case.
	 */
	void open(boolean open) {
		this.open = open;
		if (open) {
			this.closing = null;
			this.leftBehind = false;
		}
	}

	/**
	 * Call the hooks that the state asks for.
	 * @param executing whether executions are under way
	 */
	void pursue(boolean executing) {
		if (this.current == null) {
			FiringState now = this.state.get();
			if (now.hooks() == HookStage.AFTER) {
				callAfterHooks(new FiringEvent.Concluded());
			}
			else if (now.hooks() == HookStage.DUE && now.ending() == null && this.open) {
				callBeforeHooks();
			}
		}
		CompletableFuture<@Nullable Void> closed = this.closing;
		if (closed != null && !closed.isDone()) {
			pursueClosing(closed, executing && !this.leftBehind);
		}
	}

	private void pursueClosing(CompletableFuture<@Nullable Void> closed, boolean waits) {
		if (this.current != null) {
			if (this.leftBehind && areCallingThisThread()) {
				closed.complete(null);
			}
		}
		else if (!waits && this.state.get().hooks() == HookStage.BETWEEN) {
			callAfterHooks(new FiringEvent.Suspended());
		}
		else if (!waits) {
			closed.complete(null);
		}
	}

	/**
	 * Call after-hooks, on the calling thread if there is no other.
	 */
	private void callAfterHooks(FiringEvent then) {
		HookRun run = new HookRun(this.definition, false, this.binding, (result) -> returned(then));
		this.current = run;
		try {
			this.binding.handOver(run::run);
		}
		catch (Throwable ex) {
			this.state.afterwards(run::run);
		}
	}

	private void callBeforeHooks() {
		HookRun run = new HookRun(this.definition, true, this.binding, this::prepared);
		this.current = run;
		try {
			this.binding.handOver(() -> {
				if (begin()) {
					run.run();
				}
			});
		}
		catch (Throwable ex) {
			this.current = null;
			report("its executor refuses; it is asked again", ex);
			callLater();
		}
	}

	private void prepared(HookRun.Result result) {
		switch (result) {
			case SUCCEEDED -> returned(new FiringEvent.Prepared(false));
			case FAILED -> returned(new FiringEvent.Prepared(true));
			case SKIPPED -> returned(new FiringEvent.NotPrepared());
			case CANCELLED -> this.state.locked(this::interrupted);
		}
	}

	/**
	 * Let the before-hooks begin anew later if they were interrupted by an engine that
	 * closes, not by a cancellation of the trigger.
	 */
	private void interrupted() {
		if (this.state.get().ending() != null) {
			returned(new FiringEvent.Prepared(true));
		}
		else if (this.definition.work().hooks().after().isEmpty()) {
			returned(new FiringEvent.NotPrepared());
		}
		else {
			callAfterHooks(new FiringEvent.NotPrepared());
		}
	}

	private void callLater() {
		if (this.calledLater) {
			return;
		}
		this.calledLater = true;
		try {
			this.binding.schedule(() -> this.state.locked(() -> {
				this.calledLater = false;
				this.pursue.run();
			}), this.binding.now().plus(HAND_OVER_RETRY));
		}
		catch (Throwable ex) {
			this.calledLater = false;
			report("its scheduler refuses, too", ex);
		}
	}

	private void report(String trouble, Throwable refusal) {
		SafeLog.error(this.definition.references().log(),
				"Trigger '" + this.definition.name() + "' does not begin: " + trouble, refusal);
	}

	/**
	 * Let the before-hooks begin, on a thread of their own and without the lock.
	 * @return {@code false} if they are no longer wanted
	 */
	private boolean begin() {
		return this.state.locked(() -> {
			boolean begins = this.open && this.state.change(new FiringEvent.Preparing()).changed();
			if (!begins) {
				this.current = null;
				this.pursue.run();
			}
			return begins;
		});
	}

	private void returned(FiringEvent event) {
		this.state.locked(() -> {
			this.current = null;
			this.state.change(event);
			this.pursue.run();
		});
	}

}
