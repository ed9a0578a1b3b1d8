package dev.triggers.cache.backend;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueWrapper;
import org.springframework.cache.caffeine.CaffeineCache;

import dev.triggers.cache.GroupCache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GroupCaches}.
 */
class GroupCachesTests {

	private final BackendGuard guard = new BackendGuard("mine", System::nanoTime);

	@Test
	void cacheOfCaffeineStaysAsItIs() {
		Cache cache = new CaffeineCache("players", Caffeine.newBuilder().buildAsync(), true);
		assertThat(GroupCaches.of(cache, this.guard).cache()).isSameAs(cache);
	}

	@Test
	void cacheOfCaffeineWithoutFuturesIsAskedWithoutThem() {
		CaffeineCache blocking = new CaffeineCache("players", Caffeine.newBuilder().recordStats().build());
		GroupCache group = GroupCaches.of(blocking, this.guard);
		Cache cache = group.cache();
		AtomicInteger loads = new AtomicInteger();
		assertThat(cache.retrieve("key")).isNull();
		for (int call = 0; call < 2; call++) {
			assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture(loads.incrementAndGet())).join())
				.isOne();
		}
		assertThat(Objects.requireNonNull(cache.retrieve("key")).join()).isInstanceOf(ValueWrapper.class)
			.extracting("value")
			.isEqualTo(1);
		assertThat(blocking.get("key", Integer.class)).isOne();
		assertThat(group.mayFail()).isFalse();
		assertThat(group.statistics().hits()).isEqualTo(3);
		assertThat(cache).isInstanceOf(CaffeineCache.class).extracting("allowNullValues").isEqualTo(true);
	}

	@Test
	void otherCachesMayFail() {
		assertThat(GroupCaches.of(new FailingCache("players", (duration) -> {
		}), this.guard).mayFail()).isTrue();
	}

}
