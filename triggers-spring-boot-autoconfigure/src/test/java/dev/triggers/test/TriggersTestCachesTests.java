package dev.triggers.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheKeysAutoConfiguration;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersTest} with triggers that keep caches warm.
 */
@SpringJUnitConfig
@TriggersTest
@TestPropertySource(properties = TriggersTestCachesTests.PROPERTIES)
class TriggersTestCachesTests {

	static final String PROPERTIES = """
			triggers.cache.groups.player.caches=players,ranks
			triggers.cache.groups.player.time-to-live=10m
			""";

	@Autowired
	private TriggerTester tester;

	@Autowired
	private Triggers triggers;

	@Autowired
	private CacheGroups groups;

	@Autowired
	private Players players;

	@BeforeEach
	void forget() {
		this.groups.caches().forEach(GroupCache::clear);
		this.players.calls().clear();
	}

	@Test
	void entriesGrowOldInVirtualTime() {
		this.players.find("#2PP");
		this.tester.advance(Duration.ofMinutes(9));
		this.players.find("#2PP");
		assertThat(this.players.calls()).containsExactly("find #2PP");
		this.tester.advance(Duration.ofMinutes(1));
		this.players.find("#2PP");
		assertThat(this.players.calls()).containsExactly("find #2PP", "find #2PP");
	}

	@Test
	void triggerRefreshesWhatIsInUse() {
		this.triggers.start("refresh");
		this.players.find("#2PP");
		this.players.find("#8UL");
		this.tester.advance(Duration.ofHours(1));
		assertThat(this.players.calls()).hasSize(2 + 2 * 12).contains("refresh #2PP", "refresh #8UL");
		assertThat(this.players.find("#2PP")).isEqualTo("refreshed #2PP");
		this.groups.cache("players").evict("#8UL");
		this.players.calls().clear();
		this.tester.advance(Duration.ofMinutes(5));
		assertThat(this.players.calls()).containsExactly("refresh #2PP");
	}

	@Test
	void triggerWhoseResultIsCachedIsCalledWhenThatIsTooOld() {
		this.triggers.start("rank");
		this.tester.advance(Duration.ofHours(1));
		assertThat(this.players.calls()).hasSize(6).containsOnly("rank a");
		assertThat(this.groups.cache("ranks").get("a", String.class)).isEqualTo("rank of a");
	}

	/**
	 * What is cached.
	 */
	static class Players {

		private final List<String> calls = new ArrayList<>();

		List<String> calls() {
			return this.calls;
		}

		@Cacheable("players")
		String find(String tag) {
			this.calls.add("find " + tag);
			return "found " + tag;
		}

		@IntervalTrigger(name = "refresh", every = "5m", manual = true, onStartup = "false",
				iterArgs = "#{@cacheKeys.of('players')}")
		@CachePut("players")
		String refresh(String tag) {
			this.calls.add("refresh " + tag);
			return "refreshed " + tag;
		}

		@IntervalTrigger(name = "rank", every = "1m", manual = true, onStartup = "false", iterArgs = "a")
		@Cacheable("ranks")
		String rank(String tag) {
			this.calls.add("rank " + tag);
			return "rank of " + tag;
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@ImportAutoConfiguration({ TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
			TriggersCacheAutoConfiguration.class, TriggersCacheKeysAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		Players players() {
			return new Players();
		}

	}

}
