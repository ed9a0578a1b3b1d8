package dev.triggers.cache.backend;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

/**
 * Cache of Caffeine.
 *
 * @param caffeine the cache
 */
record CaffeineGroupCache(CaffeineCache caffeine) implements GroupCache {

	static GroupCache of(Cache cache) {
		CaffeineCache caffeine = (CaffeineCache) cache;
		return new CaffeineGroupCache(knowsFutures(caffeine) ? caffeine : new BlockingCaffeineCache(caffeine));
	}

	private static boolean knowsFutures(CaffeineCache caffeine) {
		try {
			caffeine.getAsyncCache();
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	@Override
	public Cache cache() {
		return this.caffeine;
	}

	@Override
	public CacheStatistics statistics() {
		// what is too old goes when somebody looks
		this.caffeine.getNativeCache().cleanUp();
		CacheStats stats = this.caffeine.getNativeCache().stats();
		return new CacheStatistics(this.caffeine.getNativeCache().estimatedSize(), stats.hitCount(), stats.missCount(),
				null, stats.evictionCount(), 0, 0);
	}

	@Override
	public boolean mayFail() {
		return false;
	}

	@Override
	public void clear() {
		this.caffeine.clear();
	}

	/**
	 * Cache that blocks where it is asked for futures.
	 */
	private static final class BlockingCaffeineCache extends CaffeineCache {

		BlockingCaffeineCache(CaffeineCache caffeine) {
			super(caffeine.getName(), caffeine.getNativeCache(), caffeine.isAllowNullValues());
		}

		@Override
		public @Nullable CompletableFuture<?> retrieve(Object key) {
			return RetrievedValue.future(get(key));
		}

		@Override
		public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
			return new RetrievedValue<>(valueLoader).unless(get(key), (value) -> put(key, value));
		}

	}

}
