package dev.triggers.actuate.cache;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;

import dev.triggers.actuate.service.RefusedException;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheSerialization;
import dev.triggers.cache.GroupCache;
import dev.triggers.cache.backend.BackendGuard;
import dev.triggers.cache.backend.GroupCaches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CachesOperator}.
 */
class CachesOperatorTests {

	private static CacheGroups groups(Cache... caches) {
		BackendGuard guard = new BackendGuard("maps", System::nanoTime);
		List<GroupCache> created = Stream.of(caches).map((cache) -> GroupCaches.of(cache, guard)).toList();
		CacheGroupSettings settings = new CacheGroupSettings(null, null, CacheSerialization.JDK);
		return new CacheGroups(List.of(new CacheGroup("player", "maps", settings, created)));
	}

	@Test
	void clearingGoesOnAfterAFailureAndNamesEachCacheThatIsNotCleared() {
		Cache works = new ConcurrentMapCache("players");
		works.put("key", "value");
		CachesOperator operator = new CachesOperator(() -> groups(new Failing("ranks"), works, new Failing("clans")),
				() -> true);
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> operator.clear("player", null))
			.withMessage("Caches 'ranks' and 'clans' have not been cleared, as their backend failed: "
					+ "java.lang.IllegalStateException: ranks is down");
		assertThat(works.get("key")).isNull();
	}

	@Test
	void oneCacheThatFailsIsNamed() {
		CachesOperator operator = new CachesOperator(() -> groups(new Failing("ranks"), new Failing("clans")),
				() -> true);
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> operator.clear("player", "clans"))
			.withMessage("Cache 'clans' has not been cleared, as its backend failed: "
					+ "java.lang.IllegalStateException: clans is down");
	}

	/**
	 * Cache that cannot be cleared.
	 */
	private static final class Failing extends ConcurrentMapCache {

		Failing(String name) {
			super(name);
		}

		@Override
		public void clear() {
			throw new IllegalStateException(getName() + " is down");
		}

	}

}
