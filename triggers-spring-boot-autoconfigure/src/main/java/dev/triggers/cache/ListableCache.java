package dev.triggers.cache;

import java.util.Collection;

import org.springframework.cache.Cache;

/**
 * Cache that can list its keys, for {@link CacheKeys}.
 *
 * @since 1.0.0
 */
public interface ListableCache extends Cache {

	/**
	 * Return the keys that the cache holds at the moment. May take a while; called by the
	 * thread that begins an execution.
	 * @return the keys, which do not change any more
	 */
	Collection<?> keys();

}
