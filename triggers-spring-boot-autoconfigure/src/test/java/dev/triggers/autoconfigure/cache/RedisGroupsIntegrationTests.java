package dev.triggers.autoconfigure.cache;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.core.StringRedisTemplate;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.backend.TestRedis;
import dev.triggers.execution.Execution;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications with cache groups in a real Redis.
 */
class RedisGroupsIntegrationTests {

	private static TestRedis redis;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, DataRedisAutoConfiguration.class,
				CacheAutoConfiguration.class, TriggersCacheAutoConfiguration.class,
				TriggersCacheKeysAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withBean(Players.class)
		.withPropertyValues("triggers.cache.groups.player.caches=players", "triggers.cache.groups.player.type=redis",
				"triggers.cache.groups.player.time-to-live=1h", "triggers.cache.groups.local.caches=local",
				"triggers.cache.groups.local.max-size=10", "spring.data.redis.timeout=2s");

	@BeforeAll
	static void start() throws IOException {
		redis = TestRedis.start();
	}

	@AfterAll
	static void stop() throws IOException {
		redis.close();
	}

	private ApplicationContextRunner runner() {
		return this.runner.withPropertyValues("spring.data.redis.port=" + redis.port());
	}

	private static Execution refresh(ApplicationContext context) throws Exception {
		TriggerHandle refresh = context.getBean(Triggers.class).get("players.refresh");
		return refresh.fire().get(30, TimeUnit.SECONDS);
	}

	@Test
	void managerOfSpringBootHasGroupsOfAllTypes() {
		runner().run((context) -> {
			assertThat(context).hasSingleBean(CacheManager.class).hasSingleBean(RedisCacheManager.class);
			RedisCacheManager manager = context.getBean(RedisCacheManager.class);
			CacheGroups groups = context.getBean(CacheGroups.class);
			assertThat(manager.getCache("players")).isSameAs(groups.cache("players"));
			assertThat(manager.getCache("local")).isSameAs(groups.cache("local"));
			manager.getCache("others").put("key", "value");
			StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
			assertThat(template.hasKey("others::key")).isTrue();
			groups.cache("players").put("key", "value");
			assertThat(template.getExpire("players:key")).isBetween(3590L, 3600L);
			template.delete(List.of("others::key", "players:key"));
		});
	}

	@Test
	void managerOfCaffeineHasGroupsInRedis() {
		runner().withPropertyValues("spring.cache.type=caffeine").run((context) -> {
			CacheManager manager = context.getBean(CacheManager.class);
			assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("players", "local");
			assertThat(manager.getCache("players")).isSameAs(context.getBean(CacheGroups.class).cache("players"));
		});
	}

	@Test
	void methodsRunWhileRedisIsStoppedAndAreCachedAgainAfterwards() {
		runner().run((context) -> {
			Players players = context.getBean(Players.class);
			assertThat(players.find("#2PP")).isEqualTo("found #2PP 1");
			assertThat(players.find("#2PP")).isEqualTo("found #2PP 1");
			assertThat(refresh(context).counts().ok()).isOne();
			assertThat(players.find("#2PP")).isEqualTo("refreshed #2PP");
			redis.stopServer();
			try {
				assertThat(players.find("#2PP")).isEqualTo("found #2PP 2");
				assertThat(players.find("#2PP")).isEqualTo("found #2PP 3");
				Execution whileDown = refresh(context);
				assertThat(whileDown.hasFailures()).isFalse();
				assertThat(whileDown.counts().ok()).isZero();
			}
			finally {
				redis.startServer();
			}
			CacheStatistics down = statistics(context);
			assertThat(down.failedReads()).isEqualTo(3);
			assertThat(down.failedWrites()).isEqualTo(2);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> players.find("#2PP").equals(players.find("#2PP")));
			assertThat(refresh(context).counts().ok()).isOne();
			assertThat(players.find("#2PP")).isEqualTo("refreshed #2PP");
		});
	}

	private static CacheStatistics statistics(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(CacheGroups.class).findCache("players")).statistics();
	}

	/**
	 * What is cached.
	 */
	static class Players {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("players")
		String find(String tag) {
			return "found " + tag + " " + this.calls.incrementAndGet();
		}

		@IntervalTrigger(name = "players.refresh", every = "1h", manual = true,
				iterArgs = "#{@cacheKeys.of('players')}")
		@CachePut("players")
		String refresh(String tag) {
			return "refreshed " + tag;
		}

	}

	/**
	 * Caching of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
