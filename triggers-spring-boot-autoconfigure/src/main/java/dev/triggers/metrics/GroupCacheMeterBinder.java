package dev.triggers.metrics;

import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

/**
 * The meters that Spring Boot has for each cache, of a cache of a group that does not
 * count by itself.
 *
 * @since 1.0.0
 */
public final class GroupCacheMeterBinder extends CacheMeterBinder<GroupCache> {

	private final GroupCache cache;

	/**
	 * Create a binder.
	 * @param cache the cache
	 * @param tags tags of all of its meters
	 */
	public GroupCacheMeterBinder(GroupCache cache, Iterable<Tag> tags) {
		super(cache, cache.name(), tags);
		this.cache = cache;
	}

	private CacheStatistics statistics() {
		return this.cache.statistics();
	}

	@Override
	protected @Nullable Long size() {
		return statistics().size();
	}

	@Override
	protected long hitCount() {
		return statistics().hits();
	}

	@Override
	protected Long missCount() {
		return statistics().misses();
	}

	@Override
	protected @Nullable Long evictionCount() {
		return statistics().evictions();
	}

	@Override
	protected long putCount() {
		return Objects.requireNonNullElse(statistics().puts(), 0L);
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		// CacheMetrics has the failures, also without the meters of caches
	}

}
