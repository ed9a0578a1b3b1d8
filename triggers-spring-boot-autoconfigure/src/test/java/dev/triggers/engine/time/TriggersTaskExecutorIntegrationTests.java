package dev.triggers.engine.time;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggersTaskExecutor} with real threads.
 */
@Timeout(60)
class TriggersTaskExecutorIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final TriggersTaskExecutor pool = pool(64);

	private static TriggersTaskExecutor pool(int maxThreads) {
		TriggersTaskExecutor pool = new TriggersTaskExecutor(maxThreads);
		pool.setThreadNamePrefix("test-");
		pool.initialize();
		return pool;
	}

	@AfterEach
	void shutdown() {
		this.pool.shutdown();
	}

	private void blockUntil(CountDownLatch end, CountDownLatch begun, int tasks) {
		for (int task = 0; task < tasks; task++) {
			this.pool.execute(() -> {
				begun.countDown();
				awaitQuietly(end);
			});
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void tasksThatBlockAllGetAThread() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(64);
		blockUntil(end, begun, 64);
		assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		end.countDown();
	}

	@Test
	void tasksThatBlockForEverDelayNoOther() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(60);
		blockUntil(end, begun, 60);
		assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		CountDownLatch others = new CountDownLatch(10_000);
		for (int task = 0; task < 10_000; task++) {
			this.pool.execute(others::countDown);
		}
		assertThat(others.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		end.countDown();
	}

	@Test
	void shortTasksShareFewThreads() throws InterruptedException {
		Set<Thread> threads = ConcurrentHashMap.newKeySet();
		CountDownLatch done = new CountDownLatch(20_000);
		for (int task = 0; task < 20_000; task++) {
			this.pool.execute(() -> {
				threads.add(Thread.currentThread());
				done.countDown();
			});
		}
		assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(threads).hasSizeLessThan(64);
	}

	@Test
	void eachTaskIsExecutedOnceWhateverTheOthersDo() throws InterruptedException {
		int tasks = 20_000;
		AtomicInteger[] executions = new AtomicInteger[tasks];
		CountDownLatch done = new CountDownLatch(tasks);
		for (int task = 0; task < tasks; task++) {
			AtomicInteger own = new AtomicInteger();
			executions[task] = own;
			this.pool.execute(() -> {
				own.incrementAndGet();
				done.countDown();
				int dice = ThreadLocalRandom.current().nextInt(1000);
				if (dice < 20) {
					LockSupport.parkNanos(dice * 100_000L);
				}
				if (dice == 999) {
					throw new IllegalStateException("Thrown on purpose");
				}
			});
		}
		assertThat(done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(executions).allMatch((number) -> number.get() == 1);
		await().atMost(PATIENCE).until(() -> this.pool.getActiveCount() == 0);
		tasksThatBlockAllGetAThread();
	}

	@Test
	void saturationIsToldOfOncePerBurst() throws InterruptedException {
		AtomicInteger told = new AtomicInteger();
		this.pool.setSaturationListener(told::incrementAndGet);
		for (int burst = 1; burst <= 2; burst++) {
			CountDownLatch end = new CountDownLatch(1);
			CountDownLatch begun = new CountDownLatch(64);
			blockUntil(end, begun, 70);
			assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			int expected = burst;
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).hasValue(expected));
			assertThat(this.pool.isCongested()).isTrue();
			end.countDown();
			await().atMost(PATIENCE).until(() -> this.pool.getActiveCount() == 0 && !this.pool.isCongested());
		}
	}

	@Test
	void tasksThatWaitAreExecutedAfterTheEnd() throws InterruptedException {
		CountDownLatch end = new CountDownLatch(1);
		CountDownLatch begun = new CountDownLatch(64);
		this.pool.setWaitForTasksToCompleteOnShutdown(true);
		this.pool.setAwaitTerminationSeconds(20);
		blockUntil(end, begun, 64);
		assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		AtomicInteger done = new AtomicInteger();
		for (int task = 0; task < 100; task++) {
			this.pool.execute(done::incrementAndGet);
		}
		end.countDown();
		this.pool.shutdown();
		assertThat(done).hasValue(100);
		assertThat(this.pool.getThreadPoolExecutor().isTerminated()).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.execute(() -> {
		}));
	}

	@Test
	void poolThatIsInitializedAgainExecutes() throws InterruptedException {
		this.pool.shutdown();
		this.pool.initialize();
		tasksThatBlockAllGetAThread();
	}

	@Test
	void watchEndsWithThePool() {
		TriggersTaskExecutor other = pool(4);
		other.setThreadNamePrefix("other-");
		other.initialize();
		assertThat(watches("other-")).isOne();
		other.shutdown();
		await().atMost(PATIENCE).until(() -> watches("other-") == 0);
	}

	private static long watches(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals(prefix + "watch"))
			.count();
	}

}
