package dev.triggers.cache.backend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads a value that comes later at most once, whoever asks for it. Thread-safe, as long
 * as one thread asks at a time.
 *
 * @param <T> type of the value
 */
final class RetrievedValue<T> implements Supplier<CompletableFuture<T>> {

	private final Supplier<CompletableFuture<T>> loader;

	private volatile @Nullable CompletableFuture<T> loaded;

	RetrievedValue(Supplier<CompletableFuture<T>> loader) {
		this.loader = loader;
	}

	@Override
	public CompletableFuture<T> get() {
		CompletableFuture<T> future = this.loaded;
		if (future == null) {
			try {
				future = this.loader.get();
			}
			catch (RuntimeException ex) {
				future = CompletableFuture.failedFuture(ex);
			}
			this.loaded = future;
		}
		return future;
	}

	boolean isAsked() {
		return this.loaded != null;
	}

	/**
	 * Return whether there is a value.
	 */
	boolean isLoaded() {
		CompletableFuture<T> future = this.loaded;
		return future != null && future.isDone() && !future.isCompletedExceptionally();
	}

	/**
	 * Return why a future failed.
	 */
	static RuntimeException cause(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof RuntimeException runtime) ? runtime : new CompletionException(cause);
	}

}
