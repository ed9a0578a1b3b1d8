package dev.triggers.cache;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.util.Assert;

/**
 * All cache groups of an application, and their caches by name. Immutable; the caches are
 * thread-safe.
 *
 * @since 1.0.0
 */
public final class CacheGroups implements Iterable<CacheGroup> {

	/**
	 * No groups.
	 */
	public static final CacheGroups NONE = new CacheGroups(List.of());

	private final Map<String, CacheGroup> groups = new LinkedHashMap<>();

	private final Map<String, GroupCache> caches = new LinkedHashMap<>();

	/**
	 * Create groups.
	 * @param groups the groups; neither two of them nor two of their caches have the same
	 * name
	 */
	public CacheGroups(Collection<CacheGroup> groups) {
		for (CacheGroup group : groups) {
			CacheGroup other = this.groups.putIfAbsent(group.name(), group);
			Assert.isTrue(other == null, () -> "Two cache groups are called '" + group.name() + "'");
			for (GroupCache cache : group.caches()) {
				GroupCache same = this.caches.putIfAbsent(cache.name(), cache);
				Assert.isTrue(same == null, () -> "Cache '" + cache.name() + "' is in two groups");
			}
		}
	}

	@Override
	public Iterator<CacheGroup> iterator() {
		return List.copyOf(this.groups.values()).iterator();
	}

	/**
	 * Find a group.
	 * @param name name of the group
	 * @return the group, or {@code null} if there is none
	 */
	public @Nullable CacheGroup find(String name) {
		return this.groups.get(name);
	}

	/**
	 * Find a cache of any group.
	 * @param name name of the cache
	 * @return the cache, or {@code null} if no group has it
	 */
	public @Nullable GroupCache findCache(String name) {
		return this.caches.get(name);
	}

	/**
	 * Return a cache of any group.
	 * @param name name of the cache
	 * @return the cache
	 * @throws NoSuchCacheException if no group has it
	 */
	public Cache cache(String name) {
		GroupCache cache = this.caches.get(name);
		if (cache == null) {
			throw NoSuchCacheException.among(name, this.caches.keySet());
		}
		return cache.cache();
	}

	/**
	 * Return the names of the caches of all groups.
	 * @return the names, in the order of their declaration
	 */
	public Set<String> cacheNames() {
		return Collections.unmodifiableSet(this.caches.keySet());
	}

	/**
	 * Return the caches of all groups.
	 * @return the caches, in the order of their declaration
	 */
	public List<GroupCache> caches() {
		return List.copyOf(this.caches.values());
	}

}
