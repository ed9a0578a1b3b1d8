package dev.triggers.autoconfigure.cache;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.cache.manager.GroupsFirstCacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersCacheAutoConfiguration}: which cache managers have the caches
 * of groups.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheManagersTests {

	private final ApplicationContextRunner runner = CacheRunners.withGroup();

	@Test
	void managerIsThereWithoutCachingOfSpring() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(GroupsFirstCacheManager.class);
			CacheManager manager = context.getBean(CacheManager.class);
			assertThat(manager.getCacheNames()).containsExactly("players");
			assertThat(manager.getCache("players")).isSameAs(context.getBean(CacheGroups.class).cache("players"));
			assertThat(manager.getCache("others")).isNull();
		});
	}

	@Test
	void managerOfTheParentHasTheOthers() {
		new ApplicationContextRunner().withBean(CacheManager.class, () -> new ConcurrentMapCacheManager("others"))
			.run((parent) -> this.runner.withParent(parent).run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "others");
				assertThat(manager.getCache("others")).isSameAs(parent.getBean(CacheManager.class).getCache("others"));
				assertThat(parent.getBean(CacheManager.class).getCacheNames()).containsExactly("others");
			}));
	}

	@Test
	void managerOfSpringBootHasTheCaches() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).doesNotHaveBean(GroupsFirstCacheManager.class);
			CacheManager manager = context.getBean(CaffeineCacheManager.class);
			manager.getCache("players").put("#2PP", "grouped");
			assertThat(context.getBean(CacheGroups.class).cache("players").get("#2PP", String.class))
				.isEqualTo("grouped");
			manager.getCache("others").put("#2PP", "not grouped");
			assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "others");
		});
	}

	@Test
	void cachesOfGroupsFollowTheirGroupAndOthersSpringBoot() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withPropertyValues("spring.cache.cache-names=others,players", "spring.cache.caffeine.spec=maximumSize=7")
			.run((context) -> {
				CaffeineCacheManager manager = context.getBean(CaffeineCacheManager.class);
				assertThat(maximum(manager, "players")).isEqualTo(100);
				assertThat(maximum(manager, "others")).isEqualTo(7);
				assertThat(manager.getCache("unknown")).isNull();
			});
	}

	private static long maximum(CaffeineCacheManager manager, String name) {
		return ((CaffeineCache) manager.getCache(name)).getNativeCache().policy().eviction().orElseThrow().getMaximum();
	}

	@Test
	void otherManagerOfSpringBootAsksTheGroupsFirst() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withPropertyValues("spring.cache.type=simple")
			.run((context) -> {
				ConcurrentMapCacheManager manager = context.getBean(ConcurrentMapCacheManager.class);
				Cache grouped = context.getBean(CacheGroups.class).cache("players");
				assertThat(manager.getCache("players")).isSameAs(grouped);
				assertThat(manager.getCache("others")).isInstanceOf(ConcurrentMapCache.class);
				assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "others");
				assertThat(manager.isAllowNullValues()).isTrue();
				manager.resetCaches();
				assertThat(manager.getCache("players")).isSameAs(grouped);
			});
	}

	@Test
	void managerOfTheApplicationHasTheCaches() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withBean("mine", SimpleCacheManager.class, CacheManagersTests::simple)
			.run((context) -> {
				assertThat(context).hasSingleBean(CacheManager.class);
				SimpleCacheManager manager = context.getBean(SimpleCacheManager.class);
				assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "mine");
				assertThat(manager.getCache("players")).isSameAs(context.getBean(CacheGroups.class).cache("players"));
				assertThat(manager.getCache("mine").getNativeCache()).isInstanceOf(ConcurrentHashMap.class);
			});
	}

	private static SimpleCacheManager simple() {
		SimpleCacheManager manager = new SimpleCacheManager();
		manager.setCaches(List.of(new ConcurrentMapCache("mine")));
		manager.initializeCaches();
		return manager;
	}

	@Test
	void onlyThePrimaryManagerHasTheCaches() {
		this.runner.withUserConfiguration(TwoManagersConfiguration.class).run((context) -> {
			assertThat(context.getBean("first", CacheManager.class).getCacheNames()).isEmpty();
			assertThat(context.getBean("second", CacheManager.class).getCacheNames()).containsExactly("players");
		});
	}

	@Test
	void managerThatCannotBeOverriddenHasTheCachesToo() {
		this.runner.withBean(FinalManager.class)
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCacheNames())
				.containsExactly("players"));
		this.runner.withBean(FinalMethodsManager.class).run((context) -> {
			CacheManager manager = context.getBean(CacheManager.class);
			assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "own");
			assertThat(manager.getCache("own")).isNotNull();
		});
	}

	@Test
	void managerThatIsAProxyKeepsItsType() {
		AtomicInteger advised = new AtomicInteger();
		this.runner.withBean("mine", ConcurrentMapCacheManager.class, () -> {
			ProxyFactory factory = new ProxyFactory(new ConcurrentMapCacheManager("own"));
			factory.setProxyTargetClass(true);
			factory.addAdvice((MethodInterceptor) (invocation) -> {
				advised.incrementAndGet();
				return invocation.proceed();
			});
			return (ConcurrentMapCacheManager) factory.getProxy();
		}).run((context) -> {
			ConcurrentMapCacheManager manager = context.getBean(ConcurrentMapCacheManager.class);
			assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "own");
			assertThat(manager.getCache("players")).isSameAs(context.getBean(CacheGroups.class).cache("players"));
			int before = advised.get();
			assertThat(manager.getCache("players")).isNotNull();
			assertThat(advised).hasValue(before);
			assertThat(manager.getCache("own")).isNotNull();
			assertThat(advised).hasValue(before + 1);
		});
	}

	@Test
	void managerMayHaveMethodsOfTheSameNames() {
		this.runner.withBean(OverloadingManager.class)
			.run((context) -> assertThat(context.getBean(OverloadingManager.class).getCache(7).getName())
				.isEqualTo("7"));
	}

	@Test
	void managerOfCaffeineWithoutNullsAsksTheGroupsFirst() {
		this.runner.withBean("mine", CaffeineCacheManager.class, () -> {
			CaffeineCacheManager manager = new CaffeineCacheManager();
			manager.setAllowNullValues(false);
			return manager;
		}).run((context) -> {
			context.getBean(CacheGroups.class).cache("players").put("#2PP", null);
			Cache.ValueWrapper found = context.getBean(CaffeineCacheManager.class).getCache("players").get("#2PP");
			assertThat(found).isNotNull();
			assertThat(found.get()).isNull();
		});
	}

	@Test
	void managerThatIsRegisteredAsAnObjectIsWarnedOf(CapturedOutput output) {
		this.runner
			.withInitializer(
					(context) -> context.getBeanFactory().registerSingleton("mine", new ConcurrentMapCacheManager()))
			.run((context) -> assertThat(output)
				.contains("Cache manager 'mine' does not have the caches of groups: it was registered as an object"));
	}

	@Test
	void factoryMayUseTheManager() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class, DelegatingConfiguration.class)
			.withPropertyValues("triggers.cache.groups.player.type=delegating")
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				manager.getCache("players").put("#2PP", "Peter");
				assertThat(manager.getCache("players")).isSameAs(context.getBean(CacheGroups.class).cache("players"));
				assertThat(context.getBean(CacheGroups.class).cache("players").get("#2PP", String.class))
					.isEqualTo("Peter");
			});
	}

	@Test
	void nothingIsCachedWhereCachingIsSwitchedOff() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withBean(CacheRunners.Players.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> {
				assertThat(context).hasSingleBean(NoOpCacheManager.class);
				assertThat(context.getBean(CacheRunners.Players.class).find("#2PP")).isEqualTo("#2PP 1");
				assertThat(context.getBean(CacheRunners.Players.class).find("#2PP")).isEqualTo("#2PP 2");
			});
	}

	@Test
	void otherBeanWithTheNameOfATypeReplacesNothing() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withBean("caffeine", String.class, () -> "a bean of that name")
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(CacheManager.class))).isFalse());
	}

	/**
	 * Two managers.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoManagersConfiguration {

		@Bean
		CacheManager first() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		@Primary
		CacheManager second() {
			return new ConcurrentMapCacheManager();
		}

	}

	/**
	 * Manager that cannot have a sub-class.
	 */
	static final class FinalManager implements CacheManager {

		@Override
		public @Nullable Cache getCache(String name) {
			return null;
		}

		@Override
		public Collection<String> getCacheNames() {
			return List.of();
		}

	}

	/**
	 * Manager whose methods cannot be overridden.
	 */
	static class FinalMethodsManager implements CacheManager {

		private final CacheManager delegate = new ConcurrentMapCacheManager("own");

		@Override
		public final @Nullable Cache getCache(String name) {
			return this.delegate.getCache(name);
		}

		@Override
		public final Collection<String> getCacheNames() {
			return this.delegate.getCacheNames();
		}

	}

	/**
	 * Manager that knows its caches by numbers, too.
	 */
	static class OverloadingManager extends ConcurrentMapCacheManager {

		Cache getCache(int number) {
			return Objects.requireNonNull(getCache(Integer.toString(number)));
		}

	}

	/**
	 * Backend that is the manager itself.
	 */
	@Configuration(proxyBeanMethods = false)
	static class DelegatingConfiguration {

		@Bean
		TriggerCacheFactory delegating(CacheManager manager) {
			return (name, settings) -> Objects.requireNonNull(manager.getCache(name));
		}

	}

}
