package dev.triggers.autoconfigure.cache;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.cache.TriggerCacheFactory;
import dev.triggers.testsupport.Exposition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Prometheus scrapes from an application with cache groups.
 */
class CacheMetersIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
				TriggersCacheAutoConfiguration.class, TriggersCacheMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class))
		.withPropertyValues("triggers.cache.groups.player.caches=players", "triggers.cache.groups.player.max-size=2",
				"triggers.cache.groups.clan.caches=clans", "triggers.cache.groups.clan.type=failing")
		.withBean("failing", TriggerCacheFactory.class, () -> (name, settings) -> new ConcurrentMapCache(name) {

			@Override
			public void put(Object key, Object value) {
				if (key.equals("bad")) {
					throw new IllegalStateException("Down");
				}
				super.put(key, value);
			}

		});

	private static Exposition scrape(ApplicationContext context) {
		return Exposition.parse(context.getBean(PrometheusMeterRegistry.class).scrape());
	}

	private static void use(ApplicationContext context) {
		for (String name : new String[] { "players", "clans" }) {
			Cache cache = context.getBean(CacheManager.class).getCache(name);
			for (int key = 0; key < 5; key++) {
				cache.put(key, "value");
			}
			cache.get("absent");
			cache.put("present", "value");
			cache.get("present");
			cache.get("present");
			cache.put("bad", "value");
		}
	}

	@Test
	void metersAreThereWithZerosBeforeTheFirstRead() {
		this.runner.run((context) -> {
			Exposition metrics = scrape(context);
			assertThat(metrics.startingWith("triggers_cache").problems()).isEmpty();
			assertThat(metrics.value("cache_gets_total", "cache", "players", "result", "hit")).isZero();
			assertThat(metrics.value("cache_gets_total", "cache", "clans", "result", "miss")).isZero();
			assertThat(metrics.value("triggers_cache_failures_total", "cache", "clans", "operation", "read")).isZero();
			assertThat(metrics.samples()).filteredOn((sample) -> sample.name().startsWith("triggers_cache_failures"))
				.hasSize(2);
		});
	}

	@Test
	void readsAndEvictionsAreCounted() {
		this.runner.run((context) -> assertCounts(context, "triggers"));
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.run((context) -> assertCounts(context, "cacheManager"));
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertCounts(context, "cacheManager"));
	}

	@Test
	void cachesOfOneManagerAreOfTheBestKind() {
		this.runner.withUserConfiguration(CachingConfiguration.class)
			.withPropertyValues("triggers.cache.groups.clan.type=caffeine")
			.run((context) -> {
				use(context);
				assertThat(scrape(context).value("cache_gets_total", "cache", "clans", "result", "hit")).isEqualTo(2);
			});
	}

	private static void assertCounts(ApplicationContext context, String manager) {
		use(context);
		Exposition metrics = scrape(context);
		for (String cache : new String[] { "players", "clans" }) {
			assertThat(metrics.value("cache_gets_total", "cache", cache, "result", "hit", "cache_manager", manager))
				.isEqualTo(2);
			assertThat(metrics.value("cache_gets_total", "cache", cache, "result", "miss")).isEqualTo(1);
		}
		assertThat(metrics.value("cache_evictions_total", "cache", "players")).isPositive();
		assertThat(metrics.value("cache_size", "cache", "players")).isEqualTo(2);
		assertThat(metrics.value("cache_puts_total", "cache", "clans")).isEqualTo(6);
		assertThat(metrics.value("triggers_cache_failures_total", "cache", "clans", "operation", "write")).isOne();
	}

	/**
	 * Caching of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
