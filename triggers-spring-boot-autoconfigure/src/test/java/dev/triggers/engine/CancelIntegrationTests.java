package dev.triggers.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.RecordingExecutionListener;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggerHandle#cancel()}: what becomes of code that waits in several
 * ways.
 */
class CancelIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final RecordingExecutionListener recorder = new RecordingExecutionListener();

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final TriggersTaskExecutor pool = new TriggersTaskExecutor(16);

	private final CountDownLatch begun = new CountDownLatch(1);

	private final AtomicBoolean released = new AtomicBoolean();

	@BeforeEach
	void initialize() {
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.scheduler.initialize();
	}

	@AfterEach
	void shutDown() {
		this.released.set(true);
		this.scheduler.shutdown();
		this.pool.shutdown();
	}

	@Test
	void sleepingExecutionIsInterrupted() throws Exception {
		assertEndsAtOnce(() -> new CountDownLatch(1).await(1, TimeUnit.HOURS));
	}

	@Test
	void executionThatWaitsForALockIsInterrupted() throws Exception {
		ReentrantLock lock = new ReentrantLock();
		lock.lock();
		assertEndsAtOnce(() -> {
			lock.lockInterruptibly();
			return null;
		});
		lock.unlock();
	}

	@Test
	void futureThatAnExecutionWaitsForIsCancelled() throws Exception {
		CompletableFuture<Object> future = new CompletableFuture<>();
		assertEndsAtOnce(() -> future);
		assertThat(future).isCancelled();
	}

	@Test
	void monoThatAnExecutionWaitsForIsCancelled() throws Exception {
		AtomicBoolean cancelled = new AtomicBoolean();
		assertEndsAtOnce(() -> Mono.never().doOnCancel(() -> cancelled.set(true)));
		await().atMost(LIMIT).untilTrue(cancelled);
	}

	@Test
	void fluxThatAnExecutionWaitsForIsCancelled() throws Exception {
		AtomicBoolean cancelled = new AtomicBoolean();
		assertEndsAtOnce(() -> Flux.interval(Duration.ofMillis(1)).doOnCancel(() -> cancelled.set(true)));
		await().atMost(LIMIT).untilTrue(cancelled);
	}

	@Test
	void executionThatIgnoresInterruptsIsUnresponsiveUntilItReturns() throws Exception {
		TriggerHandle handle = start(TestTriggers.named("a"), this::ignoreInterrupts);
		assertThat(handle.cancel()).isTrue();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		await().atMost(LIMIT).until(() -> !handle.unresponsiveExecutions().isEmpty());
		assertThat(handle.unresponsiveExecutions()).singleElement()
			.extracting(Execution::id)
			.isEqualTo(handle.currentExecutions().get(0).id());
		assertThat(this.recorder.events(ExecutionEvent.Unresponsive.class)).singleElement()
			.satisfies((event) -> assertThat(event.since()).isGreaterThanOrEqualTo(Duration.ofSeconds(5)));
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		assertThatIllegalStateException().isThrownBy(handle::start);
		this.released.set(true);
		assertThat(handle.await(LIMIT)).isTrue();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		assertThat(handle.lastExecution()).extracting(Execution::outcome).isEqualTo(Outcome.CANCELLED);
	}

	@Test
	void restartGivesUpOnAnExecutionThatIgnoresInterrupts() throws Exception {
		TriggerHandle handle = start(TestTriggers.named("a"), this::ignoreInterrupts);
		assertThat(handle.restartWithin(Duration.ofMillis(50))).isFalse();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		this.released.set(true);
		assertThat(handle.await(LIMIT)).isTrue();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(this.recorder.events(ExecutionEvent.Started.class)).hasSize(1);
	}

	@Test
	void unresponsiveExecutionIsNamedAfterFiveSeconds() {
		VirtualEngine virtual = new VirtualEngine();
		TriggerHandle handle = TestHandles.of(virtual.engine, "a");
		Stubborn result = new Stubborn();
		virtual.start(TestTriggers.named("a").calls((element) -> result)).advance("1s");
		handle.cancel();
		virtual.advance("4.999s");
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		virtual.advance("0.001s");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		virtual.advance("1h");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		result.complete(null);
		virtual.time.runDue();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	@Test
	void concurrentTriggerDoesNotWaitForAnUnresponsiveExecution() {
		VirtualEngine virtual = new VirtualEngine();
		TriggerHandle handle = TestHandles.of(virtual.engine, "a");
		Stubborn result = new Stubborn();
		virtual.start(TestTriggers.named("a").concurrent().calls((element) -> result)).advance("1s");
		handle.cancel();
		virtual.advance("4.999s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLING);
		virtual.advance("0.001s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		handle.start();
		virtual.time.runDue();
		assertThat(handle.currentExecutions()).hasSize(2);
		result.complete(null);
		virtual.time.runDue();
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	/**
	 * Cancel a trigger that executes, and see it end long before anybody could call it
	 * unresponsive.
	 */
	private void assertEndsAtOnce(Code code) throws Exception {
		TriggerHandle handle = start(TestTriggers.named("a"), code);
		assertThat(handle.state()).isEqualTo(TriggerState.EXECUTING);
		assertThat(handle.cancel()).isTrue();
		assertThat(handle.state()).isIn(TriggerState.CANCELLING, TriggerState.CANCELLED);
		assertThat(handle.await(Duration.ofSeconds(4))).isTrue();
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.currentExecutions()).isEmpty();
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		assertThat(handle.nextFiring()).isNull();
		assertThat(handle.lastExecution()).extracting(Execution::outcome).isEqualTo(Outcome.CANCELLED);
		assertThat(this.recorder.events(ExecutionEvent.CallFailed.class)).isEmpty();
	}

	private TriggerHandle start(TestTriggers trigger, Code code) throws Exception {
		LocalTriggerEngine engine = new LocalTriggerEngine(this.scheduler, initialized(), (name) -> this.scheduler,
				TestCalls.tools(this.scheduler), TestCalls.noActions(), () -> List.of(this.recorder));
		engine.open();
		engine.register(trigger.calls((element) -> {
			this.begun.countDown();
			return code.run();
		}).build());
		TriggerHandle handle = TestHandles.of(engine, "a");
		handle.start();
		assertThat(this.begun.await(30, TimeUnit.SECONDS)).isTrue();
		return handle;
	}

	private TriggersTaskExecutor initialized() {
		this.pool.initialize();
		return this.pool;
	}

	private @Nullable Object ignoreInterrupts() {
		while (!this.released.get()) {
			try {
				new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				// that is the point
			}
		}
		return null;
	}

	/**
	 * What an execution does.
	 */
	@FunctionalInterface
	private interface Code {

		@Nullable Object run() throws Exception;

	}

	/**
	 * Result that cannot be cancelled.
	 */
	private static final class Stubborn extends CompletableFuture<@Nullable Object> {

		@Override
		public boolean cancel(boolean mayInterrupt) {
			return false;
		}

	}

}
