package dev.triggers.cache.backend;

import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.TriggerCacheFactory;

/**
 * Makes caches of Caffeine, in memory. They can also be asked by methods that return
 * futures or reactive types.
 *
 * @since 1.0.0
 */
public final class CaffeineTriggerCacheFactory implements TriggerCacheFactory {

	private final LongSupplier nanoTime;

	/**
	 * Create a factory.
	 * @param nanoTime monotonic time in nanoseconds, by which entries grow old
	 */
	public CaffeineTriggerCacheFactory(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	@Override
	public Cache create(String name, CacheGroupSettings settings) {
		Caffeine<Object, Object> builder = Caffeine.newBuilder()
			.recordStats()
			.ticker(this.nanoTime::getAsLong)
			// values are loaded by the thread that asks, with its transaction and context
			.executor(Runnable::run);
		if (settings.maxSize() != null) {
			builder.maximumSize(settings.maxSize());
		}
		if (settings.timeToLive() != null) {
			builder.expireAfterWrite(settings.timeToLive());
		}
		return new CaffeineCache(name, builder.buildAsync(), true);
	}

}
