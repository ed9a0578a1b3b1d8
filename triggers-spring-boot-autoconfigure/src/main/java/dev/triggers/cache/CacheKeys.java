package dev.triggers.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.util.ClassUtils;

/**
 * Keys of caches, for triggers that refresh what is in use:
 *
 * <pre>{@code @IntervalTrigger(every = "1m", iterArgs = "#{@cacheKeys.of('players')}")
 * &#64;CachePut("players")
 * Player refresh(String tag)}</pre>
 * <p>
 * A bean of the name {@code cacheKeys}, where the application has a {@link CacheManager}.
 * Thread-safe.
 *
 * @since 1.0.0
 */
public final class CacheKeys {

	private final CacheManager caches;

	/**
	 * Create keys.
	 * @param caches has the caches
	 */
	public CacheKeys(CacheManager caches) {
		this.caches = caches;
	}

	/**
	 * Return the keys that a cache holds at the moment. Entries that are too old do not
	 * count. Of a group in Redis these are texts, whatever the keys were.
	 * @param cache name of the cache
	 * @return the keys, which do not change any more; none if the backend fails
	 * @throws NoSuchCacheException if there is no such cache
	 * @throws UnsupportedOperationException if the cache cannot tell
	 */
	public Collection<?> of(String cache) {
		Cache found = this.caches.getCache(cache);
		if (found == null) {
			throw NoSuchCacheException.among(cache, this.caches.getCacheNames());
		}
		return of(found);
	}

	/**
	 * Return the keys that a cache holds at the moment.
	 * @param cache the cache: a {@link ListableCache}, or one whose native cache is a map
	 * or one of Caffeine
	 * @return the keys, which do not change any more
	 * @throws UnsupportedOperationException if the cache cannot tell
	 */
	public static Collection<?> of(Cache cache) {
		if (cache instanceof ListableCache listable) {
			return listable.keys();
		}
		Map<?, ?> map = map(cache.getNativeCache());
		if (map == null) {
			throw new UnsupportedOperationException("The keys of cache '" + cache.getName() + "' are not known: a "
					+ cache.getClass().getName() + " does not list them. A cache that implements ListableCache does");
		}
		return Collections.unmodifiableList(new ArrayList<>(map.keySet()));
	}

	private static @Nullable Map<?, ?> map(Object nativeCache) {
		if (nativeCache instanceof Map<?, ?> map) {
			return map;
		}
		boolean caffeine = ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Cache",
				CacheKeys.class.getClassLoader());
		return caffeine ? CaffeineMap.of(nativeCache) : null;
	}

	/**
	 * Map of a cache of Caffeine, which is an optional library.
	 */
	private static final class CaffeineMap {

		static @Nullable Map<?, ?> of(Object nativeCache) {
			return (nativeCache instanceof com.github.benmanes.caffeine.cache.Cache<?, ?> cache) ? cache.asMap() : null;
		}

	}

}
