package dev.triggers.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.RecordingExecutionListener;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link LocalTriggerEngine} on real threads.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalTriggerEngineIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final Schedule OFTEN = Schedule.every("20ms", IntervalMode.FIXED_RATE);

	private final RecordingExecutionListener recorder = new RecordingExecutionListener();

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final CountDownLatch release = new CountDownLatch(1);

	private TriggersTaskExecutor pool = new TriggersTaskExecutor(256);

	@BeforeEach
	void initialize() {
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.scheduler.initialize();
	}

	@AfterEach
	void shutDown() {
		this.release.countDown();
		this.scheduler.shutdown();
		this.pool.shutdown();
	}

	@Test
	void blockedTriggerDelaysNobody() {
		LocalTriggerEngine engine = engine(pool(256));
		start(engine, TestTriggers.named("blocked").calls((element) -> this.release.await(1, TimeUnit.HOURS)));
		for (String name : List.of("a", "b", "c", "d")) {
			start(engine, TestTriggers.named(name).schedule(OFTEN));
		}
		for (String name : List.of("a", "b", "c", "d")) {
			await().atMost(LIMIT).until(() -> executions(name).size() >= 20);
			assertThat(executions(name)).allSatisfy((execution) -> assertThat(execution.startTime())
				.isBefore(execution.firing().scheduledTime().plusSeconds(5)));
		}
		assertThat(executions("blocked")).isEmpty();
		engine.close(Duration.ZERO);
	}

	@Test
	void triggersThatBlockAfterShortExecutionsDelayNobody() {
		LocalTriggerEngine engine = engine(pool(256));
		AtomicInteger calls = new AtomicInteger();
		List<String> blocking = IntStream.range(0, 20).mapToObj((number) -> "blocking" + number).toList();
		for (String name : blocking) {
			start(engine,
					TestTriggers.named(name)
						.schedule(OFTEN)
						.calls((element) -> calls.incrementAndGet() > 400 && this.release.await(1, TimeUnit.HOURS)));
		}
		start(engine, TestTriggers.named("other").schedule(OFTEN));
		await().atMost(LIMIT).until(() -> this.pool.getActiveCount() >= 20);
		int before = executions("other").size();
		await().atMost(LIMIT).until(() -> executions("other").size() >= before + 20);
		assertThat(executions("other")).allSatisfy((execution) -> assertThat(execution.startTime())
			.isBefore(execution.firing().scheduledTime().plusSeconds(5)));
		engine.close(Duration.ZERO);
	}

	@Test
	void poolOfOneThreadExecutesManyShortTriggers() {
		LocalTriggerEngine engine = engine(pool(1));
		List<String> names = IntStream.range(0, 20).mapToObj((number) -> "t" + number).toList();
		names.forEach((name) -> start(engine, TestTriggers.named(name).schedule(OFTEN)));
		await().atMost(LIMIT).until(() -> names.stream().allMatch((name) -> executions(name).size() >= 20));
		assertThat(this.pool.getThreadPoolExecutor().getLargestPoolSize()).isEqualTo(1);
		engine.close(Duration.ZERO);
	}

	@Test
	void fullPoolIsReportedWithWhoHoldsIt(CapturedOutput output) {
		LocalTriggerEngine engine = engine(pool(2));
		start(engine,
				TestTriggers.named("greedy")
					.elements(1, 2)
					.concurrency(2)
					.calls((element) -> this.release.await(1, TimeUnit.HOURS)));
		await().atMost(LIMIT).until(() -> this.pool.getActiveCount() == 2);
		start(engine, TestTriggers.named("waiting").schedule(OFTEN));
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(output).contains("All 2 threads of triggers are taken, by greedy (2)"));
		assertThat(executions("waiting")).isEmpty();
		this.release.countDown();
		await().atMost(LIMIT).until(() -> executions("waiting").size() >= 2);
		engine.close(Duration.ZERO);
	}

	@Test
	void executionOfManyElementsLeavesThreadsToOthers() {
		LocalTriggerEngine engine = engine(pool(2));
		start(engine,
				TestTriggers.named("endless")
					.concurrency(0)
					.elements(() -> Stream.generate(() -> "x"))
					.calls((element) -> this.release.await(1, TimeUnit.MILLISECONDS)));
		start(engine, TestTriggers.named("a").schedule(OFTEN));
		await().atMost(LIMIT).until(() -> executions("a").size() >= 3);
		engine.close(Duration.ZERO);
	}

	@Test
	void scheduleThatBlocksDelaysNobodyAndNotTheEnd() {
		LocalTriggerEngine engine = engine(pool(256));
		CountDownLatch asked = new CountDownLatch(1);
		start(engine, TestTriggers.named("blocked").schedule(Schedule.of((context) -> {
			asked.countDown();
			boolean released = false;
			while (!released) {
				try {
					released = this.release.await(1, TimeUnit.HOURS);
				}
				catch (InterruptedException ex) {
					// as bad code does
				}
			}
			return null;
		})));
		await().atMost(LIMIT).until(() -> asked.getCount() == 0);
		start(engine, TestTriggers.named("a").schedule(OFTEN));
		assertThat(engine.stop("blocked")).isTrue();
		await().atMost(LIMIT).until(() -> executions("a").size() >= 5);
		engine.close(Duration.ofMillis(10));
		assertThat(executions("a")).isNotEmpty();
	}

	@Test
	void triggerThatClosesTheEngineDoesNotWaitForItself() {
		LocalTriggerEngine engine = engine(pool(256));
		start(engine, TestTriggers.named("a").calls((element) -> {
			engine.close(Duration.ofHours(1));
			return null;
		}));
		await().atMost(LIMIT).until(() -> executions("a").size() == 1);
	}

	@Test
	void poolReusesIdleThreads() {
		LocalTriggerEngine engine = engine(pool(256));
		start(engine, TestTriggers.named("a").schedule(Schedule.every(Duration.ofMillis(1))));
		await().atMost(LIMIT).until(() -> executions("a").size() >= 200);
		assertThat(this.pool.getThreadPoolExecutor().getLargestPoolSize()).isLessThan(10);
		engine.close(Duration.ZERO);
	}

	@Test
	void waitingTriggersHoldNoThread() {
		LocalTriggerEngine engine = engine(pool(256));
		for (int i = 0; i < 1000; i++) {
			start(engine, TestTriggers.named("t" + i).onStartup(false).schedule(Schedule.every("1h")));
		}
		assertThat(this.pool.getThreadPoolExecutor().getLargestPoolSize()).isZero();
		assertThat(this.scheduler.getPoolSize()).isEqualTo(1);
		engine.close(Duration.ZERO);
		assertThat(this.scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
	}

	@Test
	void closeWaitsForExecutions() throws Exception {
		LocalTriggerEngine engine = engine(pool(256));
		CountDownLatch executing = new CountDownLatch(1);
		start(engine, TestTriggers.named("a").elements(1, 2, 3).calls((element) -> {
			executing.countDown();
			return this.release.await(1, TimeUnit.HOURS);
		}));
		assertThat(executing.await(30, TimeUnit.SECONDS)).isTrue();
		this.scheduler.schedule(this.release::countDown, this.scheduler.getClock().instant().plusMillis(100));
		engine.close(LIMIT);
		assertThat(executions("a")).singleElement().satisfies((execution) -> {
			assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
			assertThat(execution.counts().ok()).isEqualTo(3);
		});
	}

	@Test
	void closeInterruptsWhatTakesTooLong() throws Exception {
		LocalTriggerEngine engine = engine(pool(256));
		CountDownLatch executing = new CountDownLatch(2);
		start(engine, TestTriggers.named("sleeps").elements(1, 2).calls((element) -> {
			executing.countDown();
			return this.release.await(1, TimeUnit.HOURS);
		}));
		start(engine, TestTriggers.named("reads").elements(() -> Stream.generate(() -> {
			executing.countDown();
			try {
				return this.release.await(1, TimeUnit.HOURS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		})));
		assertThat(executing.await(30, TimeUnit.SECONDS)).isTrue();
		engine.close(Duration.ofMillis(50));
		for (String name : List.of("sleeps", "reads")) {
			assertThat(executions(name)).singleElement().satisfies((execution) -> {
				assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED);
				assertThat(execution.counts().failed()).isZero();
			});
		}
	}

	@Test
	void closeInterruptsListenersToo() throws Exception {
		CountDownLatch handling = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		ExecutionListener handler = (event) -> {
			if (event instanceof ExecutionEvent.CallFailed) {
				handling.countDown();
				try {
					this.release.await(1, TimeUnit.HOURS);
				}
				catch (InterruptedException ex) {
					interrupted.set(true);
				}
			}
		};
		LocalTriggerEngine engine = new LocalTriggerEngine(this.scheduler, pool(256), (name) -> this.scheduler,
				TestCalls.tools(this.scheduler), TestCalls.noActions(), () -> List.of(handler, this.recorder));
		engine.open();
		start(engine, TestTriggers.named("a").calls((element) -> {
			throw new IllegalStateException();
		}));
		assertThat(handling.await(30, TimeUnit.SECONDS)).isTrue();
		engine.close(Duration.ofMillis(10));
		assertThat(interrupted).isTrue();
		assertThat(executions("a")).hasSize(1);
	}

	@Test
	void infiniteElementsEndWithTheEngine() {
		LocalTriggerEngine engine = engine(pool(256));
		AtomicInteger calls = new AtomicInteger();
		AtomicBoolean closed = new AtomicBoolean();
		start(engine,
				TestTriggers.named("a")
					.concurrency(4)
					.elements(() -> Stream.generate(() -> "x").onClose(() -> closed.set(true)))
					.calls((element) -> calls.incrementAndGet()));
		await().atMost(LIMIT).until(() -> calls.get() > 1000);
		engine.close(Duration.ofMillis(10));
		assertThat(closed).isTrue();
		assertThat(executions("a")).singleElement()
			.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED));
	}

	@Test
	void codeThatIgnoresInterruptsIsLeftBehind(CapturedOutput output) throws Exception {
		LocalTriggerEngine engine = engine(pool(256));
		CountDownLatch executing = new CountDownLatch(1);
		start(engine, TestTriggers.named("stubborn").calls((element) -> {
			executing.countDown();
			boolean released = false;
			while (!released) {
				try {
					released = this.release.await(1, TimeUnit.HOURS);
				}
				catch (InterruptedException ex) {
					// as bad code does
				}
			}
			return null;
		}));
		assertThat(executing.await(30, TimeUnit.SECONDS)).isTrue();
		engine.close(Duration.ofMillis(10));
		assertThat(output).contains("Left behind, since they ignore interrupts: stubborn (execution ");
	}

	@Test
	void interruptOfOneCallDoesNotReachTheNext() {
		LocalTriggerEngine engine = engine(pool(1));
		AtomicInteger interrupted = new AtomicInteger();
		start(engine, TestTriggers.named("a").elements(IntStream.range(0, 100).boxed().toArray()).calls((element) -> {
			if (Thread.currentThread().isInterrupted()) {
				interrupted.incrementAndGet();
			}
			Thread.currentThread().interrupt();
			return null;
		}));
		await().atMost(LIMIT).until(() -> executions("a").size() == 1);
		assertThat(interrupted).hasValue(0);
		assertThat(executions("a").get(0).counts().ok()).isEqualTo(100);
		engine.close(Duration.ZERO);
	}

	@Test
	void elementsAreCalledInParallelWithinTheLimit() {
		LocalTriggerEngine engine = engine(pool(256));
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch eight = new CountDownLatch(8);
		start(engine,
				TestTriggers.named("a").concurrency(8).elements(() -> IntStream.range(0, 5000)).calls((element) -> {
					most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
					eight.countDown();
					boolean reached = eight.await(30, TimeUnit.SECONDS);
					inFlight.decrementAndGet();
					return reached;
				}));
		await().atMost(LIMIT).until(() -> executions("a").size() == 1);
		assertThat(executions("a").get(0).counts().ok()).isEqualTo(5000);
		assertThat(most).hasValue(8);
		engine.close(Duration.ZERO);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void virtualThreadsExecute() {
		SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor("virtual-");
		virtual.setVirtualThreads(true);
		LocalTriggerEngine engine = engine(virtual);
		AtomicInteger blocked = new AtomicInteger();
		start(engine,
				TestTriggers.named("blocked")
					.concurrency(0)
					.elements(() -> IntStream.range(0, 1000))
					.calls((element) -> {
						blocked.incrementAndGet();
						return this.release.await(1, TimeUnit.HOURS);
					}));
		start(engine, TestTriggers.named("a").schedule(OFTEN).calls((element) -> {
			assertThat(Thread.currentThread().getName()).startsWith("virtual-");
			assertThat(Thread.currentThread().getThreadGroup().getName()).isEqualTo("VirtualThreads");
			return null;
		}));
		await().atMost(LIMIT).until(() -> blocked.get() == 1000 && executions("a").size() >= 20);
		assertThat(this.recorder.events(ExecutionEvent.CallFailed.class)).isEmpty();
		engine.close(Duration.ZERO);
		assertThat(executions("blocked")).singleElement()
			.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED));
	}

	@Test
	void namedSchedulerExecutesOnItsOwnThreads() {
		LocalTriggerEngine engine = engine(pool(1));
		AtomicInteger wrong = new AtomicInteger();
		this.scheduler.setThreadNamePrefix("own-");
		start(engine, TestTriggers.named("a").scheduler("own").schedule(OFTEN).calls((element) -> {
			if (!Thread.currentThread().getName().startsWith("own-")) {
				wrong.incrementAndGet();
			}
			return null;
		}));
		await().atMost(LIMIT).until(() -> executions("a").size() >= 5);
		assertThat(wrong).hasValue(0);
		assertThat(this.pool.getThreadPoolExecutor().getLargestPoolSize()).isZero();
		engine.close(Duration.ZERO);
	}

	private TriggersTaskExecutor pool(int maxThreads) {
		this.pool.shutdown();
		this.pool = new TriggersTaskExecutor(maxThreads);
		this.pool.setThreadNamePrefix("test-");
		this.pool.initialize();
		return this.pool;
	}

	private LocalTriggerEngine engine(Executor executor) {
		LocalTriggerEngine engine = new LocalTriggerEngine(this.scheduler, executor, (name) -> this.scheduler,
				TestCalls.tools(this.scheduler), TestCalls.noActions(), () -> List.of(this.recorder));
		engine.open();
		return engine;
	}

	private static void start(LocalTriggerEngine engine, TestTriggers trigger) {
		engine.register(trigger.build());
		engine.start(trigger.build().name(), List.of());
	}

	private List<Execution> executions(String name) {
		return this.recorder.finished()
			.stream()
			.filter((execution) -> execution.firing().triggerName().equals(name))
			.toList();
	}

}
