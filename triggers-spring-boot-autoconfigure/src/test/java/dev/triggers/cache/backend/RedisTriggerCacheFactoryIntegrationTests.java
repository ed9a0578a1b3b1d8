package dev.triggers.cache.backend;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.Cache;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.core.StringRedisTemplate;

import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RedisTriggerCacheFactory} with a real Redis.
 */
class RedisTriggerCacheFactoryIntegrationTests extends CacheContract {

	private static TestRedis redis;

	private final RedisTriggerCacheFactory factory = new RedisTriggerCacheFactory(() -> redis.connections(),
			getClass().getClassLoader());

	private final BackendGuard guard = new BackendGuard("redis", System::nanoTime);

	private final CacheGroups groups = new CacheGroups(List.of(
			group("short", TIME_TO_LIVE, CacheSerialization.JDK, "players", "clans", "odd [*]? \\^name",
					"odd [abc]? \\^name"),
			group("static", null, CacheSerialization.JDK, "seasons"),
			group("json", null, CacheSerialization.JSON, "json")));

	@BeforeAll
	static void start() throws IOException {
		redis = TestRedis.start();
	}

	@AfterAll
	static void stop() throws IOException {
		redis.close();
	}

	@BeforeEach
	void clear() {
		template().execute((RedisConnection connection) -> {
			connection.serverCommands().flushAll();
			return true;
		});
	}

	private CacheGroup group(String name, @Nullable Duration timeToLive, CacheSerialization serialization,
			String... caches) {
		CacheGroupSettings settings = new CacheGroupSettings(null, timeToLive, serialization);
		List<GroupCache> created = Stream.of(caches)
			.map((cache) -> GroupCaches.of(this.factory.create(cache, settings), this.guard))
			.toList();
		return new CacheGroup(name, "redis", settings, created);
	}

	@Override
	CacheGroups groups() {
		return this.groups;
	}

	@Override
	void pass(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		Awaitility.await()
			.pollInterval(Duration.ofMillis(5))
			.atMost(duration.plusSeconds(10))
			.until(() -> System.nanoTime() - end >= 0);
	}

	private CacheStatistics statistics(String name) {
		return Objects.requireNonNull(this.groups.findCache(name)).statistics();
	}

	private StringRedisTemplate template() {
		return new StringRedisTemplate(redis.connections());
	}

	@Test
	void keysHaveTheNameOfTheCacheAndAge() {
		cache("players").put("#2PP", "Peter");
		cache("seasons").put("2026-11", "November");
		assertThat(template().keys("*")).containsExactlyInAnyOrder("players:#2PP", "seasons:2026-11");
		assertThat(template().getExpire("players:#2PP")).isBetween(1L, TIME_TO_LIVE.toSeconds());
		assertThat(template().getExpire("seasons:2026-11")).isEqualTo(-1);
	}

	static Stream<Object> values() {
		Player peter = new Player("#2PP", List.of("a"), 3);
		return Stream.of(peter, List.of(peter), Stream.of(1, 2).toList(), Map.of("key", peter), Set.of("a"), "text", 1,
				1L, 1.5, new BigDecimal("1.50"), true, Instant.EPOCH, LocalDate.EPOCH, Duration.ofHours(1),
				ZonedDateTime.parse("2026-03-01T12:00+01:00[Europe/Berlin]"),
				UUID.fromString("00000000-0000-0001-0000-000000000001"), CacheSerialization.JSON, URI.create("/a"),
				new ArrayList<>(List.of(Instant.EPOCH)));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valueIsOfTheSameTypeAfterJson(Object value) {
		cache("json").put("key", value);
		assertThat(cache("json").get("key", Object.class)).isEqualTo(value);
		assertThat(statistics("json").failedReads()).isZero();
	}

	@Test
	void valuesAreJson() {
		cache("json").put("#2PP", new Player("#2PP", List.of("a"), 3));
		cache("json").put("nothing", null);
		assertThat(template().opsForValue().get("json:#2PP")).contains("\"tag\":\"#2PP\"").contains("\"level\":3");
		assertThat(cache("json").get("nothing")).isNotNull().extracting(Cache.ValueWrapper::get).isNull();
	}

	@Test
	void valueThatCannotBeStoredIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> cache("players").put("#2PP", new Object()))
			.withMessageStartingWith("A value of java.lang.Object cannot be stored in cache 'players': ");
		assertThat(statistics("players").failedWrites()).isZero();
	}

	@Test
	void entryThatCannotBeReadAnyMoreIsAMiss() {
		template().opsForValue().set("players:#2PP", "of a class that is gone");
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(statistics("players").failedReads()).isOne();
		assertThat(statistics("players").misses()).isOne();
		cache("players").put("#2PP", "Peter");
		assertThat(cache("players").get("#2PP", String.class)).isEqualTo("Peter");
	}

	@Test
	void entryThatCannotBeReadAnyMoreIsWrittenAnewByWhoeverLoads() {
		template().opsForValue().set("players:#2PP", "of a class that is gone");
		assertThat(cache("players").get("#2PP", () -> "new")).isEqualTo("new");
		assertThat(cache("players").get("#2PP", () -> "newer")).isEqualTo("new");
	}

	@Test
	void keyThatIsNoTextIsRefused() {
		Object key = new Object();
		assertThatIllegalArgumentException().isThrownBy(() -> cache("players").get(key))
			.withMessageStartingWith(
					"A key of java.lang.Object cannot be one of cache 'players', where keys are texts: ");
		assertThatIllegalArgumentException().isThrownBy(() -> cache("players").put(key, "value"));
	}

	@Test
	void valueThatCouldNotBeReadFromJsonIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> cache("json").put("key", new Unreadable("text")))
			.withMessageContaining("Unreadable cannot be stored in cache 'json'");
		assertThat(cache("json").get("key")).isNull();
	}

	@Test
	void whatIsInAContainerIsTriedEachTime() {
		Map<Object, Object> containers = Map.of(new ArrayList<>(List.of("a")),
				new ArrayList<>(List.of(new Unreadable("text"))), new HashMap<>(Map.of("a", "b")),
				new HashMap<>(Map.of("a", new Unreadable("text"))), new Object[] { "a" },
				new Object[] { new Unreadable("text") }, Optional.of("a"), Optional.of(new Unreadable("text")));
		containers.forEach((fit, unfit) -> {
			cache("json").put("key", fit);
			assertThatIllegalArgumentException().isThrownBy(() -> cache("json").put("key", unfit))
				.withMessageContaining("cannot be stored in cache 'json'");
		});
	}

	@Test
	void thousandsOfKeysAreListedAndCleared() {
		for (int key = 0; key < 5000; key++) {
			cache("seasons").put("key " + key, "value");
		}
		cache("players").put("#2PP", "Peter");
		assertThat(CacheKeys.of(cache("seasons"))).hasSize(5000);
		cache("seasons").clear();
		assertThat(template().keys("*")).containsExactly("players:#2PP");
	}

	@Test
	void cacheIsEmptyWhileRedisIsDown() throws IOException {
		AtomicInteger calls = new AtomicInteger();
		cache("seasons").put("key", "value");
		redis.stopServer();
		try {
			assertThat(cache("seasons").get("key")).isNull();
			assertThat(cache("seasons").get("key", calls::incrementAndGet)).isOne();
			cache("seasons").put("key", "dropped");
			assertThat(CacheKeys.of(cache("seasons"))).isEmpty();
			assertThat(statistics("seasons").failedReads()).isEqualTo(3);
			assertThat(statistics("seasons").failedWrites()).isEqualTo(1);
			assertThat(statistics("seasons").misses()).isEqualTo(2);
		}
		finally {
			redis.startServer();
		}
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			cache("seasons").put("key", "again");
			assertThat(cache("seasons").get("key", String.class)).isEqualTo("again");
		});
	}

	/**
	 * Class that Jackson can write only.
	 */
	@JsonAutoDetect(fieldVisibility = Visibility.ANY)
	static class Unreadable {

		private final String text;

		Unreadable(String text) {
			this.text = text;
		}

	}

}
