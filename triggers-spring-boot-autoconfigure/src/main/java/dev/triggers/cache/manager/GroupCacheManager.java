package dev.triggers.cache.manager;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;

/**
 * Cache manager that has the caches of groups, and those of another one besides.
 *
 * @since 1.0.0
 */
public final class GroupCacheManager implements CacheManager {

	private final CacheGroups groups;

	private final @Nullable CacheManager others;

	/**
	 * Create a manager.
	 * @param groups the groups
	 * @param others has all other caches, or {@code null} if there are none
	 */
	public GroupCacheManager(CacheGroups groups, @Nullable CacheManager others) {
		this.groups = groups;
		this.others = others;
	}

	@Override
	public @Nullable Cache getCache(String name) {
		GroupCache cache = this.groups.findCache(name);
		if (cache != null) {
			return cache.cache();
		}
		return (this.others != null) ? this.others.getCache(name) : null;
	}

	@Override
	public Collection<String> getCacheNames() {
		Set<String> names = new LinkedHashSet<>(this.groups.cacheNames());
		if (this.others != null) {
			names.addAll(this.others.getCacheNames());
		}
		return Collections.unmodifiableSet(names);
	}

	@Override
	public void resetCaches() {
		this.groups.caches().forEach((cache) -> cache.cache().clear());
		if (this.others != null) {
			this.others.resetCaches();
		}
	}

}
