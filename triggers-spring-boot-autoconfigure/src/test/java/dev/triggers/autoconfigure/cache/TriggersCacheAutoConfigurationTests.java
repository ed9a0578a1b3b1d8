package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.TriggerCacheFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersCacheAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggersCacheAutoConfigurationTests {

	private final ApplicationContextRunner plain = CacheRunners.plain();

	private final ApplicationContextRunner runner = CacheRunners.withGroup();

	@Test
	void nothingIsThereWithoutGroups() {
		this.plain.run((context) -> assertThat(context).doesNotHaveBean(CacheGroups.class)
			.doesNotHaveBean(CacheManager.class)
			.doesNotHaveBean(TriggersCacheProperties.class)
			.doesNotHaveBean(CacheKeys.class));
	}

	@Test
	void cachingOfSpringBootIsAsItIsWithoutGroups() {
		this.plain.withUserConfiguration(CacheRunners.CachingConfiguration.class)
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
	void mistakesAreReportedAtTheStartOfALazyApplication() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("triggers.cache.groups.player.max-size=0")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void cachesCanBeInjectedByTheirNames() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withBean(Injected.class)
			.run((context) -> {
				assertThat(context.getBean(Injected.class).players)
					.isSameAs(context.getBean(CacheGroups.class).cache("players"));
				// a Cache that everybody gets would be what Spring Boot makes a manager
				// of
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
	 * Who uses a cache itself.
	 */
	static class Injected {

		private final Cache players;

		Injected(@Qualifier("players") Cache players) {
			this.players = players;
		}

	}

}
