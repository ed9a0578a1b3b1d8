package dev.triggers.cache.manager;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

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
public final class GroupsFirstCacheManager implements CacheManager {

	private final Supplier<@Nullable CacheGroups> groups;

	private final @Nullable CacheManager others;

	// written once by whoever asks first
	private volatile @Nullable CacheGroups found;

	/**
	 * Create a manager.
	 * @param groups returns the groups, or {@code null} as long as they are not there
	 * @param others has all other caches, or {@code null} if there are none
	 */
	public GroupsFirstCacheManager(Supplier<@Nullable CacheGroups> groups, @Nullable CacheManager others) {
		this.groups = groups;
		this.others = others;
	}

	private CacheGroups groups() {
		CacheGroups known = this.found;
		if (known == null) {
			known = this.groups.get();
			this.found = known;
		}
		return (known != null) ? known : CacheGroups.NONE;
	}

	@Override
	public @Nullable Cache getCache(String name) {
		GroupCache cache = groups().findCache(name);
		if (cache != null) {
			return cache.cache();
		}
		return (this.others != null) ? this.others.getCache(name) : null;
	}

	@Override
	public Collection<String> getCacheNames() {
		Set<String> names = new LinkedHashSet<>(groups().cacheNames());
		if (this.others != null) {
			names.addAll(this.others.getCacheNames());
		}
		return Collections.unmodifiableSet(names);
	}

	@Override
	public void resetCaches() {
		groups().caches().forEach((cache) -> cache.cache().clear());
		if (this.others != null) {
			this.others.resetCaches();
		}
	}

}
