package dev.triggers.cache;

import org.springframework.cache.Cache;

/**
 * One cache of a group. Thread-safe.
 *
 * @since 1.0.0
 */
public interface GroupCache {

	/**
	 * Return the cache itself. It never fails because its backend does.
	 * @return the cache
	 */
	Cache cache();

	/**
	 * Return what has become of reads and writes. Never asks a backend outside of the
	 * process.
	 * @return the statistics
	 */
	CacheStatistics statistics();

	/**
	 * Remove all entries.
	 * @throws RuntimeException if the backend fails, so that entries are still there
	 */
	void clear();

	/**
	 * Return whether the cache has a backend that may fail.
	 * @return {@code false} if it is in memory, and counts by itself
	 */
	boolean mayFail();

	/**
	 * Return the name of the cache.
	 * @return the name
	 */
	default String name() {
		return cache().getName();
	}

}
