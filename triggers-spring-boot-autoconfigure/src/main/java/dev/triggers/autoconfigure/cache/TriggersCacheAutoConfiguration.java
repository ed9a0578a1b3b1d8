package dev.triggers.autoconfigure.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.cache.backend.CaffeineTriggerCacheFactory;
import dev.triggers.cache.backend.RedisTriggerCacheFactory;
import dev.triggers.cache.manager.CacheManagerPostProcessor;
import dev.triggers.cache.manager.GroupsFirstCacheManager;
import dev.triggers.call.limit.MonotonicTimer;

/**
 * Auto-configuration for cache groups. Nothing is there without any, so that caching is
 * what it would be without triggers.
 * <p>
 * It comes after that of caches, whose conditions it must not meet, and before that of
 * their meters.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersAutoConfiguration.class,
		afterName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration",
		beforeName = "org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration")
@Conditional(OnCacheGroupsCondition.class)
@EnableConfigurationProperties(TriggersCacheProperties.class)
@Import(GroupCacheRegistrar.class)
public final class TriggersCacheAutoConfiguration {

	static final String GROUPS = "triggersCacheGroups";

	static final String CAFFEINE_FACTORY = "triggersCaffeineCacheFactory";

	static final String REDIS_FACTORY = "triggersRedisCacheFactory";

	@Bean(GROUPS)
	CacheGroups triggersCacheGroups(TriggersCacheProperties properties, Environment environment,
			ConfigurableListableBeanFactory beanFactory, @Qualifier("triggersTimer") MonotonicTimer timer) {
		return CacheGroupsBuilder.build(properties, environment, beanFactory, timer::nanoTime);
	}

	@Bean
	static CacheManagerPostProcessor groupCachePostProcessor(ConfigurableListableBeanFactory beanFactory) {
		return new CacheManagerPostProcessor(() -> groups(beanFactory), () -> areAllOfCaffeine(beanFactory),
				new CacheManagerCandidates(beanFactory)::isDefault);
	}

	private static boolean areAllOfCaffeine(ConfigurableListableBeanFactory beanFactory) {
		TriggersCacheProperties properties = beanFactory.getBean(TriggersCacheProperties.class);
		return CAFFEINE_FACTORY.equals(new CacheFactories(beanFactory).name(DeclaredGroup.CAFFEINE))
				&& properties.groups()
					.values()
					.stream()
					.allMatch((group) -> properties.type(group).equals(DeclaredGroup.CAFFEINE));
	}

	/**
	 * Return the groups, or {@code null} while they are created: a factory may use the
	 * cache manager.
	 */
	private static @Nullable CacheGroups groups(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.isCurrentlyInCreation(GROUPS) ? null : beanFactory.getBean(GROUPS, CacheGroups.class);
	}

	/**
	 * Lets mistakes be reported at the start of a lazy application, too.
	 */
	@Bean
	static LazyInitializationExcludeFilter cacheGroupsLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(CacheGroups.class);
	}

	/**
	 * Have the caches where there is no other manager. That of a parent is asked for all
	 * others.
	 */
	@Bean
	@ConditionalOnMissingBean(value = CacheManager.class, search = SearchStrategy.CURRENT)
	GroupsFirstCacheManager triggersCacheManager(CacheGroups groups, BeanFactory beanFactory) {
		return new GroupsFirstCacheManager(() -> groups, ofParent(beanFactory));
	}

	private static @Nullable CacheManager ofParent(BeanFactory beanFactory) {
		BeanFactory parent = ((ConfigurableListableBeanFactory) beanFactory).getParentBeanFactory();
		return (parent != null) ? parent.getBeanProvider(CacheManager.class).getIfUnique() : null;
	}

	/**
	 * Caches in memory.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Caffeine.class, CaffeineCache.class })
	static class CaffeineConfiguration {

		@Bean(name = CAFFEINE_FACTORY, defaultCandidate = false)
		TriggerCacheFactory triggersCaffeineCacheFactory(@Qualifier("triggersTimer") MonotonicTimer timer) {
			return new CaffeineTriggerCacheFactory(timer::nanoTime);
		}

	}

	/**
	 * Caches in Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RedisCache.class)
	static class RedisConfiguration {

		@Bean(name = REDIS_FACTORY, defaultCandidate = false)
		@Lazy
		TriggerCacheFactory triggersRedisCacheFactory(ObjectProvider<RedisConnectionFactory> connections,
				ResourceLoader resourceLoader) {
			return new RedisTriggerCacheFactory(() -> connection(connections), resourceLoader.getClassLoader());
		}

		private static RedisConnectionFactory connection(ObjectProvider<RedisConnectionFactory> connections) {
			RedisConnectionFactory connection = connections.getIfUnique();
			if (connection == null) {
				throw new IllegalStateException(connections.stream().findAny().isPresent()
						? "there are several RedisConnectionFactory beans, and none is @Primary"
						: "there is no RedisConnectionFactory: add "
								+ "org.springframework.boot:spring-boot-starter-data-redis, or declare one as a bean");
			}
			return connection;
		}

	}

}
