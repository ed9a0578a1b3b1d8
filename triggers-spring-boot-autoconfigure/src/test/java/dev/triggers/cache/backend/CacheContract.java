package dev.triggers.cache.backend;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.Cache.ValueWrapper;

import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheStatistics;
import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What caches of groups do, wherever their entries are. The group {@code short} has the
 * caches {@code players} and {@code clans} with a time to live, the group {@code static}
 * has {@code seasons} without.
 */
abstract class CacheContract {

	/**
	 * Time to live of the group {@code short}.
	 */
	static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

	abstract CacheGroups groups();

	/**
	 * Let time pass.
	 */
	abstract void pass(Duration duration);

	Cache cache(String name) {
		return groups().cache(name);
	}

	private CacheStatistics statistics(String name) {
		return Objects.requireNonNull(groups().findCache(name)).statistics();
	}

	@Test
	void entryIsReadAsItWasWritten() {
		Player peter = new Player("#2PP", List.of("a", "b"), 3);
		cache("players").put("#2PP", peter);
		assertThat(cache("players").get("#2PP", Player.class)).isEqualTo(peter);
		assertThat(value(cache("players").get("#2PP"))).isEqualTo(peter);
		assertThat(cache("players").get("#8UL")).isNull();
		assertThat(cache("clans").get("#2PP")).isNull();
	}

	private static @Nullable Object value(@Nullable ValueWrapper wrapper) {
		return (wrapper != null) ? wrapper.get() : "nothing";
	}

	@Test
	void nullIsAValue() {
		cache("players").put("#2PP", null);
		assertThat(value(cache("players").get("#2PP"))).isNull();
		assertThat(value(cache("players").get("#8UL"))).isEqualTo("nothing");
	}

	@Test
	void valueOfAnotherTypeIsRefused() {
		cache("players").put("#2PP", "Peter");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> cache("players").get("#2PP", Integer.class));
	}

	@Test
	void entryExpiresAfterItsTimeToLive() {
		cache("players").put("#2PP", "Peter");
		cache("seasons").put("2026-11", "November");
		pass(TIME_TO_LIVE.dividedBy(4));
		assertThat(cache("players").get("#2PP", String.class)).isEqualTo("Peter");
		pass(TIME_TO_LIVE);
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(CacheKeys.of(cache("players"))).isEmpty();
		assertThat(cache("seasons").get("2026-11", String.class)).isEqualTo("November");
	}

	@Test
	void entryThatIsWrittenAgainLivesAsLongAgain() {
		cache("players").put("#2PP", "Peter");
		pass(TIME_TO_LIVE.multipliedBy(3).dividedBy(4));
		cache("players").put("#2PP", "Paul");
		pass(TIME_TO_LIVE.dividedBy(2));
		assertThat(cache("players").get("#2PP", String.class)).isEqualTo("Paul");
	}

	@Test
	void absentEntryIsLoadedOnce() {
		assertThat(cache("players").get("#2PP", () -> "Peter")).isEqualTo("Peter");
		assertThat(cache("players").get("#2PP", () -> "Paul")).isEqualTo("Peter");
		assertThat(cache("players").<String>get("#8UL", () -> null)).isNull();
		assertThat(cache("players").get("#8UL", () -> "Paul")).isNull();
	}

	@Test
	void failureToLoadIsThatOfTheLoader() {
		IllegalArgumentException failure = new IllegalArgumentException("No such player");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> cache("players").get("#2PP", () -> {
			throw failure;
		})).withCause(failure);
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(statistics("players").failedReads()).isZero();
	}

	@Test
	void entryIsRetrievedLater() {
		CompletableFuture<String> loaded = cache("players").retrieve("#2PP",
				() -> CompletableFuture.supplyAsync(() -> "Peter"));
		assertThat(loaded.join()).isEqualTo("Peter");
		assertThat(cache("players").retrieve("#2PP", () -> CompletableFuture.failedFuture(new IllegalStateException()))
			.join()).isEqualTo("Peter");
		CompletableFuture<?> found = cache("players").retrieve("#2PP");
		assertThat(found).isNotNull();
		assertThat(value((ValueWrapper) found.join())).isEqualTo("Peter");
		CompletableFuture<?> absent = cache("players").retrieve("#8UL");
		assertThat((absent != null) ? absent.join() : null).isNull();
	}

	@Test
	void failureToLoadLaterIsThatOfTheLoader() {
		IllegalStateException failure = new IllegalStateException("No such player");
		assertThat(cache("players").retrieve("#2PP", () -> CompletableFuture.failedFuture(failure)))
			.failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withRootCauseInstanceOf(IllegalStateException.class)
			.withMessageContaining("No such player");
		assertThat(statistics("players").failedReads()).isZero();
		assertThat(statistics("players").failedWrites()).isZero();
	}

	@Test
	void firstValueStays() {
		assertThat(cache("players").putIfAbsent("#2PP", "Peter")).isNull();
		assertThat(value(cache("players").putIfAbsent("#2PP", "Paul"))).isEqualTo("Peter");
		assertThat(cache("players").get("#2PP", String.class)).isEqualTo("Peter");
	}

	@Test
	void entriesAreRemoved() {
		cache("players").put("#2PP", "Peter");
		cache("players").put("#8UL", "Paul");
		cache("players").evict("#2PP");
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(cache("players").evictIfPresent("#8UL")).isTrue();
		assertThat(cache("players").evictIfPresent("#8UL")).isFalse();
		assertThat(cache("players").get("#8UL")).isNull();
	}

	@Test
	void oneCacheIsClearedWithoutTheOthers() {
		cache("players").put("#2PP", "Peter");
		cache("clans").put("#2PP", "Peters");
		cache("players").clear();
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(cache("clans").get("#2PP", String.class)).isEqualTo("Peters");
		assertThat(cache("clans").invalidate()).isTrue();
		assertThat(cache("clans").invalidate()).isFalse();
	}

	@Test
	void groupIsCleared() {
		cache("players").put("#2PP", "Peter");
		cache("clans").put("#2PP", "Peters");
		cache("seasons").put("2026-11", "November");
		CacheGroup group = Objects.requireNonNull(groups().find("short"));
		group.caches().forEach(GroupCache::clear);
		assertThat(cache("players").get("#2PP")).isNull();
		assertThat(cache("clans").get("#2PP")).isNull();
		assertThat(cache("seasons").get("2026-11")).isNotNull();
	}

	@Test
	void keysAreThoseOfTheCache() {
		cache("players").put("#2PP", "Peter");
		cache("players").put("a*[b]?:c", "Paul");
		cache("clans").put("#8UL", "Clan");
		assertThat(CacheKeys.of(cache("players"))).extracting(Object::toString)
			.containsExactlyInAnyOrder("#2PP", "a*[b]?:c");
		assertThat(CacheKeys.of(cache("seasons"))).isEmpty();
	}

	@Test
	void nameMayHaveAnyCharacters() {
		String name = "odd [*]? \\^name";
		cache(name).put("key", "value");
		cache("odd [abc]? \\^name").put("key", "value");
		assertThat(CacheKeys.of(cache(name))).hasSize(1);
		cache(name).clear();
		assertThat(cache(name).get("key")).isNull();
		assertThat(cache("odd [abc]? \\^name").get("key")).isNotNull();
	}

	@Test
	void readsAreCounted() {
		CacheStatistics before = statistics("players");
		cache("players").put("#2PP", "Peter");
		cache("players").get("#2PP");
		cache("players").get("#2PP", String.class);
		cache("players").get("#8UL");
		cache("players").get("#9QR", () -> "loaded");
		cache("players").get("#9QR", () -> "not loaded again");
		CacheStatistics after = statistics("players");
		assertThat(after.hits() - before.hits()).isEqualTo(3);
		assertThat(after.misses() - before.misses()).isEqualTo(2);
		assertThat(after.failedReads() + after.failedWrites()).isZero();
	}

	/**
	 * What is cached.
	 *
	 * @param tag the tag
	 * @param clans the clans
	 * @param level the level
	 */
	record Player(String tag, List<String> clans, int level) implements Serializable {

	}

}
