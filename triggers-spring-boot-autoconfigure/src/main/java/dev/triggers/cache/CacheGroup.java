package dev.triggers.cache;

import java.util.List;

import org.springframework.util.Assert;

/**
 * Caches that share their settings and their backend.
 *
 * @param name name of the group
 * @param type name of the backend, such as {@code caffeine}
 * @param settings what each of the caches follows
 * @param caches the caches; at least one
 * @since 1.0.0
 */
public record CacheGroup(String name, String type, CacheGroupSettings settings, List<GroupCache> caches) {

	public CacheGroup {
		Assert.notEmpty(caches, "'caches' must not be empty");
		caches = List.copyOf(caches);
	}

}
