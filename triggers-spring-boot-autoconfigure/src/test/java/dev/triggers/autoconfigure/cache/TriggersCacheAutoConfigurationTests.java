package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.NoSuchCacheException;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.cache.manager.GroupCacheManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggersCacheAutoConfiguration} and
 * {@link TriggersCacheKeysAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggersCacheAutoConfigurationTests {

	private final ApplicationContextRunner plain = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
				TriggersCacheAutoConfiguration.class, TriggersCacheKeysAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.plain.withPropertyValues(
			"triggers.cache.groups.player.caches=players", "triggers.cache.groups.player.max-size=100",
			"triggers.cache.groups.player.time-to-live=1h");

	@Test
	void nothingIsThereWithoutGroups() {
		this.plain.run((context) -> assertThat(context).doesNotHaveBean(CacheGroups.class)
			.doesNotHaveBean(CacheManager.class)
			.doesNotHaveBean(TriggersCacheProperties.class)
			.doesNotHaveBean(CacheKeys.class));
	}

	@Test
	void cachingOfSpringBootIsAsItIsWithoutGroups() {
		this.plain.withUserConfiguration(CachingConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(CaffeineCacheManager.class)
				.hasSingleBean(CacheKeys.class)
				.doesNotHaveBean(CacheGroups.class));
	}

	@Test
	void settingsAreThoseOfTheProperties() {
		this.runner.run((context) -> {
			CacheGroup group = context.getBean(CacheGroups.class).find("player");
			assertThat(group).isNotNull();
			assertThat(group.type()).isEqualTo("caffeine");
			assertThat(group.settings())
				.isEqualTo(new CacheGroupSettings(100L, Duration.ofHours(1), CacheSerialization.JDK));
			assertThat(group.caches()).singleElement().extracting("name").isEqualTo("players");
		});
	}

	@Test
	void groupsFollowDefaultsUnlessTheyLiftThem() {
		this.plain
			.withPropertyValues("triggers.cache.defaults.max-size=10", "triggers.cache.defaults.time-to-live=1h",
					"triggers.cache.groups.first.caches=a,b", "triggers.cache.groups.second.caches=c",
					"triggers.cache.groups.second.time-to-live=", "triggers.cache.groups.third.caches[0]=d",
					"triggers.cache.groups.third.max-size=", "triggers.cache.groups.third.time-to-live=5m")
			.run((context) -> {
				CacheGroups groups = context.getBean(CacheGroups.class);
				assertThat(groups).extracting((group) -> group.settings().maxSize()).containsExactly(10L, 10L, null);
				assertThat(groups).extracting((group) -> group.settings().timeToLive())
					.containsExactly(Duration.ofHours(1), null, Duration.ofMinutes(5));
				assertThat(groups.cacheNames()).containsExactlyInAnyOrder("a", "b", "c", "d");
			});
	}

	@Test
	void managerIsThereWithoutCachingOfSpring() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(GroupCacheManager.class);
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
		this.runner.withUserConfiguration(CachingConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).doesNotHaveBean(GroupCacheManager.class);
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
		this.runner.withUserConfiguration(CachingConfiguration.class)
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
		this.runner.withUserConfiguration(CachingConfiguration.class)
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
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withBean("mine", SimpleCacheManager.class, TriggersCacheAutoConfigurationTests::simple)
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
		this.runner.withUserConfiguration(CachingConfiguration.class, DelegatingConfiguration.class)
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
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withBean(Players.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> {
				assertThat(context).hasSingleBean(NoOpCacheManager.class);
				assertThat(context.getBean(Players.class).find("#2PP")).isEqualTo("#2PP 1");
				assertThat(context.getBean(Players.class).find("#2PP")).isEqualTo("#2PP 2");
			});
	}

	@Test
	void methodsAreCached() {
		this.runner.withUserConfiguration(CachingConfiguration.class).withBean(Players.class).run((context) -> {
			Players players = context.getBean(Players.class);
			assertThat(players.find("#2PP")).isEqualTo("#2PP 1");
			assertThat(players.find("#2PP")).isEqualTo("#2PP 1");
			assertThat(players.findLater("#8UL").join()).isEqualTo("#8UL 2");
			assertThat(players.findLater("#8UL").join()).isEqualTo("#8UL 2");
			assertThat(context.getBean(CacheKeys.class).of("players")).extracting(Object::toString)
				.containsExactlyInAnyOrder("#2PP", "#8UL");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { ".my-group", ".my_group", ".myGroup", "[my.group]", "[my group]" })
	void cachesOfAnyGroupCanBeInjected(String group) {
		this.plain.withBean(Injected.class)
			.withPropertyValues("triggers.cache.groups" + group + ".caches=players")
			.run((context) -> assertThat(context.getBean(Injected.class).players.getName()).isEqualTo("players"));
	}

	@Test
	void groupsThatDifferInADashAreTwo() {
		this.plain
			.withPropertyValues("triggers.cache.groups.a-b.caches=first", "triggers.cache.groups.ab.caches=second")
			.run((context) -> assertThat(context.getBean(CacheGroups.class)).extracting(CacheGroup::name)
				.containsExactlyInAnyOrder("a-b", "ab"));
	}

	@Test
	void environmentVariablesAreSettingsOfAGroupWithADash(CapturedOutput output) {
		this.plain.withPropertyValues("triggers.cache.groups.my-group.caches=players")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("TRIGGERS_CACHE_GROUPS_MY_GROUP_MAX_SIZE", "9"))))
			.run((context) -> {
				assertThat(context.getBean(CacheGroups.class)).singleElement()
					.extracting((group) -> group.settings().maxSize())
					.isEqualTo(9L);
				assertThat(output).doesNotContain("has no effect");
			});
	}

	@Test
	void emptyEnvironmentVariableLiftsADefaultOfAGroupWithADash() {
		this.plain
			.withPropertyValues("triggers.cache.defaults.time-to-live=1h",
					"triggers.cache.groups.my-group.caches=players")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("TRIGGERS_CACHE_GROUPS_MY_GROUP_TIME_TO_LIVE", ""))))
			.run((context) -> assertThat(context.getBean(CacheGroups.class)).singleElement()
				.extracting((group) -> group.settings().timeToLive())
				.isNull());
	}

	@Test
	void emptyPlaceholderLiftsADefault() {
		this.plain
			.withPropertyValues("triggers.cache.defaults.time-to-live=1h", "triggers.cache.groups.g.caches=players",
					"triggers.cache.groups.g.time-to-live=${TTL:}")
			.run((context) -> assertThat(context.getBean(CacheGroups.class)).singleElement()
				.extracting((group) -> group.settings().timeToLive())
				.isNull());
	}

	@Test
	void beanWithTheNameOfRedisIsNoRedis() {
		this.runner.withBean("redis", TriggerCacheFactory.class, () -> (name, settings) -> {
			assertThat(settings.maxSize()).isEqualTo(100);
			return new ConcurrentMapCache(name);
		})
			.withPropertyValues("triggers.cache.groups.player.type=redis",
					"triggers.cache.groups.player.caches=players,players:old")
			.run((context) -> assertThat(context.getBean(CacheGroups.class).cacheNames()).hasSize(2));
	}

	@Test
	void lazyManagerStaysSoWithoutGroups() {
		AtomicInteger created = new AtomicInteger();
		this.plain.withBean("mine", CacheManager.class, () -> {
			created.incrementAndGet();
			return new ConcurrentMapCacheManager();
		}, (definition) -> definition.setLazyInit(true)).run((context) -> {
			assertThat(context).hasSingleBean(CacheKeys.class);
			assertThat(created).hasValue(0);
		});
	}

	@Test
	void mistakesAreReportedAtTheStartOfALazyApplication() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("triggers.cache.groups.player.max-size=0")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void nothingHasKeysWhereCachingIsSwitchedOff() {
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat((Collection<?>) context.getBean(CacheKeys.class).of("players")).isEmpty());
	}

	@Test
	void cachesCanBeInjectedByTheirNames() {
		this.runner.withUserConfiguration(CachingConfiguration.class).withBean(Injected.class).run((context) -> {
			assertThat(context.getBean(Injected.class).players)
				.isSameAs(context.getBean(CacheGroups.class).cache("players"));
			// a Cache that everybody gets would be what Spring Boot makes a manager of
			assertThat(context).hasSingleBean(CaffeineCacheManager.class);
		});
	}

	@Test
	void factoryOfTheApplicationMakesCaches() {
		this.runner.withBean("maps", TriggerCacheFactory.class, () -> (name, settings) -> {
			assertThat(settings.maxSize()).isEqualTo(100);
			return new ConcurrentMapCache(name);
		}).withPropertyValues("triggers.cache.groups.player.type=maps").run((context) -> {
			CacheManager manager = context.getBean(CacheManager.class);
			manager.getCache("players").put("#2PP", "Peter");
			assertThat(manager.getCache("players").getNativeCache())
				.isEqualTo(new ConcurrentHashMap<>(Map.of("#2PP", "Peter")));
			assertThat((Collection<?>) context.getBean(CacheKeys.class).of("players")).isEqualTo(List.of("#2PP"));
		});
	}

	@Test
	void otherBeanWithTheNameOfATypeReplacesNothing() {
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withBean("caffeine", String.class, () -> "a bean of that name")
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(CacheManager.class))).isFalse());
	}

	@Test
	void factoryOfTheApplicationReplacesABuiltInOne() {
		this.runner
			.withBean("caffeine", TriggerCacheFactory.class, () -> (name, settings) -> new ConcurrentMapCache(name))
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("players").getNativeCache())
				.isInstanceOf(ConcurrentHashMap.class));
	}

	@Test
	void defaultTypeIsThatOfTheProperty() {
		this.runner.withBean("maps", TriggerCacheFactory.class, () -> (name, settings) -> new ConcurrentMapCache(name))
			.withPropertyValues("triggers.cache.defaults.type=maps")
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("players").getNativeCache())
				.isInstanceOf(ConcurrentHashMap.class));
	}

	@Test
	void otherBackendsNeedNoCaffeine() {
		this.runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
			.withBean("maps", TriggerCacheFactory.class, () -> (name, settings) -> new ConcurrentMapCache(name))
			.withPropertyValues("triggers.cache.defaults.type=maps")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void groupsNeedNoRedis() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CacheGroups.class));
	}

	@Test
	void groupsNeedNoCachingOfSpringBoot() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.springframework.boot.cache"))
			.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class,
					TriggersCacheAutoConfiguration.class, TriggersCacheMetricsAutoConfiguration.class))
			.withPropertyValues("triggers.cache.groups.player.caches=players")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CacheGroups.class));
	}

	@Test
	void groupsAreThereWhileTriggersAreDisabled() {
		this.runner.withPropertyValues("triggers.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(CacheGroups.class));
	}

	@Test
	void keysOfUnknownCacheAreRefused() {
		this.runner.run((context) -> assertThatExceptionOfType(NoSuchCacheException.class)
			.isThrownBy(() -> context.getBean(CacheKeys.class).of("playrs"))
			.withMessage("There is no cache 'playrs'; did you mean 'players'?"));
	}

	@Test
	void keysOfTheApplicationStay() {
		this.runner.withBean("cacheKeys", String.class, () -> "mine")
			.run((context) -> assertThat(context.getBean("cacheKeys")).isEqualTo("mine"));
	}

	@Test
	void misspelledPropertyIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.cache.groups.player.max-sise=5")
			.run((context) -> assertThat(output).contains("[TRG-108] Property 'triggers.cache.groups.player.max-sise'")
				.contains("a cache group has no setting 'max-sise'. Did you mean 'max-size'?"));
	}

	@Test
	void groupWithoutLimitIsWarnedOf(CapturedOutput output) {
		this.plain.withPropertyValues("triggers.cache.groups.player.caches=players")
			.run((context) -> assertThat(output)
				.contains("Cache group 'player' has no limit: its entries are never removed"));
	}

	/**
	 * Caching of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

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

	/**
	 * What is cached.
	 */
	static class Players {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("players")
		String find(String tag) {
			return tag + " " + this.calls.incrementAndGet();
		}

		@Cacheable("players")
		CompletableFuture<String> findLater(String tag) {
			return CompletableFuture.completedFuture(find(tag));
		}

	}

	/**
	 * Who uses a cache itself.
	 */
	static class Injected {

		private final Cache players;

		Injected(@Qualifier("players") Cache players) {
			this.players = players;
		}

	}

}
