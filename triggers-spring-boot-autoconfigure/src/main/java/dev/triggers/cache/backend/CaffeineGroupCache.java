package dev.triggers.cache.backend;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
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
		return new CaffeineGroupCache((CaffeineCache) cache);
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

}
