package dev.triggers.call.limit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Time that never jumps, and what runs a task after a delay by it. Thread-safe.
 *
 * @since 1.0.0
 */
public interface MonotonicTimer {

	/**
	 * Return the time.
	 * @return nanoseconds from an arbitrary origin; may overflow
	 */
	long nanoTime();

	/**
	 * Run a task once after a delay.
	 * <p>
	 * Called under a lock: it must neither block nor run the task before it returns. A
	 * task of concurrency groups that runs too early asks for the rest of its delay
	 * again, which allows for timers that cannot wait that long.
	 * @param task the task; runs for a short time, and the callbacks of
	 * {@link PermitRequest requests} with it
	 * @param delay the delay; not negative
	 * @return what cancels the task
	 * @throws RuntimeException if the task will not run; requests that need the timer
	 * fail
	 */
	Future<?> schedule(Runnable task, Duration delay);

	/**
	 * Return a future that tasks of this timer lead to.
	 * @param beforeWaiting called by each thread that is going to wait for the future, or
	 * for one that depends on it, without a limit; what it throws ends the wait
	 * @param <T> type of the result
	 * @return the future, which has not ended
	 */
	default <T extends @Nullable Object> CompletableFuture<T> newFuture(Runnable beforeWaiting) {
		return new WatchedFuture<>(beforeWaiting);
	}

	/**
	 * Wait on the calling thread for what this timer leads to.
	 * @param result ends by a task of this timer, or by another thread
	 * @param <T> type of the result
	 * @return the result
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws ExecutionException if the result is a failure
	 */
	default <T extends @Nullable Object> T await(CompletableFuture<T> result)
			throws InterruptedException, ExecutionException {
		return result.get();
	}

}
