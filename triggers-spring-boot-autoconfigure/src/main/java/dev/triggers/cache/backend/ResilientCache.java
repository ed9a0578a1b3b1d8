package dev.triggers.cache.backend;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.ListableCache;

/**
 * Cache that works as if it was empty while its backend fails: reads are misses, writes
 * are dropped. Both are counted.
 * <p>
 * What is the fault of the caller still fails: a key or value that cannot be stored
 * ({@link IllegalArgumentException}), and writes that the cache does not support. Where
 * it knows no futures, it is asked without.
 */
final class ResilientCache implements ListableCache {

	private final Cache cache;

	private final BackendGuard guard;

	/**
	 * Has a thread of its own for each write that may block.
	 */
	private final SimpleAsyncTaskExecutor writers = new SimpleAsyncTaskExecutor("triggers-cache-");

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	private final LongAdder puts = new LongAdder();

	private final LongAdder failedReads = new LongAdder();

	private final LongAdder failedWrites = new LongAdder();

	ResilientCache(Cache cache, BackendGuard guard) {
		this.cache = cache;
		this.guard = guard;
		this.writers.setDaemon(true);
	}

	@Override
	public String getName() {
		return this.cache.getName();
	}

	@Override
	public Object getNativeCache() {
		return this.cache.getNativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		if (!this.guard.mayAsk()) {
			failedRead(null, 0);
			return null;
		}
		return lookUp(key);
	}

	/**
	 * Read an entry, for whoever may ask.
	 */
	private @Nullable ValueWrapper lookUp(Object key) {
		ValueWrapper value = ask(true, (cache) -> cache.get(key), null);
		count(value != null);
		return value;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		ValueWrapper found = get(key);
		Object value = (found != null) ? found.get() : null;
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("Cached value is not of required type [" + type.getName() + "]: " + value);
		}
		return (T) value;
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		ValueLoading<T> loading = new ValueLoading<>(key, valueLoader, this.guard::nanoTime);
		if (!this.guard.mayAsk()) {
			failedRead(null, 0);
			return loading.result();
		}
		long start = this.guard.nanoTime();
		try {
			T value = this.cache.get(key, loading);
			this.guard.succeeded();
			count(!loading.isDone());
			if (loading.isDone()) {
				this.puts.increment();
			}
			return value;
		}
		catch (RuntimeException ex) {
			if (!loading.isDone() && ex instanceof UnfitForCacheException) {
				this.guard.notAsked();
				throw ex;
			}
			if (loading.hasFailed() || ex instanceof UnfitForCacheException) {
				// it was read before
				this.guard.succeeded();
				count(false);
				throw ex;
			}
			return loaded(key, loading, ex, this.guard.nanoTime() - start - loading.nanos());
		}
	}

	private <T> @Nullable T loaded(Object key, ValueLoading<T> loading, RuntimeException failure, long nanos) {
		if (loading.isDone()) {
			count(false);
			failed(false, failure, nanos);
			return loading.result();
		}
		failedRead(failure, nanos);
		T value = loading.result();
		// an entry that cannot be read any more would stay so
		put(key, value);
		return value;
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		if (!this.guard.mayAsk()) {
			failedRead(null, 0);
			return null;
		}
		long start = this.guard.nanoTime();
		CompletableFuture<?> found;
		try {
			found = this.cache.retrieve(key);
		}
		catch (UnsupportedOperationException ex) {
			return RetrievedValue.future(lookUp(key));
		}
		catch (UnfitForCacheException ex) {
			this.guard.notAsked();
			throw ex;
		}
		catch (RuntimeException ex) {
			failedRead(ex, this.guard.nanoTime() - start);
			return null;
		}
		if (found == null) {
			this.guard.succeeded();
			count(false);
			return null;
		}
		return found.handle((value, ex) -> {
			if (ex != null) {
				failedFuture(RetrievedValue.cause(ex), start);
				return null;
			}
			this.guard.succeeded();
			count(value != null);
			return value;
		});
	}

	private void failedFuture(RuntimeException failure, long start) {
		if (failure instanceof UnfitForCacheException) {
			this.guard.notAsked();
			throw failure;
		}
		failedRead(failure, this.guard.nanoTime() - start);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		RetrievedValue<T> loading = new RetrievedValue<>(valueLoader);
		if (!this.guard.mayAsk()) {
			failedRead(null, 0);
			return loading.get();
		}
		long start = this.guard.nanoTime();
		CompletableFuture<T> retrieved;
		try {
			retrieved = this.cache.retrieve(key, loading);
		}
		catch (UnsupportedOperationException ex) {
			return loading.unless(lookUp(key), (value) -> put(key, value));
		}
		catch (UnfitForCacheException ex) {
			this.guard.notAsked();
			throw ex;
		}
		catch (RuntimeException ex) {
			failedRead(ex, this.guard.nanoTime() - start);
			return loading.get();
		}
		return retrieved.handle((value, ex) -> recover(key, loading, value, ex, start))
			.thenCompose(Function.identity());
	}

	private <T> CompletableFuture<T> recover(Object key, RetrievedValue<T> loading, T value,
			@Nullable Throwable failure, long start) {
		if (failure == null) {
			this.guard.succeeded();
			count(!loading.isAsked());
			if (loading.isAsked()) {
				this.puts.increment();
			}
			return CompletableFuture.completedFuture(value);
		}
		RuntimeException cause = RetrievedValue.cause(failure);
		if (!loading.isAsked()) {
			failedFuture(cause, start);
			// an entry that cannot be read any more would stay so; not on a thread that
			// must not block
			return loading.get().thenApplyAsync((late) -> {
				put(key, late);
				return late;
			}, this.writers);
		}
		count(false);
		if (loading.isLoaded() && !(cause instanceof UnfitForCacheException)) {
			failed(false, cause, 0);
			return loading.get();
		}
		// it was read before
		this.guard.succeeded();
		return loading.isLoaded() ? CompletableFuture.failedFuture(cause) : loading.get();
	}

	@Override
	public Collection<?> keys() {
		return CacheKeys.canTell(this.cache) ? read(CacheKeys::of, List.of()) : CacheKeys.of(this.cache);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		write((cache) -> {
			cache.put(key, value);
			this.puts.increment();
			return true;
		}, false);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return write((cache) -> {
			ValueWrapper existing = cache.putIfAbsent(key, value);
			if (existing == null) {
				this.puts.increment();
			}
			return existing;
		}, null);
	}

	@Override
	public void evict(Object key) {
		write((cache) -> {
			cache.evict(key);
			return true;
		}, false);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return write((cache) -> cache.evictIfPresent(key), false);
	}

	@Override
	public void clear() {
		write((cache) -> {
			cache.clear();
			return true;
		}, false);
	}

	@Override
	public boolean invalidate() {
		return write(Cache::invalidate, false);
	}

	/**
	 * Remove all entries, or fail.
	 */
	void clearNow() {
		this.cache.clear();
		this.guard.succeeded();
	}

	CacheStatistics statistics() {
		return new CacheStatistics(null, this.hits.sum(), this.misses.sum(), this.puts.sum(), null,
				this.failedReads.sum(), this.failedWrites.sum());
	}

	private <T extends @Nullable Object> T read(Function<Cache, T> operation, T fallback) {
		return guarded(true, operation, fallback);
	}

	private <T extends @Nullable Object> T write(Function<Cache, T> operation, T fallback) {
		return guarded(false, operation, fallback);
	}

	private <T extends @Nullable Object> T guarded(boolean read, Function<Cache, T> operation, T fallback) {
		if (!this.guard.mayAsk()) {
			failed(read, null, 0);
			return fallback;
		}
		return ask(read, operation, fallback);
	}

	/**
	 * Ask the backend, for whoever may.
	 */
	private <T extends @Nullable Object> T ask(boolean read, Function<Cache, T> operation, T fallback) {
		long start = this.guard.nanoTime();
		try {
			T result = operation.apply(this.cache);
			this.guard.succeeded();
			return result;
		}
		catch (RuntimeException ex) {
			boolean faultOfCaller = ex instanceof UnfitForCacheException || (!read
					&& (ex instanceof IllegalArgumentException || ex instanceof UnsupportedOperationException));
			if (faultOfCaller) {
				this.guard.notAsked();
				throw ex;
			}
			failed(read, ex, this.guard.nanoTime() - start);
			return fallback;
		}
	}

	private void count(boolean hit) {
		(hit ? this.hits : this.misses).increment();
	}

	private void failedRead(@Nullable RuntimeException failure, long nanos) {
		count(false);
		failed(true, failure, nanos);
	}

	private void failed(boolean read, @Nullable RuntimeException failure, long nanos) {
		(read ? this.failedReads : this.failedWrites).increment();
		// whoever is interrupted is to end: that says nothing of the backend
		if (!Thread.currentThread().isInterrupted()) {
			this.guard.failed(read, getName(), failure, nanos);
		}
	}

}
