package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

import dev.triggers.cache.CacheSerialization;

/**
 * Settings of cache groups.
 *
 * @param defaults Settings of groups that do not say otherwise. An empty text as a
 * setting of a group lifts them.
 * @param groups Cache groups by their names: caches that share a maximum size, a time to
 * live and a backend. Names with dots need brackets.
 * @since 1.0.0
 */
@ConfigurationProperties("triggers.cache")
public record TriggersCacheProperties(@DefaultValue Defaults defaults,
		@DefaultValue Map<String, CacheGroupProperties> groups) {

	/**
	 * Return the name of the backend of a group.
	 */
	String type(CacheGroupProperties group) {
		return StringUtils.hasText(group.type()) ? group.type().trim() : this.defaults.type();
	}

	/**
	 * Settings of groups that do not say otherwise.
	 *
	 * @param maxSize Most entries of each cache, unless the group says otherwise or is in
	 * Redis. No limit by default.
	 * @param timeToLive How long an entry lives after it was written, unless the group
	 * says otherwise. For ever by default.
	 * @param type Where the entries are, unless the group says otherwise: caffeine,
	 * redis, or the name of a bean of type TriggerCacheFactory.
	 * @param serialization How values are stored that leave the process, unless the group
	 * says otherwise.
	 */
	public record Defaults(@Nullable Long maxSize, @Nullable Duration timeToLive, @DefaultValue("caffeine") String type,
			@DefaultValue("jdk") CacheSerialization serialization) {

	}

}
