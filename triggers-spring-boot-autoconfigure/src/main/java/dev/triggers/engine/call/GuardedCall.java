package dev.triggers.engine.call;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryAttempts;
import dev.triggers.call.RetryDecision;
import dev.triggers.call.limit.Permit;
import dev.triggers.call.limit.PermitRequest;

/**
 * One call under its limits and with its retries, which holds no thread while it waits:
 * for its groups, for a result that is pending, or for the next attempt.
 * <p>
 * Each attempt asks its groups for a permit of its own, holds it until its result is
 * there, and gives it back before it waits for the next attempt. For one thread at a
 * time.
 *
 * @since 1.0.0
 */
public final class GuardedCall {

	private final CallRules rules;

	private final CallHost host;

	private final CallWork work;

	private final Runnable then;

	private int attempts = 1;

	private int repetitions;

	private boolean admitted;

	private @Nullable RetryAttempts retries;

	/**
	 * Create a call.
	 * @param rules its limits and retries
	 * @param host where it takes place
	 * @param work what is called
	 * @param then what the thread on which the call ends does next, if that is not the
	 * thread that called {@link #run()}
	 */
	public GuardedCall(CallRules rules, CallHost host, CallWork work, Runnable then) {
		this.rules = rules;
		this.host = host;
		this.work = work;
		this.then = then;
	}

	/**
	 * Make the call, beginning on the calling thread.
	 * @return {@code true} if it has ended, {@code false} if it goes on elsewhere
	 */
	public boolean run() {
		if (this.rules.areUnlimited()) {
			return make(null);
		}
		Permit permit = this.rules.tryAcquire();
		if (permit != null) {
			return make(permit);
		}
		PermitRequest request = this.rules.request();
		if (request.isDone()) {
			return decided(request);
		}
		await(request);
		return false;
	}

	/**
	 * Make the call elsewhere, after those that have asked the same groups before.
	 */
	public void start() {
		if (this.rules.areUnlimited()) {
			goOn(() -> make(null));
		}
		else {
			await(this.rules.request());
		}
	}

	private void await(PermitRequest request) {
		this.host.inFlight().enter(request);
		request.whenComplete((permit, ex) -> {
			this.host.inFlight().exit(request);
			goOn(() -> decided(request));
		});
	}

	private void goOn(Step step) {
		this.host.goOn(() -> {
			if (step.go()) {
				this.then.run();
			}
		});
	}

	private boolean decided(PermitRequest request) {
		Permit permit;
		try {
			permit = request.join();
		}
		catch (RuntimeException ex) {
			return failed(PendingResult.unwrap(ex));
		}
		return make(permit);
	}

	private boolean make(@Nullable Permit permit) {
		Object result;
		try {
			admit();
			result = invoke(permit);
		}
		catch (Throwable ex) {
			release(permit);
			return ended(PendingResult.unwrap(ex));
		}
		if (result instanceof CompletionStage<?> pending) {
			return await(pending, permit);
		}
		release(permit);
		return succeeded(result);
	}

	private void admit() {
		if (!this.admitted) {
			this.admitted = true;
			this.work.admitted();
		}
	}

	/**
	 * Return what the code returned, or the stage that ends with it if it is pending.
	 */
	private @Nullable Object invoke(@Nullable Permit permit) throws Throwable {
		CallsInFlight inFlight = this.host.inFlight();
		if (!inFlight.enter()) {
			throw new CancellationException("Call was cancelled");
		}
		try {
			if (permit != null) {
				permit.start();
			}
			Object result = this.rules.call(this.work);
			CompletionStage<?> pending = PendingResult.of(result);
			return (pending != null) ? pending : result;
		}
		finally {
			inFlight.exit();
		}
	}

	private static void release(@Nullable Permit permit) {
		if (permit != null) {
			permit.release();
		}
	}

	private boolean await(CompletionStage<?> pending, @Nullable Permit permit) {
		AtomicBoolean undecided = new AtomicBoolean(true);
		AtomicReference<@Nullable Step> end = new AtomicReference<>();
		this.host.inFlight().enter(pending);
		PendingResult.whenComplete(pending, (value, ex) -> {
			Step step = (ex != null) ? () -> ended(PendingResult.unwrap(ex)) : () -> succeeded(value);
			if (!end.compareAndSet(null, step)) {
				// a stage of the application that ends twice
				return;
			}
			this.host.inFlight().exit(pending);
			release(permit);
			if (!undecided.compareAndSet(true, false)) {
				goOn(step);
			}
		});
		Step done = undecided.compareAndSet(true, false) ? null : end.get();
		return done != null && done.go();
	}

	private boolean succeeded(@Nullable Object result) {
		this.work.succeeded(result);
		return true;
	}

	private boolean ended(Throwable exception) {
		return !repeats(exception) && failed(exception);
	}

	private boolean failed(Throwable exception) {
		this.work.failed(exception, this.attempts);
		return true;
	}

	/**
	 * Make the call again later, if that is wanted and possible.
	 */
	private boolean repeats(Throwable exception) {
		if (this.host.inFlight().isCancelled()) {
			return false;
		}
		RetryDecision retry = retry(exception);
		Duration delay = (retry != null) ? retry.waitTime() : this.work.repeatAfter(exception, this.repetitions + 1);
		if (delay == null) {
			return false;
		}
		CompletableFuture<@Nullable Void> pause = new CompletableFuture<>();
		Future<?> timer;
		try {
			timer = this.host.timer().schedule(() -> pause.complete(null), delay);
		}
		catch (Throwable ex) {
			// the scheduler was shut down: there is no later
			exception.addSuppressed(ex);
			return false;
		}
		this.repetitions += (retry != null) ? 0 : 1;
		this.work.repeats(exception, this.attempts, delay, retry);
		wait(pause, timer);
		return true;
	}

	private @Nullable RetryDecision retry(Throwable exception) {
		if (this.retries == null) {
			this.retries = this.rules.beginRetries(this.host.inFlight()::isCancelled);
		}
		return (this.retries != null) ? this.retries.next(exception) : null;
	}

	private void wait(CompletableFuture<@Nullable Void> pause, Future<?> timer) {
		this.host.inFlight().enter(pause);
		pause.whenComplete((value, cancellation) -> {
			this.host.inFlight().exit(pause);
			timer.cancel(false);
			goOn((cancellation != null) ? () -> failed(cancellation) : this::again);
		});
	}

	private boolean again() {
		this.attempts++;
		return run();
	}

	/**
	 * Next step of the call on some thread.
	 */
	private interface Step {

		/**
		 * Go on.
		 * @return {@code true} if the call has ended, {@code false} if it goes on
		 * elsewhere
		 */
		boolean go();

	}

}
