package dev.triggers.cache.backend;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import dev.triggers.cache.ListableCache;

/**
 * Cache in memory that fails as it is told to, after a while.
 */
final class FailingCache extends ConcurrentMapCache implements ListableCache {

	private final Consumer<Duration> time;

	@Nullable RuntimeException failure;

	Duration duration = Duration.ZERO;

	/**
	 * Whether entries can be read, but not stored.
	 */
	boolean readOnly;

	/**
	 * Whether entries can be stored, but not read.
	 */
	boolean writeOnly;

	/**
	 * Whether what reads futures fails before there is one.
	 */
	boolean atOnce;

	int calls;

	FailingCache(String name, Consumer<Duration> time) {
		super(name);
		this.time = time;
	}

	private void read() {
		this.calls++;
		this.time.accept(this.duration);
		if (this.failure != null && !this.readOnly) {
			throw this.failure;
		}
	}

	private void write() {
		this.calls++;
		this.time.accept(this.duration);
		if (this.failure != null && !this.writeOnly) {
			throw this.failure;
		}
	}

	@Override
	protected @Nullable Object lookup(Object key) {
		read();
		return super.lookup(key);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		ValueWrapper found = get(key);
		if (found != null) {
			return (T) found.get();
		}
		try {
			T value = valueLoader.call();
			put(key, value);
			return value;
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	private void failAtOnce() {
		if (this.atOnce && this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		failAtOnce();
		return CompletableFuture.supplyAsync(() -> get(key), Runnable::run);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		failAtOnce();
		return CompletableFuture.supplyAsync(() -> get(key), Runnable::run)
			.thenCompose((found) -> (found != null) ? CompletableFuture.completedFuture((T) found.get())
					: valueLoader.get().thenApply((value) -> {
						put(key, value);
						return value;
					}));
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		write();
		super.put(key, value);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		write();
		return super.putIfAbsent(key, value);
	}

	@Override
	public void evict(Object key) {
		write();
		super.evict(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		write();
		return super.evictIfPresent(key);
	}

	@Override
	public void clear() {
		write();
		super.clear();
	}

	@Override
	public boolean invalidate() {
		write();
		return super.invalidate();
	}

	@Override
	public Collection<?> keys() {
		read();
		return getNativeCache().keySet();
	}

}
