package dev.triggers.actuate.cache;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import dev.triggers.actuate.descriptor.Milliseconds;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

/**
 * A cache group with its settings and the statistics of its caches.
 *
 * @param name name of the group
 * @param type name of the backend
 * @param maxSize most entries of each cache, or {@code null} for no limit
 * @param timeToLiveMs how long an entry lives in milliseconds, or {@code null} for ever
 * @param caches the caches
 * @param actions what can be done with the group, as far as the access level permits it
 * @since 1.0.0
 */
public record CacheGroupDescriptor(String name, String type, @Nullable Long maxSize, @Nullable Long timeToLiveMs,
		List<CacheDescriptor> caches, List<String> actions) implements OperationResponseBody {

	public CacheGroupDescriptor {
		caches = List.copyOf(caches);
		actions = List.copyOf(actions);
	}

	static CacheGroupDescriptor of(CacheGroup group, List<String> actions) {
		return new CacheGroupDescriptor(group.name(), group.type(), group.settings().maxSize(),
				Milliseconds.of(group.settings().timeToLive()),
				group.caches().stream().map(CacheDescriptor::of).toList(), actions);
	}

	/**
	 * A cache with its statistics since the application started.
	 *
	 * @param name name of the cache
	 * @param size number of entries, or {@code null} if the backend does not tell
	 * @param hits reads that found an entry
	 * @param misses reads that found none
	 * @param puts writes of entries, or {@code null} if they are not counted
	 * @param evictions entries that were too old or too many, or {@code null} if the
	 * backend does not tell
	 * @param failures reads and writes that the backend failed
	 */
	public record CacheDescriptor(String name, @Nullable Long size, long hits, long misses, @Nullable Long puts,
			@Nullable Long evictions, FailuresDescriptor failures) {

		static CacheDescriptor of(GroupCache cache) {
			CacheStatistics statistics = cache.statistics();
			return new CacheDescriptor(cache.name(), statistics.size(), statistics.hits(), statistics.misses(),
					statistics.puts(), statistics.evictions(),
					new FailuresDescriptor(statistics.failedReads(), statistics.failedWrites()));
		}

	}

	/**
	 * What the backend failed.
	 *
	 * @param reads reads of entries, which were misses, and of all keys
	 * @param writes writes and evictions, which were dropped
	 */
	public record FailuresDescriptor(long reads, long writes) {

	}

}
