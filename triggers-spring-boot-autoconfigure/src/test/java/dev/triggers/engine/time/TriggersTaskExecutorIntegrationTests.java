package dev.triggers.engine.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggersTaskExecutor} on real threads: tasks that share threads beside
 * others.
 */
class TriggersTaskExecutorIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String PREFIX = "shared-test-";

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicBoolean over = new AtomicBoolean();

	@AfterEach
	void release() {
		this.over.set(true);
		this.release.countDown();
	}

	@Test
	void noThreadIsLeftWhenTasksWaitedForThreadsThatIgnoreTheShutdown() throws Exception {
		TriggersTaskExecutor executor = executor(2);
		CountDownLatch taken = new CountDownLatch(2);
		for (int number = 0; number < 2; number++) {
			executor.execute(() -> {
				taken.countDown();
				ignoreInterrupts();
			});
		}
		assertThat(taken.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		for (int number = 0; number < 5; number++) {
			executor.executeShort(() -> {
			});
		}
		executor.shutdown();
		this.release.countDown();
		await().atMost(LIMIT).until(() -> threads().noneMatch(Thread::isAlive));
	}

	@Test
	void tasksThatAreLongAfterAllRunBesideEachOther() throws Exception {
		TriggersTaskExecutor executor = executor(256);
		CountDownLatch together = new CountDownLatch(200);
		CountDownLatch ended = new CountDownLatch(200);
		for (int number = 0; number < 200; number++) {
			executor.executeShort(() -> {
				together.countDown();
				ignoreInterrupts();
				ended.countDown();
			});
		}
		assertThat(together.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.release.countDown();
		assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		executor.shutdown();
	}

	@Test
	void otherTasksGetTheOnlyThreadThoughShortOnesNeverEnd() throws Exception {
		TriggersTaskExecutor executor = executor(1);
		repeat(executor);
		repeat(executor);
		for (int number = 0; number < 5; number++) {
			CountDownLatch executed = new CountDownLatch(1);
			executor.execute(executed::countDown);
			assertThat(executed.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}
		this.over.set(true);
		executor.shutdown();
	}

	private void repeat(TriggersTaskExecutor executor) {
		if (!this.over.get()) {
			executor.executeShort(() -> repeat(executor));
		}
	}

	private void ignoreInterrupts() {
		boolean released = false;
		while (!released) {
			try {
				released = this.release.await(1, TimeUnit.HOURS);
			}
			catch (InterruptedException ex) {
				// ignored
			}
		}
	}

	private static TriggersTaskExecutor executor(int maxThreads) {
		TriggersTaskExecutor executor = new TriggersTaskExecutor(maxThreads);
		executor.setThreadNamePrefix(PREFIX);
		executor.initialize();
		return executor;
	}

	private static Stream<Thread> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().startsWith(PREFIX));
	}

}
