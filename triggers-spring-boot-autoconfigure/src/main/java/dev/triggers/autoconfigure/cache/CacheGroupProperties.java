package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.triggers.cache.CacheSerialization;

/**
 * Settings of one cache group, below {@code triggers.cache.groups.<name>}.
 *
 * @param caches Names of the caches. Each is in one group only.
 * @param maxSize Most entries of each cache. Redis does not know this limit.
 * @param timeToLive How long an entry lives after it was written, at most 36500 days.
 * @param type Where the entries are: caffeine, redis, or the name of a bean of type
 * TriggerCacheFactory.
 * @param serialization How values are stored that leave the process.
 * @since 1.0.0
 */
@ConfigurationPropertiesSource
public record CacheGroupProperties(@DefaultValue List<String> caches, @Nullable Long maxSize,
		@Nullable Duration timeToLive, @Nullable String type, @Nullable CacheSerialization serialization) {

}
