package dev.triggers.cache.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;

import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CaffeineTriggerCacheFactory}.
 */
class CaffeineTriggerCacheFactoryTests extends CacheContract {

	// close to where it overflows
	private long nanoTime = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

	private final CaffeineTriggerCacheFactory factory = new CaffeineTriggerCacheFactory(() -> this.nanoTime);

	private final CacheGroups groups = new CacheGroups(
			List.of(group("short", null, TIME_TO_LIVE, "players", "clans", "odd [*]? \\^name", "odd [abc]? \\^name"),
					group("static", null, null, "seasons"), group("small", 100L, null, "small"),
					group("forever", null, CacheGroupSettings.LONGEST, "forever")));

	private CacheGroup group(String name, @Nullable Long maxSize, @Nullable Duration timeToLive, String... caches) {
		CacheGroupSettings settings = new CacheGroupSettings(maxSize, timeToLive, CacheSerialization.JDK);
		BackendGuard guard = new BackendGuard("caffeine", () -> this.nanoTime);
		List<GroupCache> created = Stream.of(caches)
			.map((cache) -> GroupCaches.of(this.factory.create(cache, settings), guard))
			.toList();
		return new CacheGroup(name, "caffeine", settings, created);
	}

	@Override
	CacheGroups groups() {
		return this.groups;
	}

	@Override
	void pass(Duration duration) {
		this.nanoTime += duration.toNanos();
	}

	private CacheStatistics statistics(String name) {
		return Objects.requireNonNull(this.groups.findCache(name)).statistics();
	}

	@Test
	void entryExpiresInTime() {
		cache("players").put("#2PP", "Peter");
		pass(TIME_TO_LIVE.minusNanos(1000));
		assertThat(cache("players").get("#2PP")).isNotNull();
		assertThat(statistics("players").size()).isOne();
		pass(Duration.ofNanos(1000));
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(statistics("players").size()).isZero();
		assertThat(statistics("players").evictions()).isOne();
	}

	@Test
	void readsDoNotMakeAnEntryYounger() {
		cache("players").put("#2PP", "Peter");
		for (int second = 0; second < TIME_TO_LIVE.toSeconds(); second++) {
			assertThat(cache("players").get("#2PP")).isNotNull();
			pass(Duration.ofSeconds(1));
		}
		assertThat(cache("players").get("#2PP")).isNull();
	}

	@Test
	void entryOfTheLongestTimeToLiveStays() {
		cache("forever").put("key", "value");
		pass(Duration.ofDays(36_499));
		assertThat(cache("forever").get("key")).isNotNull();
	}

	@Test
	void noMoreEntriesThanTheMaximumSizeAreHeld() {
		Cache cache = cache("small");
		IntStream.range(0, 1000).forEach((key) -> {
			cache.put(key, "value");
			assertThat(CacheKeys.of(cache)).hasSizeLessThanOrEqualTo(100);
		});
		assertThat(statistics("small").size()).isEqualTo(100);
		assertThat(statistics("small").evictions()).isEqualTo(900);
	}

	@Test
	void entriesThatAreReadStayWhenOthersGo() {
		Cache cache = cache("small");
		List<Integer> used = IntStream.range(0, 50).boxed().toList();
		used.forEach((key) -> cache.put(key, "value"));
		for (int key = 1000; key < 3000; key++) {
			cache.put(key, "value");
			used.forEach(cache::get);
		}
		// what is read often is preferred, though not each entry is safe
		assertThat(CacheKeys.of(cache)).filteredOn(used::contains).hasSizeGreaterThan(40);
		assertThat(CacheKeys.of(cache)).hasSize(100);
	}

	@Test
	void keysAreThoseThatTheCacheWasGiven() {
		cache("seasons").put(Arrays.asList(1, 2), "value");
		assertThat(CacheKeys.of(cache("seasons"))).singleElement().isEqualTo(List.of(1, 2));
	}

}
