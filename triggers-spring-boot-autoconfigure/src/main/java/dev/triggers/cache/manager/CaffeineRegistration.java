package dev.triggers.cache.manager;

import java.util.List;

import org.springframework.cache.Cache;
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
	 * Register the caches of all groups, or none of them.
	 * @return whether that was possible: they and the manager are of Caffeine
	 */
	static boolean register(CacheManager manager, CacheGroups groups) {
		List<Cache> caches = groups.caches().stream().map(GroupCache::cache).toList();
		if (!(manager instanceof CaffeineCacheManager caffeine)
				|| !caches.stream().allMatch(CaffeineCache.class::isInstance)) {
			return false;
		}
		caches.forEach((cache) -> register(caffeine, (CaffeineCache) cache));
		return true;
	}

	private static void register(CaffeineCacheManager manager, CaffeineCache cache) {
		try {
			manager.registerCustomCache(cache.getName(), cache.getAsyncCache());
		}
		catch (IllegalStateException ex) {
			// made by a factory of the application, for methods that return values
			manager.registerCustomCache(cache.getName(), cache.getNativeCache());
		}
	}

}
