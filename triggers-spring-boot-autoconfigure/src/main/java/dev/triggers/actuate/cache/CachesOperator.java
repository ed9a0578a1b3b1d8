package dev.triggers.actuate.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.actuate.service.RefusedException;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;
import dev.triggers.naming.NearestNames;

/**
 * Reads and clears cache groups for the endpoint. Thread-safe.
 *
 * @since 1.0.0
 */
public final class CachesOperator {

	/**
	 * The one thing that can be done with a group.
	 */
	public static final String CLEAR = "clear";

	private static final Log logger = LogFactory.getLog("triggers");

	private final Supplier<CacheGroups> groups;

	private final BooleanSupplier writable;

	/**
	 * Create an operator.
	 * @param groups returns the groups
	 * @param writable whether the access level permits to clear caches
	 */
	public CachesOperator(Supplier<CacheGroups> groups, BooleanSupplier writable) {
		this.groups = groups;
		this.writable = writable;
	}

	/**
	 * Return all groups.
	 * @return the groups
	 */
	public CachesDescriptor all() {
		return new CachesDescriptor(
				StreamSupport.stream(this.groups.get().spliterator(), false).map(this::describe).toList());
	}

	/**
	 * Return a group.
	 * @param name name of the group
	 * @return the group
	 * @throws RefusedException if there is no such group
	 */
	public CacheGroupDescriptor group(String name) {
		return describe(find(name));
	}

	private CacheGroupDescriptor describe(CacheGroup group) {
		return CacheGroupDescriptor.of(group, this.writable.getAsBoolean() ? List.of(CLEAR) : List.of());
	}

	private CacheGroup find(String name) {
		CacheGroup group = this.groups.get().find(name);
		if (group == null) {
			List<String> names = StreamSupport.stream(this.groups.get().spliterator(), false)
				.map(CacheGroup::name)
				.toList();
			List<String> nearest = NearestNames.of(name, names);
			throw RefusedException.notFound("There is no cache group '" + name + "'" + NearestNames.hint(nearest), null,
					nearest);
		}
		return group;
	}

	/**
	 * Remove all entries of one cache of a group, or of all of them. The others are
	 * cleared if one fails.
	 * @param name name of the group
	 * @param cache name of the cache, or {@code null} for all
	 * @return the group as it is afterwards
	 * @throws RefusedException if there is no such group or cache, or its backend fails
	 */
	public CacheGroupDescriptor clear(String name, @Nullable String cache) {
		CacheGroup group = find(name);
		List<GroupCache> caches = group.caches()
			.stream()
			.filter((each) -> cache == null || each.name().equals(cache))
			.toList();
		if (cache != null && caches.isEmpty()) {
			List<String> nearest = NearestNames.of(cache, group.caches().stream().map(GroupCache::name).toList());
			throw RefusedException.notFound(
					"Cache group '" + name + "' has no cache '" + cache + "'" + NearestNames.hint(nearest), null,
					nearest);
		}
		clear(caches);
		return describe(group);
	}

	private static void clear(List<GroupCache> caches) {
		Map<String, RuntimeException> failures = new LinkedHashMap<>();
		for (GroupCache cache : caches) {
			try {
				cache.clear();
			}
			catch (RuntimeException ex) {
				logger.debug("Cache '" + cache.name() + "' has not been cleared", ex);
				failures.put(cache.name(), ex);
			}
		}
		if (!failures.isEmpty()) {
			String names = NearestNames.quote(failures.keySet(), " and ");
			throw RefusedException.conflict(((failures.size() == 1) ? "Cache " + names + " has not been cleared, as its"
					: "Caches " + names + " have not been cleared, as their") + " backend failed: "
					+ failures.values().iterator().next(), "Try it again when the backend works.");
		}
	}

}
