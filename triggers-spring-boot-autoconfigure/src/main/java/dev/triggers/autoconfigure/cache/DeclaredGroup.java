package dev.triggers.autoconfigure.cache;

import java.util.List;

import dev.triggers.cache.CacheGroupSettings;

/**
 * Cache group as it was declared, with its defaults.
 *
 * @param name name of the group
 * @param type name of the backend
 * @param settings what its caches follow
 * @param caches names of the caches
 */
record DeclaredGroup(String name, String type, CacheGroupSettings settings, List<String> caches) {

	/**
	 * Type of groups in Redis.
	 */
	static final String REDIS = "redis";

	/**
	 * Type of groups in memory.
	 */
	static final String CAFFEINE = "caffeine";

}
