package dev.triggers.cache.backend;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueWrapper;

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
	 * Return what a cache that knows no futures has, or load and store it.
	 * @param found what the cache has, or {@code null} if that is nothing
	 * @param store stores what is loaded
	 */
	@SuppressWarnings("unchecked")
	CompletableFuture<T> unless(@Nullable ValueWrapper found, Consumer<T> store) {
		if (found != null) {
			return (CompletableFuture<T>) CompletableFuture.completedFuture(found.get());
		}
		return get().thenApply((value) -> {
			store.accept(value);
			return value;
		});
	}

	/**
	 * Return what a cache that knows no futures has, or {@code null} if that is nothing.
	 */
	static @Nullable CompletableFuture<?> future(@Nullable ValueWrapper found) {
		return (found != null) ? CompletableFuture.completedFuture(found) : null;
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
