package dev.triggers.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCache;
import org.springframework.util.ClassUtils;

import dev.triggers.naming.NearestNames;

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

	private static final Log logger = LogFactory.getLog("triggers");

	private final Supplier<CacheManager> caches;

	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	/**
	 * Create keys.
	 * @param caches returns what has the caches; called each time
	 */
	public CacheKeys(Supplier<CacheManager> caches) {
		this.caches = caches;
	}

	/**
	 * Return the keys that a cache holds at the moment. Entries that are too old do not
	 * count. Of a group in Redis these are texts, whatever the keys were.
	 * <p>
	 * Many managers create any cache that they are asked for. If there was none before
	 * and the name of another one is similar, that is logged as a warning, once.
	 * @param cache name of the cache
	 * @return the keys, which do not change any more; none if the backend fails
	 * @throws NoSuchCacheException if there is no such cache
	 * @throws UnsupportedOperationException if the cache cannot tell
	 */
	public Collection<?> of(String cache) {
		CacheManager manager = this.caches.get();
		// to ask for a cache may create it
		Collection<String> names = List.copyOf(manager.getCacheNames());
		Cache found = manager.getCache(cache);
		if (found == null) {
			throw NoSuchCacheException.among(cache, names);
		}
		if (!names.contains(cache)) {
			warn(cache, NearestNames.of(cache, names));
		}
		return of(found);
	}

	private void warn(String cache, List<String> nearest) {
		if (!nearest.isEmpty() && this.warned.add(cache)) {
			logger
				.warn("There was no cache '" + cache + "' until its keys were asked for" + NearestNames.hint(nearest));
		}
	}

	/**
	 * Return the keys that a cache holds at the moment.
	 * @param cache the cache: a {@link ListableCache}, one whose native cache is a map or
	 * one of Caffeine, or one that caches nothing
	 * @return the keys, which do not change any more
	 * @throws UnsupportedOperationException if the cache cannot tell
	 */
	public static Collection<?> of(Cache cache) {
		if (cache instanceof ListableCache listable) {
			return listable.keys();
		}
		if (cache instanceof NoOpCache) {
			return List.of();
		}
		Map<?, ?> map = map(cache.getNativeCache());
		if (map == null) {
			throw new UnsupportedOperationException("The keys of cache '" + cache.getName() + "' are not known: a "
					+ cache.getClass().getName() + " does not list them. A cache that implements ListableCache does");
		}
		return Collections.unmodifiableList(new ArrayList<>(map.keySet()));
	}

	/**
	 * Return whether a cache can tell its keys.
	 * @param cache the cache
	 * @return {@code false} if {@link #of(Cache)} would refuse it
	 */
	public static boolean canTell(Cache cache) {
		return cache instanceof ListableCache || cache instanceof NoOpCache || map(cache.getNativeCache()) != null;
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
