package dev.triggers.sample.cache;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import com.github.benmanes.caffeine.cache.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import redis.embedded.RedisServer;

import dev.triggers.Triggers;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;
import dev.triggers.sample.SampleApplication;
import dev.triggers.sample.cache.CachedClash.Player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for the caches of coc.py, and their four customisations.
 */
class CacheProfileIntegrationTests {

	private static final List<String> CACHES = List.of("search clans", "clan war logs", "clan wars", "current wars",
			"war league groups", "league wars", "war clans", "war players", "search players", "locations", "leagues",
			"seasons", "events run");

	@Test
	void endpointHasThirteenCachesInFourGroups() {
		try (ConfigurableApplicationContext context = run("cache", "--server.port=0")) {
			RestClient client = RestClient
				.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
			Listing listing = Objects
				.requireNonNull(client.get().uri("/actuator/triggers/caches").retrieve().body(Listing.class));
			assertThat(listing.groups()).extracting(Group::name).containsExactly("clan", "war", "player", "static");
			assertThat(listing.groups()).extracting(Group::maxSize).containsOnly(1024L);
			assertThat(listing.groups()).extracting(Group::timeToLiveMs)
				.containsExactly(3_600_000L, 1_800_000L, 3_600_000L, null);
			assertThat(listing.groups().stream().flatMap((group) -> group.caches().stream())).extracting(Entry::name)
				.containsExactlyElementsOf(CACHES);
		}
	}

	@Test
	void triggerRefreshesThePlayersThatAreInUse() throws Exception {
		try (ConfigurableApplicationContext context = runWithoutWeb("cache")) {
			CachedClash clash = context.getBean(CachedClash.class);
			Player before = clash.player("#9QR");
			assertThat(clash.player("#9QR")).isEqualTo(before);
			context.getBean(Triggers.class).get("cachedClash.refresh").fire().get(10, TimeUnit.SECONDS);
			assertThat(clash.player("#9QR").asked()).isAfter(before.asked());
		}
	}

	@Test
	void someGroupsHaveOtherSettings() {
		try (ConfigurableApplicationContext context = runWithoutWeb("cache,cache-settings")) {
			assertThat(groups(context))
				.extracting(CacheGroup::name, (group) -> group.settings().maxSize(),
						(group) -> group.settings().timeToLive())
				.containsExactlyInAnyOrder(tuple("clan", 128L, Duration.ofMinutes(1)),
						tuple("war", 1024L, Duration.ofMinutes(30)), tuple("player", 256L, Duration.ofSeconds(30)),
						tuple("static", 1024L, null));
		}
	}

	@Test
	void cachesHaveASizeOnlyOrAnAgeOnly() {
		for (String type : List.of("size", "age")) {
			try (ConfigurableApplicationContext context = runWithoutWeb("cache,cache-" + type)) {
				assertThat(groups(context)).extracting(CacheGroup::type).containsOnly(type + "Only");
				Policy<?, ?> players = policy(context.getBean(CacheManager.class));
				assertThat(players.eviction().isPresent()).isEqualTo(type.equals("size"));
				assertThat(players.expireAfterWrite().isPresent()).isEqualTo(type.equals("age"));
			}
		}
	}

	private static Policy<?, ?> policy(CacheManager manager) {
		CaffeineCache players = (CaffeineCache) Objects.requireNonNull(manager.getCache("search players"));
		return players.getNativeCache().policy();
	}

	@Test
	void cachesAreInRedis() throws IOException {
		int port = freePort();
		RedisServer redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
		redis.start();
		try (ConfigurableApplicationContext context = runWithoutWeb("cache,cache-redis",
				"--spring.data.redis.port=" + port, "--triggers.start-on-ready=false")) {
			CachedClash clash = context.getBean(CachedClash.class);
			assertThat(clash.player("#2PP")).isEqualTo(clash.player("#2PP"));
			assertThat(clash.seasons()).isEqualTo(clash.seasons());
			assertThat(clash.war("#2PP")).isEqualTo(clash.war("#2PP"));
			StringRedisTemplate template = context.getBean(StringRedisTemplate.class);
			assertThat(template.keys("*")).containsExactlyInAnyOrder("search players:#2PP", "current wars:#2PP",
					"seasons:SimpleKey []");
			assertThat(template.getExpire("current wars:#2PP")).isBetween(1700L, 1800L);
			assertThat(template.getExpire("seasons:SimpleKey []")).isEqualTo(-1);
		}
		finally {
			redis.stop();
		}
	}

	private static List<CacheGroup> groups(ConfigurableApplicationContext context) {
		return StreamSupport.stream(context.getBean(CacheGroups.class).spliterator(), false).toList();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static ConfigurableApplicationContext runWithoutWeb(String profiles, String... properties) {
		return run(profiles, StringUtils.addStringToArray(properties, "--spring.main.web-application-type=none"));
	}

	private static ConfigurableApplicationContext run(String profiles, String... properties) {
		return SpringApplication.run(SampleApplication.class,
				StringUtils.addStringToArray(properties, "--spring.profiles.active=" + profiles));
	}

	/**
	 * What the endpoint answers.
	 *
	 * @param groups the groups
	 */
	record Listing(List<Group> groups) {

	}

	/**
	 * A group in the endpoint.
	 *
	 * @param name its name
	 * @param maxSize most entries of each cache
	 * @param timeToLiveMs how long an entry lives
	 * @param caches the caches
	 */
	record Group(String name, long maxSize, @Nullable Long timeToLiveMs, List<Entry> caches) {

	}

	/**
	 * A cache in the endpoint.
	 *
	 * @param name its name
	 */
	record Entry(String name) {

	}

}
