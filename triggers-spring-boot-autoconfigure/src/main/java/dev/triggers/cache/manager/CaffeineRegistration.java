package dev.triggers.cache.manager;

import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;

import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;

/**
 * Registers caches of groups with a manager of Caffeine, which is an optional library.
 */
final class CaffeineRegistration {

	private CaffeineRegistration() {
	}

	/**
	 * Return whether a manager can have caches of Caffeine as they are, which allow
	 * {@code null}.
	 */
	static boolean isPossible(CacheManager manager) {
		return manager instanceof CaffeineCacheManager caffeine && caffeine.isAllowNullValues();
	}

	/**
	 * Register caches that are all of Caffeine.
	 */
	static void register(CacheManager manager, CacheGroups groups) {
		for (GroupCache cache : groups.caches()) {
			((CaffeineCacheManager) manager).registerCustomCache(cache.name(),
					((CaffeineCache) cache.cache()).getAsyncCache());
		}
	}

}
