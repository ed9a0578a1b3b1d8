package dev.triggers.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import dev.triggers.autoconfigure.cache.TriggersCacheAutoConfiguration;
import dev.triggers.cache.TriggerCacheFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for the reports about cache groups.
 */
class CacheReportTests {

	private final TriggerReports reports = new TriggerReports(TriggersAutoConfiguration.class);

	private String report(String... properties) {
		return this.reports
			.of((runner) -> runner.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
				.withUserConfiguration(FactoryConfiguration.class)
				.withPropertyValues(properties));
	}

	@Test
	void everythingIsReportedAtOnce() {
		String report = this.reports
			.of((runner) -> runner.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
				.withUserConfiguration(FactoryConfiguration.class)
				.withPropertyValues("spring.config.name=triggers-caches-invalid"));
		assertThat(report).isEqualTo(
				"""
						9 cache groups are not valid, for 11 reasons.

						1) [TRG-103] 'time-to-live' of cache group 'clan' has no unit: '3600'
						   Value from: property 'triggers.cache.groups.clan.time-to-live' - class path resource [triggers-caches-invalid.yml] - 10:23

						2) [TRG-108] 'max-size' of cache group 'numbers' must be at least 1, but is 0
						   Value from: property 'triggers.cache.groups.numbers.max-size' - class path resource [triggers-caches-invalid.yml] - 6:19

						3) [TRG-108] 'time-to-live' of cache group 'numbers' must be between 1ms and 36500 days, but is -1s
						   Value from: property 'triggers.cache.groups.numbers.time-to-live' - class path resource [triggers-caches-invalid.yml] - 7:23

						4) [TRG-108] 'time-to-live' of cache group 'war' must be between 1ms and 36500 days, but is 36501d
						   Value from: property 'triggers.cache.groups.war.time-to-live' - class path resource [triggers-caches-invalid.yml] - 13:23

						5) [TRG-105] Cache 'wars' is in two groups: cache group 'clan' and cache group 'war'
						   Value from: property 'triggers.cache.groups.war.caches[0]' - class path resource [triggers-caches-invalid.yml] - 12:18

						6) [TRG-104] Cache group 'clam' has no caches
						   Value from: property 'triggers.cache.groups.clam.max-size' - class path resource [triggers-caches-invalid.yml] - 15:19

						7) [TRG-108] 'caches' of cache group 'empty' has an empty name
						   Value from: property 'triggers.cache.groups.empty.caches[0]' - class path resource [triggers-caches-invalid.yml] - 17:18

						8) [TRG-104] Cache group 'in.redis' is in Redis, but sets 'max-size' (10): Redis limits its memory as a whole, not single caches
						   Value from: property 'triggers.cache.groups[in.redis].max-size' - class path resource [triggers-caches-invalid.yml] - 20:19

						9) [TRG-105] Cache 'clan:war' of cache group 'keys' has no keys of its own: those of 'clan:war' begin with 'clan:' in Redis, as those of 'clan' do
						   Value from: property 'triggers.cache.groups.keys.caches[1]' - class path resource [triggers-caches-invalid.yml] - 24:24

						10) [TRG-201] Cache group 'misspelt' is of type 'cafeine', which is neither built in nor a bean
						    Value from: property 'triggers.cache.groups.misspelt.type' - class path resource [triggers-caches-invalid.yml] - 26:15

						11) [TRG-201] Cache group 'wrong' is of type 'text', a bean which is not a dev.triggers.cache.TriggerCacheFactory but a java.lang.String
						    Value from: property 'triggers.cache.groups.wrong.type' - class path resource [triggers-caches-invalid.yml] - 29:15

						Action:

						1) Did you mean '3600s'? Units are ms, s, m, h and d.
						2) Set a positive number, or leave out 'max-size' for no limit.
						3) Set a time such as 30s, 1h or 7d, or leave out 'time-to-live' for entries that live for ever.
						4) Set a time such as 30s, 1h or 7d, or leave out 'time-to-live' for entries that live for ever.
						5) Remove it from one of the two.
						6) Set 'triggers.cache.groups.clam.caches' to the names of the caches of this group. Did you mean 'clan'?
						7) Remove it.
						8) Remove 'max-size' and set 'time-to-live', and 'maxmemory' of Redis itself.
						9) Give one of the two another name.
						10) Did you mean 'caffeine'? Types are 'caffeine', 'redis', 'maps'.
						11) Types are 'caffeine', 'redis', 'maps'.
						""");
	}

	@Test
	void oneGroup() {
		assertThat(report("triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.max-size=-1"))
			.startsWith("""
					1 cache group is not valid.

					1) [TRG-108] 'max-size' of cache group 'clan' must be at least 1, but is -1
					   Value from: property 'triggers.cache.groups.clan.max-size'""");
	}

	@Test
	void caffeineIsMissing() {
		String report = this.reports
			.of((runner) -> runner.withClassLoader(new FilteredClassLoader("com.github.benmanes.caffeine"))
				.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
				.withPropertyValues("triggers.cache.groups.clan.caches=clans"));
		assertThat(report).contains(
				"[TRG-201] Cache group 'clan' needs Caffeine and Spring's support for it, which are not on the class path")
			.contains("Add com.github.ben-manes.caffeine:caffeine and "
					+ "org.springframework.boot:spring-boot-starter-cache, or set 'type' to something else.");
	}

	@Test
	void redisIsMissing() {
		String report = this.reports.of((runner) -> runner
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
			.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
			.withPropertyValues("triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.type=redis"));
		assertThat(report)
			.contains("[TRG-201] Cache group 'clan' needs Spring Data Redis, which is not on the class path")
			.contains("Add org.springframework.boot:spring-boot-starter-data-redis, or set 'type' to something else.");
	}

	@Test
	void connectionsOfRedisAreMissing() {
		assertThat(report("triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.type=redis"))
			.contains("[TRG-201] Cache 'clans' of cache group 'clan' cannot be created in 'redis': "
					+ "there is no RedisConnectionFactory: add org.springframework.boot:spring-boot-starter-data-redis");
	}

	@Test
	void jacksonIsMissing() {
		String report = this.reports.of((runner) -> runner.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
			.withBean(RedisConnectionFactory.class, () -> mock(RedisConnectionFactory.class))
			.withPropertyValues("triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.type=redis",
					"triggers.cache.groups.clan.serialization=json"));
		assertThat(report).contains(
				"cannot be created in 'redis': Values as JSON need Jackson 3, which is not on the class path: add "
						+ "spring-boot-starter-jackson, or set 'serialization' to jdk");
	}

	@Test
	void factoryFails() {
		assertThat(report("triggers.cache.groups.clan.caches=fails", "triggers.cache.groups.clan.type=maps"))
			.contains("[TRG-201] Cache 'fails' of cache group 'clan' cannot be created in 'maps': "
					+ "java.lang.UnsupportedOperationException: No more");
		assertThat(report("triggers.cache.groups.clan.caches=null", "triggers.cache.groups.clan.type=maps"))
			.contains("cannot be created in 'maps': the factory returned null");
		assertThat(report("triggers.cache.groups.clan.caches=named", "triggers.cache.groups.clan.type=maps"))
			.contains("cannot be created in 'maps': the factory returned a cache of another name, 'other'");
	}

	@Test
	void noManagerIsTheDefaultOne() {
		String report = this.reports
			.of((runner) -> runner.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
				.withBean("first", CacheManager.class, ConcurrentMapCacheManager::new)
				.withBean("second", CacheManager.class, ConcurrentMapCacheManager::new)
				.withPropertyValues("triggers.cache.groups.clan.caches=clans"));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-203] There are several cache managers, and none is the default one that could have the caches of groups: 'first', 'second'

						Action:

						1) Mark one of them as @Primary, also if a CachingConfigurer names it, or the others with @Bean(defaultCandidate = false).
						""");
	}

	@ParameterizedTest
	@CsvSource({ "player, PLAYER", "my-player, MYPLAYER", "my-player, MY_PLAYER", "my-1st-player, MY_1ST_PLAYER",
			"max-size, MAX_SIZE" })
	void timeOfAnEnvironmentVariableHasNoUnit(String group, String variable) {
		String report = this.reports
			.of((runner) -> runner.withConfiguration(AutoConfigurations.of(TriggersCacheAutoConfiguration.class))
				.withInitializer((context) -> context.getEnvironment()
					.getPropertySources()
					.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
							Map.of("TRIGGERS_CACHE_GROUPS_" + variable + "_TIME_TO_LIVE", "60"))))
				.withPropertyValues("triggers.cache.groups." + group + ".caches=players"));
		assertThat(report).contains("[TRG-103]").contains("of cache group '" + group + "' has no unit: '60'");
	}

	@Test
	void typesAreReportedBesideAllElse() {
		assertThat(report("triggers.cache.defaults.max-size=0", "triggers.cache.groups.clan.caches=clans",
				"triggers.cache.groups.clan.type=nope", "triggers.cache.groups.clan.max-size=-1"))
			.contains("'max-size' of triggers.cache.defaults must be", "'max-size' of cache group 'clan' must be",
					"Cache group 'clan' is of type 'nope'");
		assertThat(report("triggers.cache.groups.clan.caches=fails,null", "triggers.cache.groups.clan.type=maps"))
			.contains("Cache 'fails' of cache group 'clan'", "Cache 'null' of cache group 'clan'");
	}

	@Test
	void defaultsAreNotValid() {
		assertThat(report("triggers.cache.defaults.max-size=0", "triggers.cache.defaults.time-to-live=0s",
				"triggers.cache.groups.clan.caches=clans"))
			.contains("[TRG-108] 'max-size' of triggers.cache.defaults must be at least 1, but is 0")
			.contains(
					"[TRG-108] 'time-to-live' of triggers.cache.defaults must be between 1ms and 36500 days, but is 0s");
		assertThat(report("triggers.cache.defaults.time-to-live=3600", "triggers.cache.groups.clan.caches=clans"))
			.contains("[TRG-103] 'time-to-live' of triggers.cache.defaults has no unit: '3600'");
	}

	/**
	 * Factory of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FactoryConfiguration {

		@Bean
		TriggerCacheFactory maps() {
			return (name, settings) -> switch (name) {
				case "fails" -> throw new UnsupportedOperationException("No more");
				case "null" -> null;
				case "named" -> new ConcurrentMapCache("other");
				default -> new ConcurrentMapCache(name);
			};
		}

		@Bean
		String text() {
			return "text";
		}

	}

}
