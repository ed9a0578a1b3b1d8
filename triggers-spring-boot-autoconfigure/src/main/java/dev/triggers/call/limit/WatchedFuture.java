package dev.triggers.call.limit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Future that tells before a thread waits for it, or for one that depends on it, without
 * a limit.
 *
 * @param <T> type of the result
 */
final class WatchedFuture<T extends @Nullable Object> extends CompletableFuture<T> implements WaitAware {

	private final Runnable beforeWaiting;

	WatchedFuture(Runnable beforeWaiting) {
		this.beforeWaiting = beforeWaiting;
	}

	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new WatchedFuture<>(this.beforeWaiting);
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		beforeWaiting();
		return super.get();
	}

	@Override
	public T join() {
		beforeWaiting();
		return super.join();
	}

	@Override
	public void beforeWaiting() {
		if (!isDone()) {
			this.beforeWaiting.run();
		}
	}

}
