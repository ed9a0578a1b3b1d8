package dev.triggers.cache;

import org.springframework.cache.Cache;

/**
 * Backend of cache groups: makes their caches.
 * <p>
 * A bean of this type is used by the groups whose {@code type} is the name of the bean. A
 * bean with the name {@code caffeine} or {@code redis} replaces what is built in.
 * <p>
 * A cache need not be able to do everything: one that cannot list its keys does not
 * implement {@link ListableCache}, one without a limit for its size ignores it. Whatever
 * a cache throws when it is read is counted, and taken for a missing entry; but caches of
 * Caffeine are used as they are, so that one that loads its entries passes on why that
 * failed.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface TriggerCacheFactory {

	/**
	 * Create a cache. Called once for each cache, when the application starts; what it
	 * throws ends the start.
	 * @param name name of the cache, which the cache must have
	 * @param settings what the cache is to follow
	 * @return the cache; used by many threads at once
	 */
	Cache create(String name, CacheGroupSettings settings);

}
