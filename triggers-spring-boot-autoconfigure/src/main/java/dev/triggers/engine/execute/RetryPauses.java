package dev.triggers.engine.execute;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waits of callers for the next attempt. All of them end when the application is shut
 * down, since the scheduler that would end them forgets its tasks then. Thread-safe.
 */
final class RetryPauses {

	private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	/**
	 * Take note of a wait, which is cancelled if it is too late.
	 */
	void enter(CompletableFuture<?> pause) {
		this.open.add(pause);
		if (this.closed) {
			pause.cancel(false);
		}
	}

	void exit(CompletableFuture<?> pause) {
		this.open.remove(pause);
	}

	/**
	 * Cancel all waits, also those that begin later.
	 */
	void close() {
		this.closed = true;
		this.open.forEach((pause) -> pause.cancel(false));
	}

}
