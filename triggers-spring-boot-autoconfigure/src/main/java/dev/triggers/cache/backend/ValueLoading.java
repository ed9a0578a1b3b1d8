package dev.triggers.cache.backend;

import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Loads a value at most once, whoever asks for it. For one thread.
 *
 * @param <T> type of the value
 */
final class ValueLoading<T> implements Callable<T> {

	private final Object key;

	private final Callable<T> loader;

	private final LongSupplier nanoTime;

	private boolean done;

	private @Nullable T value;

	private @Nullable Throwable failure;

	private long nanos;

	ValueLoading(Object key, Callable<T> loader, LongSupplier nanoTime) {
		this.key = key;
		this.loader = loader;
		this.nanoTime = nanoTime;
	}

	@Override
	@SuppressWarnings("NullAway") // a value may well be null
	public T call() throws Exception {
		if (!this.done) {
			load();
		}
		if (this.failure instanceof Error error) {
			throw error;
		}
		if (this.failure instanceof Exception exception) {
			throw exception;
		}
		return this.value;
	}

	private void load() {
		this.done = true;
		long start = this.nanoTime.getAsLong();
		try {
			this.value = this.loader.call();
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		finally {
			this.nanos = this.nanoTime.getAsLong() - start;
		}
	}

	/**
	 * Return the value, and load it before if that has not been done.
	 * @throws ValueRetrievalException if it cannot be loaded
	 */
	@Nullable T result() {
		try {
			return call();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(this.key, this.loader, ex);
		}
	}

	boolean isDone() {
		return this.done;
	}

	boolean hasFailed() {
		return this.failure != null;
	}

	/**
	 * Return how long it took.
	 */
	long nanos() {
		return this.nanos;
	}

}
