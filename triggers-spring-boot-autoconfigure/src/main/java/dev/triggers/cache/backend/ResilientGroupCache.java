package dev.triggers.cache.backend;

import org.springframework.cache.Cache;

import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

/**
 * Cache whose backend may fail.
 *
 * @param resilient the cache
 */
record ResilientGroupCache(ResilientCache resilient) implements GroupCache {

	@Override
	public Cache cache() {
		return this.resilient;
	}

	@Override
	public CacheStatistics statistics() {
		return this.resilient.statistics();
	}

	@Override
	public boolean mayFail() {
		return true;
	}

	@Override
	public void clear() {
		this.resilient.clearNow();
	}

}
