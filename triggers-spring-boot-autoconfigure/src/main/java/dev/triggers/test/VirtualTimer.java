package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.MonotonicTimer;

/**
 * Timer of the calls in virtual time: a thread that waits in a call lets the time pass
 * that it waits.
 */
final class VirtualTimer implements MonotonicTimer {

	private final VirtualTime time;

	VirtualTimer(VirtualTime time) {
		this.time = time;
	}

	@Override
	public long nanoTime() {
		return this.time.nanoTime();
	}

	@Override
	public Future<?> schedule(Runnable task, Duration delay) {
		return this.time.schedule(task, this.time.now().plus(delay));
	}

	@Override
	public <T extends @Nullable Object> CompletableFuture<T> newFuture(Runnable beforeWaiting) {
		return new DrivenFuture<>(this.time, beforeWaiting);
	}

	@Override
	public <T extends @Nullable Object> T await(CompletableFuture<T> result)
			throws InterruptedException, ExecutionException {
		result.whenComplete((value, ex) -> this.time.wake());
		if (this.time.passUntil(result::isDone, Instant.MAX)) {
			return result.get();
		}
		try {
			return result.get(this.time.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw VirtualTime.standsStill();
		}
	}

}
