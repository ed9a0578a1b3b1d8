package dev.triggers.cache.backend;

import org.springframework.cache.Cache;

import dev.triggers.cache.GroupCache;

/**
 * Makes caches of groups from those of a factory.
 *
 * @since 1.0.0
 */
public final class GroupCaches {

	private GroupCaches() {
	}

	/**
	 * Return a cache of a group.
	 * @param cache the cache that the factory of the group has created
	 * @param guard watches over the backend
	 * @return the cache; as it is if it is in memory and counts by itself, but one of
	 * Caffeine that knows no futures gets to be asked for them
	 */
	public static GroupCache of(Cache cache, BackendGuard guard) {
		// by its name, since Caffeine is an optional library
		boolean caffeine = cache.getClass().getName().equals("org.springframework.cache.caffeine.CaffeineCache");
		return caffeine ? CaffeineGroupCache.of(cache) : new ResilientGroupCache(new ResilientCache(cache, guard));
	}

}
