package dev.triggers.autoconfigure.cache;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.cache.Cache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;
import dev.triggers.metrics.CacheMetrics;
import dev.triggers.metrics.GroupCacheMeterBinder;

/**
 * Auto-configuration for meters of cache groups.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		beforeName = "org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(value = CacheGroups.class, search = SearchStrategy.CURRENT)
public final class TriggersCacheMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CacheMetrics triggersCacheMetrics(CacheGroups groups) {
		return new CacheMetrics(groups);
	}

	/**
	 * Lets Spring Boot find what it counts of each cache.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CacheMeterBinderProvider.class)
	static class CacheMeterBinderConfiguration {

		@Bean
		CacheMeterBinderProvider<Cache> triggersCacheMeterBinderProvider(CacheGroups groups) {
			return (cache, tags) -> {
				GroupCache found = groups.findCache(cache.getName());
				if (found == null || !found.mayFail() || found.cache() != cache) {
					return null;
				}
				return new GroupCacheMeterBinder(found, tags);
			};
		}

	}

}
