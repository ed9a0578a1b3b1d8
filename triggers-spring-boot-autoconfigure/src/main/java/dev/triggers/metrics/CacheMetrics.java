package dev.triggers.metrics;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;

/**
 * Meters of what backends of cache groups failed; Spring Boot has all others of caches.
 *
 * @since 1.0.0
 */
public final class CacheMetrics implements MeterBinder {

	private final CacheGroups groups;

	/**
	 * Create metrics.
	 * @param groups the groups
	 */
	public CacheMetrics(CacheGroups groups) {
		this.groups = groups;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (GroupCache cache : this.groups.caches()) {
			if (cache.mayFail()) {
				counter(cache, "read", registry, (each) -> each.statistics().failedReads());
				counter(cache, "write", registry, (each) -> each.statistics().failedWrites());
			}
		}
	}

	private static void counter(GroupCache cache, String operation, MeterRegistry registry,
			ToDoubleFunction<GroupCache> value) {
		FunctionCounter.builder("triggers.cache.failures", cache, value)
			.description("Reads and writes of caches that the backend failed")
			.tag("cache", cache.name())
			.tag("operation", operation)
			.register(registry);
	}

}
