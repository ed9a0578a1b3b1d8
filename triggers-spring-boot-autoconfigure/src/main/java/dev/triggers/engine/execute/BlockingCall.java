package dev.triggers.engine.execute;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryAttempts;
import dev.triggers.call.RetryDecision;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.call.limit.Permit;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.call.PendingResult;
import dev.triggers.work.UserCode;

/**
 * Call of an {@code @Execute} on the thread of its caller, which waits for the groups and
 * between attempts. For one thread.
 */
final class BlockingCall {

	private final CallRules rules;

	private final UserCode code;

	private final CallLog log;

	private final RetryPauses pauses;

	private final MonotonicTimer timer;

	private @Nullable RetryAttempts retries;

	BlockingCall(CallRules rules, UserCode code, CallLog log, RetryPauses pauses) {
		this.rules = rules;
		this.code = code;
		this.log = log;
		this.pauses = pauses;
		this.timer = rules.tools().timer();
	}

	/**
	 * Make the call.
	 * @return what the code returned
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws Throwable what the code failed with for good
	 */
	@Nullable Object run() throws Throwable {
		Throwable failure = null;
		for (int attempt = 1;; attempt++) {
			Permit permit = acquire(failure);
			try {
				return this.rules.call(this.code);
			}
			catch (Throwable ex) {
				failure = ex;
			}
			finally {
				if (permit != null) {
					permit.release();
				}
			}
			RetryDecision retry = retry(failure);
			if (retry == null) {
				throw failed(failure, attempt);
			}
			pause(retry, attempt, failure);
		}
	}

	private @Nullable Permit acquire(@Nullable Throwable lastFailure) throws InterruptedException {
		if (this.rules.areUnlimited()) {
			return null;
		}
		try {
			return this.rules.acquire();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex, lastFailure);
		}
	}

	private @Nullable RetryDecision retry(Throwable failure) {
		if (this.retries == null) {
			this.retries = this.rules.beginRetries(() -> Thread.currentThread().isInterrupted());
		}
		return (this.retries != null) ? this.retries.next(PendingResult.unwrap(failure)) : null;
	}

	private void pause(RetryDecision retry, int attempt, Throwable failure) throws Throwable {
		CompletableFuture<@Nullable Void> pause = new CompletableFuture<>();
		this.pauses.enter(pause);
		try {
			// also without a wait, since then the application may be shut down, too
			Future<?> alarm = this.timer.schedule(() -> pause.complete(null), retry.waitTime());
			try {
				this.log.repeated(PendingResult.unwrap(failure), attempt, retry);
				this.timer.await(pause);
			}
			finally {
				alarm.cancel(false);
			}
		}
		catch (InterruptedException ex) {
			throw interrupted(ex, failure);
		}
		catch (RuntimeException | ExecutionException ex) {
			// the application is shut down: there is no later
			failure.addSuppressed(ex);
			throw failed(failure, attempt);
		}
		finally {
			this.pauses.exit(pause);
		}
	}

	/**
	 * Report a failure for good, unless it is that the caller was interrupted.
	 */
	private Throwable failed(Throwable failure, int attempts) {
		if (!(failure instanceof InterruptedException)) {
			this.log.thrown(PendingResult.unwrap(failure), attempts);
		}
		return failure;
	}

	private static InterruptedException interrupted(InterruptedException exception, @Nullable Throwable failure) {
		if (failure != null) {
			exception.addSuppressed(failure);
		}
		return exception;
	}

}
