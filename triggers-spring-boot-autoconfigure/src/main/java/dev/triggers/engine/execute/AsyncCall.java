package dev.triggers.engine.execute;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.call.CallHost;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.call.CallWork;
import dev.triggers.engine.call.CallsInFlight;
import dev.triggers.engine.call.GuardedCall;
import dev.triggers.engine.call.LogContext;
import dev.triggers.engine.call.Surroundings;
import dev.triggers.work.UserCode;

/**
 * Call of an {@code @Execute} whose caller does not wait. Whoever ends the result early
 * cancels the call.
 */
final class AsyncCall implements CallHost, CallWork {

	private final CallRules rules;

	private final UserCode code;

	private final Executor executor;

	private final CallLog log;

	private final CompletableFuture<@Nullable Object> result;

	private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

	private final CallsInFlight inFlight = new CallsInFlight();

	// what the caller carries
	private final Consumer<Runnable> logContext = LogContext.capture();

	private final Consumer<Runnable> captured;

	// written before the call is cancelled, by the thread that then lets it end
	private @Nullable Throwable refusal;

	AsyncCall(CallRules rules, UserCode code, Executor executor, CallLog log) {
		this.rules = rules;
		this.code = code;
		this.executor = executor;
		this.log = log;
		this.captured = Surroundings.capture(rules.tools().contexts().capture(), () -> "a call of " + rules.name());
		this.result = rules.tools().timer().newFuture(rules::checkNotNested);
		this.result.whenComplete((value, ex) -> this.inFlight.cancel());
	}

	/**
	 * Make the call on the calling thread, if its groups let it pass at once.
	 */
	void begin() {
		this.inFlight.borrowThread();
		new GuardedCall(this.rules, this, this, () -> {
		}).run();
	}

	/**
	 * Make the call on a thread of the executor.
	 */
	void submit() {
		new GuardedCall(this.rules, this, this, () -> {
		}).start();
	}

	/**
	 * Return the result, which ends when the call has, or before it.
	 */
	CompletableFuture<@Nullable Object> result() {
		return this.result;
	}

	/**
	 * Return what ends with the call.
	 */
	CompletableFuture<@Nullable Void> end() {
		return this.end;
	}

	String name() {
		return this.rules.name();
	}

	@Override
	public MonotonicTimer timer() {
		return this.rules.tools().timer();
	}

	@Override
	public CallsInFlight inFlight() {
		return this.inFlight;
	}

	@Override
	public void goOn(Runnable code) {
		// what an executor captures is the caller's, not that of whoever made room
		withContext(() -> submit(code));
		if (this.refusal != null) {
			withContext(code);
		}
	}

	private void submit(Runnable code) {
		try {
			this.executor.execute(() -> withContext(code));
		}
		catch (Throwable ex) {
			// nothing is called on a thread of somebody else: the call just ends
			this.refusal = ex;
			this.inFlight.cancel();
		}
	}

	private void withContext(Runnable code) {
		this.logContext.accept(() -> this.captured.accept(code));
	}

	@Override
	public @Nullable Object call() throws Throwable {
		return this.code.call();
	}

	@Override
	public void repeats(Throwable exception, int attempts, Duration delay, @Nullable RetryDecision retry) {
		if (retry != null) {
			this.log.repeated(exception, attempts, retry);
		}
	}

	@Override
	public void succeeded(@Nullable Object value) {
		this.end.complete(null);
		this.result.complete(value);
	}

	@Override
	public void failed(Throwable exception, int attempts) {
		Throwable reason = (this.refusal != null) ? this.refusal : exception;
		this.end.complete(null);
		if (!this.result.isDone()) {
			this.log.failed(reason, attempts);
		}
		this.result.completeExceptionally(reason);
	}

}
