package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.WaitAware;

/**
 * Result that comes only if time is driven, which a thread that waits for it does.
 * <p>
 * The thread of the test runs what is due now, and lets no time pass: that is up to the
 * test. Code of the application that is called meanwhile takes the time that it waits.
 */
final class DrivenFuture<T extends @Nullable Object> extends CompletableFuture<T> implements WaitAware {

	private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

	private static final long WAIT_MILLIS = 20;

	private final VirtualTime time;

	private final Runnable beforeWaiting;

	DrivenFuture(VirtualTime time) {
		this(time, () -> {
		});
	}

	/**
	 * Create a future.
	 * @param time leads to the result
	 * @param beforeWaiting called by each thread that is going to wait without a limit
	 */
	DrivenFuture(VirtualTime time, Runnable beforeWaiting) {
		this.time = time;
		this.beforeWaiting = beforeWaiting;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new DrivenFuture<>(this.time, this.beforeWaiting);
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		driveToEnd();
		return super.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		drive(Duration.of(timeout, unit.toChronoUnit()));
		return super.get(0, unit);
	}

	@Override
	public T join() {
		try {
			driveToEnd();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return super.join();
	}

	private void driveToEnd() throws InterruptedException {
		beforeWaiting();
		drive(FOREVER);
	}

	@Override
	public void beforeWaiting() {
		if (!isDone()) {
			this.beforeWaiting.run();
		}
	}

	private void drive(Duration most) throws InterruptedException {
		if (isDone()) {
			return;
		}
		if (this.time.isDrivenByCurrentThread()) {
			Instant now = this.time.now();
			boolean endless = most.compareTo(Duration.between(now, Instant.MAX)) > 0;
			this.time.passUntil(this::isDone, endless ? Instant.MAX : now.plus(most));
			return;
		}
		Duration left = most;
		Duration patience = this.time.timeout();
		while (!isDone() && !this.time.help(this::isDone, left) && !left.isNegative()) {
			awaitOther();
			left = left.minusMillis(WAIT_MILLIS);
			patience = patience.minusMillis(WAIT_MILLIS);
			if (patience.isNegative() && !isDone()) {
				throw VirtualTime.standsStill();
			}
		}
	}

	/**
	 * Wait a moment for the other thread that drives, which may stop to do so.
	 */
	private void awaitOther() throws InterruptedException {
		try {
			super.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | CancellationException | TimeoutException ex) {
			// whoever asked for the result gets it
		}
	}

}
