package dev.triggers.cache.backend;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.Cache.ValueRetrievalException;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.support.AbstractValueAdaptingCache;

import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.CacheStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ResilientCache} and {@link BackendGuard}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResilientCacheTests {

	// close to where it overflows
	private long nanoTime = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

	private final FailingCache backend = new FailingCache("players", this::pass);

	private final BackendGuard guard = new BackendGuard("remote", () -> this.nanoTime);

	private final ResilientCache cache = new ResilientCache(this.backend, this.guard);

	private void pass(Duration duration) {
		this.nanoTime += duration.toNanos();
	}

	private void fail() {
		this.backend.failure = new IllegalStateException("Down");
	}

	private CacheStatistics statistics() {
		return this.cache.statistics();
	}

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void readsAreMissesWhileTheBackendFails() {
		this.cache.put("key", "value");
		fail();
		assertThat(this.cache.get("key")).isNull();
		assertThat(this.cache.get("key", String.class)).isNull();
		assertThat(Objects.requireNonNull(this.cache.retrieve("key")).join()).isNull();
		assertThat(CacheKeys.of(this.cache)).isEmpty();
		assertThat(statistics()).isEqualTo(new CacheStatistics(null, 0, 3, 1L, null, 4, 0));
	}

	@Test
	void writesAreDroppedWhileTheBackendFails() {
		fail();
		this.cache.put("key", "value");
		assertThat(this.cache.putIfAbsent("key", "value")).isNull();
		this.cache.evict("key");
		assertThat(this.cache.evictIfPresent("key")).isFalse();
		this.cache.clear();
		assertThat(this.cache.invalidate()).isFalse();
		assertThat(statistics()).isEqualTo(new CacheStatistics(null, 0, 0, 0L, null, 0, 6));
	}

	@Test
	void everythingWorksAgainWhenTheBackendDoes() {
		fail();
		this.cache.put("key", "value");
		this.backend.failure = null;
		assertThat(this.cache.get("key")).isNull();
		this.cache.put("key", "value");
		assertThat(this.cache.get("key", String.class)).isEqualTo("value");
	}

	@Test
	void valueIsLoadedOnceThoughItCannotBeRead() {
		fail();
		AtomicInteger loads = new AtomicInteger();
		assertThat(this.cache.get("key", loads::incrementAndGet)).isOne();
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.completedFuture(loads.incrementAndGet())).join())
			.isEqualTo(2);
		assertThat(statistics().failedReads()).isEqualTo(2);
		assertThat(statistics().misses()).isEqualTo(2);
	}

	@Test
	void entryThatCannotBeReadIsWrittenAnew() {
		this.cache.put("key", "of a class that is gone");
		this.backend.writeOnly = true;
		fail();
		assertThat(this.cache.get("key", () -> "new")).isEqualTo("new");
		this.backend.writeOnly = false;
		this.backend.failure = null;
		assertThat(this.cache.get("key", String.class)).isEqualTo("new");
	}

	@Test
	void valueThatIsUnfitIsHeardOfThoughTheEntryCannotBeRead() {
		ResilientCache futures = new ResilientCache(new ConcurrentMapCache("futures") {

			@Override
			public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
				return CompletableFuture.failedFuture(new IllegalStateException("Cannot decode"));
			}

			@Override
			public void put(Object key, @Nullable Object value) {
				throw new UnfitForCacheException("Cannot encode", new IllegalStateException());
			}

		}, this.guard);
		assertThat(futures.retrieve("key", () -> CompletableFuture.completedFuture("value")))
			.failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withCauseInstanceOf(UnfitForCacheException.class);
	}

	@Test
	void errorOfALoaderIsHeard() {
		ResilientCache maps = new ResilientCache(new ConcurrentMapCache("maps"), this.guard);
		AssertionError error = new AssertionError("boom");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> maps.get("key", () -> {
			throw error;
		})).withCause(error);
		assertThat(maps.statistics().failedWrites()).isZero();
	}

	@Test
	void readsAreMissesWhateverTheBackendThrows() {
		this.backend.failure = new IllegalArgumentException("Cannot decode");
		assertThat(this.cache.get("key")).isNull();
		this.backend.failure = new UnsupportedOperationException("Cannot read");
		assertThat(this.cache.get("key", String.class)).isNull();
		assertThat(statistics().failedReads()).isEqualTo(2);
	}

	@Test
	void cacheWithoutFuturesIsAskedWithoutThem() {
		ResilientCache blocking = new ResilientCache(new BlockingCache(), this.guard);
		assertThat(blocking.retrieve("key")).isNull();
		assertThat(blocking.retrieve("key", () -> CompletableFuture.completedFuture("value")).join())
			.isEqualTo("value");
		assertThat(blocking.retrieve("key", () -> CompletableFuture.completedFuture("other")).join())
			.isEqualTo("value");
		assertThat(blocking.retrieve("key")).isNotNull();
		assertThat(blocking.statistics().failedReads()).isZero();
	}

	@Test
	void cacheWithoutFuturesIsAskedAgainAfterAPause() {
		ResilientCache blocking = new ResilientCache(new BlockingCache(), this.guard);
		blocking.put("key", "value");
		pause();
		assertThat(blocking.retrieve("key")).isNotNull();
		assertThat(this.guard.mayAsk()).isTrue();
		pause();
		assertThat(blocking.retrieve("key", () -> CompletableFuture.completedFuture("other")).join())
			.isEqualTo("value");
		assertThat(this.guard.mayAsk()).isTrue();
		pause();
		assertThat(blocking.retrieve("other", () -> CompletableFuture.completedFuture("other")).join())
			.isEqualTo("other");
		assertThat(blocking.get("other", String.class)).isEqualTo("other");
		assertThat(blocking.statistics()).isEqualTo(new CacheStatistics(null, 3, 1, 2L, null, 0, 0));
	}

	/**
	 * Let a slow failure and the pause after it pass.
	 */
	private void pause() {
		this.guard.failed(true, "players", new IllegalStateException("Down"), Duration.ofSeconds(1).toNanos());
		pass(BackendGuard.PAUSE);
	}

	@Test
	void keyThatIsUnfitSaysNothingOfTheBackend() {
		this.backend.failure = new UnfitForCacheException("No text", new IllegalStateException());
		pause();
		List<ThrowingCallable> calls = List.of(() -> this.cache.get("key"), () -> this.cache.get("key", () -> "value"),
				() -> this.cache.put("key", "value"));
		for (ThrowingCallable call : calls) {
			assertThatIllegalArgumentException().isThrownBy(call);
			assertOneCallerMayAsk();
		}
		assertThat(this.cache.retrieve("key")).isCompletedExceptionally();
		assertOneCallerMayAsk();
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.completedFuture("value")))
			.isCompletedExceptionally();
		assertOneCallerMayAsk();
		assertThat(statistics().failedReads() + statistics().failedWrites()).isZero();
	}

	@Test
	void keyThatIsUnfitAtOnceSaysNothingOfTheBackend() {
		this.backend.failure = new UnfitForCacheException("No text", new IllegalStateException());
		this.backend.atOnce = true;
		pause();
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.retrieve("key"));
		assertOneCallerMayAsk();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.cache.retrieve("key", () -> CompletableFuture.completedFuture("value")));
		assertOneCallerMayAsk();
	}

	private void assertOneCallerMayAsk() {
		assertThat(this.guard.mayAsk()).isTrue();
		assertThat(this.guard.mayAsk()).isFalse();
		pass(BackendGuard.PAUSE);
	}

	@Test
	void loaderThatFailsLeavesABackendThatWorks() {
		pause();
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.failedFuture(new IllegalStateException())))
			.isCompletedExceptionally();
		assertThat(this.guard.mayAsk()).isTrue();
		assertThat(this.guard.mayAsk()).isTrue();
	}

	@Test
	void futureThatIsPendingSaysNothingOfTheBackend() {
		CompletableFuture<Object> pending = new CompletableFuture<>();
		ResilientCache slow = new ResilientCache(new ConcurrentMapCache("slow") {

			@Override
			public CompletableFuture<?> retrieve(Object key) {
				return pending;
			}

		}, this.guard);
		this.guard.failed(true, "slow", new IllegalStateException("Down"), Duration.ofSeconds(1).toNanos());
		pass(BackendGuard.PAUSE);
		assertThat(slow.retrieve("key")).isNotNull();
		assertThat(slow.retrieve("key")).isNull();
		pending.complete(null);
		assertThat(slow.retrieve("key")).isNotNull();
	}

	@Test
	void valueIsLoadedOnceThoughItCannotBeStored() {
		fail();
		this.backend.readOnly = true;
		AtomicInteger loads = new AtomicInteger();
		assertThat(this.cache.get("key", loads::incrementAndGet)).isOne();
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.completedFuture(loads.incrementAndGet())).join())
			.isEqualTo(2);
		assertThat(statistics()).isEqualTo(new CacheStatistics(null, 0, 2, 0L, null, 0, 2));
	}

	@Test
	void loaderThatFailsIsAskedOnce() {
		AtomicInteger loads = new AtomicInteger();
		RuntimeException failure = new IllegalStateException("No such player");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.cache.get("key", () -> {
			loads.incrementAndGet();
			throw failure;
		})).isSameAs(failure);
		assertThat(this.cache.retrieve("key", () -> {
			loads.incrementAndGet();
			throw failure;
		})).isCompletedExceptionally();
		assertThat(loads).hasValue(2);
		assertThat(statistics()).isEqualTo(new CacheStatistics(null, 0, 2, 0L, null, 0, 0));
	}

	@Test
	void loaderThatFailsWhileTheBackendDoesIsHeard() {
		fail();
		Exception failure = new Exception("No such player");
		assertThatExceptionOfType(ValueRetrievalException.class).isThrownBy(() -> this.cache.get("key", () -> {
			throw failure;
		})).withCause(failure);
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.failedFuture(failure))).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCause(failure);
	}

	@Test
	void faultsOfTheCallerAreHeard() {
		this.backend.failure = new IllegalArgumentException("Not serializable");
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.put("key", "value"));
		this.backend.failure = new UnfitForCacheException("No text", new IllegalStateException());
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.get("key"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.cache.get("key", () -> "value"));
		ResilientCache silent = new ResilientCache(new NoKeysCache(), this.guard);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(silent::keys);
		assertThat(statistics().failedReads() + statistics().failedWrites()).isZero();
	}

	@Test
	void clearingByHandFails() {
		fail();
		ResilientGroupCache group = new ResilientGroupCache(this.cache);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(group::clear).withMessage("Down");
	}

	@Test
	void backendIsNotAskedForAWhileAfterASlowFailure() {
		fail();
		this.backend.duration = Duration.ofSeconds(1);
		this.cache.get("key");
		this.cache.get("key");
		this.cache.put("key", "value");
		assertThat(this.cache.get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(this.cache.retrieve("key", () -> CompletableFuture.completedFuture("loaded")).join())
			.isEqualTo("loaded");
		assertThat(this.cache.retrieve("key")).isNull();
		assertThat(this.backend.calls).isOne();
		assertThat(statistics()).isEqualTo(new CacheStatistics(null, 0, 5, 0L, null, 5, 1));
		pass(BackendGuard.PAUSE);
		this.cache.get("key");
		this.cache.get("key");
		assertThat(this.backend.calls).isEqualTo(2);
	}

	@Test
	void oneCallerAsksForAllWhetherTheBackendIsBack() {
		fail();
		this.backend.duration = Duration.ofSeconds(1);
		this.cache.get("key");
		pass(BackendGuard.PAUSE);
		assertThat(this.guard.mayAsk()).isTrue();
		assertThat(this.guard.mayAsk()).isFalse();
		this.guard.succeeded();
		assertThat(this.guard.mayAsk()).isTrue();
		assertThat(this.guard.mayAsk()).isTrue();
	}

	@Test
	void quickFailuresDoNotKeepOthersFromAsking() {
		fail();
		this.backend.duration = BackendGuard.SLOW;
		this.cache.get("key");
		this.cache.get("key");
		assertThat(this.backend.calls).isEqualTo(2);
	}

	@Test
	void slowLoaderIsNoSlowBackend() {
		fail();
		this.backend.readOnly = true;
		this.cache.get("key", () -> {
			pass(Duration.ofSeconds(10));
			return "value";
		});
		assertThat(this.guard.mayAsk()).isTrue();
	}

	@Test
	void interruptSaysNothingOfTheBackend(CapturedOutput output) {
		fail();
		this.backend.duration = Duration.ofSeconds(1);
		Thread.currentThread().interrupt();
		assertThat(this.cache.get("key")).isNull();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.guard.mayAsk()).isTrue();
		assertThat(output).doesNotContain("Cache backend");
	}

	@Test
	void failuresAreLoggedOncePerMinute(CapturedOutput output) {
		fail();
		for (int second = 0; second < 121; second++) {
			this.cache.get("key");
			this.cache.put("key", "value");
			pass(Duration.ofSeconds(1));
		}
		assertThat(output.toString().lines().filter((line) -> line.contains("Cache backend 'remote' fails")))
			.hasSize(3);
		assertThat(output).contains("WARN")
			.contains("1 reads were misses and 0 writes were dropped since this was last said; cache 'players': "
					+ "java.lang.IllegalStateException: Down")
			.contains("60 reads were misses and 60 writes were dropped");
	}

	@Test
	void nullIsAHit() {
		this.cache.put("key", null);
		Cache.ValueWrapper found = this.cache.get("key");
		assertThat(found).isNotNull();
		assertThat(found.get()).isNull();
		assertThat(statistics().hits()).isOne();
	}

	/**
	 * Cache that knows no futures.
	 */
	private static final class BlockingCache extends ConcurrentMapCache {

		BlockingCache() {
			super("blocking");
		}

		@Override
		public CompletableFuture<?> retrieve(Object key) {
			throw new UnsupportedOperationException("Not for futures");
		}

		@Override
		public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
			throw new UnsupportedOperationException("Not for futures");
		}

	}

	/**
	 * Cache that cannot list its keys.
	 */
	private static final class NoKeysCache extends AbstractValueAdaptingCache {

		NoKeysCache() {
			super(true);
		}

		@Override
		protected @Nullable Object lookup(Object key) {
			return null;
		}

		@Override
		public String getName() {
			return "silent";
		}

		@Override
		public Object getNativeCache() {
			return this;
		}

		@Override
		public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
			return null;
		}

		@Override
		public void put(Object key, @Nullable Object value) {
		}

		@Override
		public void evict(Object key) {
		}

		@Override
		public void clear() {
		}

	}

}
