package dev.triggers.engine;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.TriggerHandle;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for bulk executions whose elements come slowly, with real threads.
 */
class BulkThreadsIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final TriggersTaskExecutor pool = new TriggersTaskExecutor(8);

	private final CountDownLatch released = new CountDownLatch(1);

	private LocalTriggerEngine engine;

	@BeforeEach
	void initialize() {
		this.scheduler.initialize();
		this.pool.initialize();
		this.engine = new LocalTriggerEngine(this.scheduler, this.pool, (name) -> this.scheduler,
				TestCalls.tools(new SchedulerTimer(this.scheduler), List.of(), Map.of()), TestCalls.noActions(),
				List::of);
		this.engine.open();
	}

	@AfterEach
	void shutDown() {
		this.released.countDown();
		this.scheduler.shutdown();
		this.pool.shutdown();
	}

	@Test
	void elementIsNotHeldUpByTheReadingOfTheNext() throws Exception {
		Set<Object> called = ConcurrentHashMap.newKeySet();
		TriggerHandle handle = register(TestTriggers.named("a")
			.elements(source(500, (next) -> awaitUninterrupted(() -> next == 0 || called.contains(next - 1))))
			.concurrency(4)
			.calls(called::add));
		Execution execution = handle.fire().get(30, TimeUnit.SECONDS);
		assertThat(execution.failures()).isEmpty();
		assertThat(execution.counts().ok()).isEqualTo(500);
	}

	@Test
	void elementsThatAreWaitedForHoldUpNoOtherTrigger() throws Exception {
		CountDownLatch last = new CountDownLatch(100);
		TriggerHandle slow = register(TestTriggers.named("slow").elements(source(200, (next) -> {
			if (next == 100) {
				awaitUninterrupted(() -> this.released.getCount() == 0);
			}
		})).concurrency(0).calls((element) -> {
			last.countDown();
			return null;
		}));
		CompletableFuture<Execution> execution = slow.fire();
		assertThat(last.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		TriggerHandle other = register(TestTriggers.named("other"));
		assertThat(other.fire().get(5, TimeUnit.SECONDS).counts().ok()).isOne();
		this.released.countDown();
		assertThat(execution.get(LIMIT.toSeconds(), TimeUnit.SECONDS).counts().ok()).isEqualTo(200);
	}

	private TriggerHandle register(TestTriggers trigger) {
		this.engine.register(trigger.build());
		return TestHandles.of(this.engine, trigger.build().name());
	}

	private static void awaitUninterrupted(Callable<Boolean> condition) {
		long end = System.nanoTime() + LIMIT.toNanos();
		try {
			while (!condition.call()) {
				assertThat(System.nanoTime() - end).as("nanoseconds too late").isNegative();
				Thread.onSpinWait();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Callable<Iterator<Integer>> source(int size, IntConsumer wait) {
		return () -> new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < size;
			}

			@Override
			public Integer next() {
				wait.accept(this.next);
				return this.next++;
			}

		};
	}

}
