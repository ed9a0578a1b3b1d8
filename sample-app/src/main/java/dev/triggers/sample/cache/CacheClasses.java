package dev.triggers.sample.cache;

import java.util.Objects;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.triggers.cache.TriggerCacheFactory;

/**
 * Backends of our own, as coc.py's replaceable cache classes: one that knows a size only,
 * and one that knows an age only. Groups name them as their {@code type}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("cache")
class CacheClasses {

	@Bean
	TriggerCacheFactory sizeOnly() {
		return (name, settings) -> new CaffeineCache(name,
				Caffeine.newBuilder().recordStats().maximumSize(Objects.requireNonNull(settings.maxSize())).build());
	}

	@Bean
	TriggerCacheFactory ageOnly() {
		return (name, settings) -> {
			Caffeine<Object, Object> builder = Caffeine.newBuilder().recordStats();
			if (settings.timeToLive() != null) {
				builder.expireAfterWrite(settings.timeToLive());
			}
			return new CaffeineCache(name, builder.build());
		};
	}

}
