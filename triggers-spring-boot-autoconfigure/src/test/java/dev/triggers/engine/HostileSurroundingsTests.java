package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.RecordingExecutionListener;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalTriggerEngine} among executors, listeners and results that
 * misbehave.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileSurroundingsTests {

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final RecordingExecutionListener recorder = new RecordingExecutionListener();

	@Test
	void refusedHandOverIsTriedAgain(CapturedOutput output) {
		for (Throwable refusal : List.of(new RejectedExecutionException("full"), new IllegalStateException("decorator"),
				new OutOfMemoryError("unable to create native thread"))) {
			VirtualEngine fresh = new VirtualEngine();
			AtomicInteger attempts = new AtomicInteger();
			LocalTriggerEngine engine = engine(fresh.time, refusing(fresh.time, attempts, 2, 4, refusal),
					() -> List.of(this.recorder));
			int before = this.recorder.finished().size();
			start(engine, TestTriggers.named("a").schedule(Schedule.every("10s")));
			fresh.time.advanceBy(Duration.ofSeconds(31));
			// the second firing is refused three times
			assertThat(this.recorder.finished()).hasSize(before + 3);
			assertThat(output.getOut().split("is not executed: its executor refuses", -1)).hasSizeGreaterThan(1);
		}
	}

	@Test
	void refusedSlotLosesNoElement() {
		for (Throwable refusal : List.of(new IllegalStateException("decorator"), new OutOfMemoryError("no thread"))) {
			VirtualEngine fresh = new VirtualEngine();
			AtomicInteger attempts = new AtomicInteger();
			LocalTriggerEngine engine = engine(fresh.time, refusing(fresh.time, attempts, 2, 3, refusal),
					() -> List.of(this.recorder));
			start(engine, TestTriggers.named("a").concurrency(3).elements(1, 2, 3, 4, 5));
			fresh.time.runDue();
			Execution last = this.recorder.finished().get(this.recorder.finished().size() - 1);
			assertThat(last.counts().ok()).isEqualTo(5);
		}
	}

	@Test
	void listenersThatCannotBeHadHurtNobody() {
		AtomicInteger asked = new AtomicInteger();
		LocalTriggerEngine engine = engine(this.time, this.time, () -> {
			if (asked.getAndIncrement() < 2) {
				throw new IllegalStateException("not yet");
			}
			return List.of(this.recorder);
		});
		start(engine, TestTriggers.named("a"));
		this.time.advanceBy(Duration.ofSeconds(10));
		assertThat(this.recorder.finished()).isNotEmpty();
	}

	@Test
	void exceptionsThatCannotBeWrittenHurtNobody() {
		ExecutionListener bad = (event) -> {
			throw new UnspeakableException();
		};
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(bad, this.recorder));
		start(engine, TestTriggers.named("a").calls((element) -> {
			throw new UnspeakableException();
		}));
		this.time.advanceBy(Duration.ofSeconds(10));
		assertThat(this.recorder.finished()).hasSize(2);
	}

	@Test
	void scheduleThatCanNeitherAnswerNorBeNamedIsAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		Trigger trigger = new Trigger() {

			@Override
			public java.time.Instant nextExecution(TriggerContext context) {
				if (asked.getAndIncrement() == 0) {
					throw new IllegalStateException();
				}
				return context.getClock().instant().plusSeconds(1);
			}

			@Override
			public String toString() {
				throw new IllegalStateException();
			}

		};
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(this.recorder));
		start(engine, TestTriggers.named("a").schedule(Schedule.of(trigger)));
		this.time.advanceBy(Duration.ofSeconds(12));
		assertThat(this.recorder.finished()).hasSize(3);
	}

	@Test
	void resultThatCannotBeCancelledDoesNotSaveTheOthers() {
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(this.recorder));
		CompletableFuture<Object> other = new CompletableFuture<>();
		start(engine, TestTriggers.named("a").calls((element) -> new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterrupt) {
				throw new UnsupportedOperationException();
			}

		}));
		start(engine, TestTriggers.named("b").calls((element) -> other));
		this.time.runDue();
		engine.close(Duration.ZERO);
		assertThat(other).isCancelled();
	}

	@Test
	void removedTriggerIsNotStartedAndItsExecutionEndsWithTheEngine() {
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(this.recorder));
		CompletableFuture<Object> result = new CompletableFuture<>();
		start(engine, TestTriggers.named("a").calls((element) -> result));
		this.time.runDue();
		assertThat(engine.unregister("a")).isTrue();
		assertThatExceptionOfType(NoSuchTriggerException.class).isThrownBy(() -> engine.start("a", List.of()));
		engine.close(Duration.ZERO);
		assertThat(result).isCancelled();
		this.time.runDue();
		assertThat(this.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED));
	}

	@Test
	void customScheduleIsNotAskedOnTheThreadThatStarts() {
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(this.recorder));
		AtomicBoolean asked = new AtomicBoolean();
		start(engine, TestTriggers.named("a").onStartup(false).schedule(Schedule.of((context) -> {
			asked.set(true);
			return null;
		})));
		assertThat(asked).isFalse();
		assertThat(state(engine)).isEqualTo(TriggerState.WAITING);
		this.time.runDue();
		assertThat(asked).isTrue();
		assertThat(state(engine)).isEqualTo(TriggerState.COMPLETED);
	}

	@Test
	void exceptionsThatCannotTellTheirCauseHurtNobody() {
		LocalTriggerEngine engine = engine(this.time, this.time, () -> List.of(this.recorder));
		start(engine, TestTriggers.named("a").elements(1, 2, 3).concurrency(2).calls((element) -> {
			CompletableFuture<Object> result = new CompletableFuture<>();
			this.time.after(Duration.ofSeconds(1), () -> result.completeExceptionally(new CauselessException()));
			return result;
		}).reconnect(ReconnectPolicy.DEFAULT));
		engine.reconnectTypes("a").add(CauselessException.class);
		this.time.advanceBy(Duration.ofSeconds(1));
		engine.reconnectTypes("a").clear();
		this.time.advanceBy(Duration.ofSeconds(5));
		assertThat(this.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.counts().failed()).isEqualTo(3));
	}

	@Test
	void listenerOfALateFiringCanRestartTheTrigger() {
		List<Object> restarts = new ArrayList<>();
		List<TriggerHandle> handles = new ArrayList<>();
		LocalTriggerEngine engine = engine(this.time, (task) -> this.time.after(Duration.ofSeconds(5), task),
				() -> List.of((event) -> {
					if (event instanceof ExecutionEvent.Misfired && restarts.isEmpty()) {
						restarts.add(restarts(handles.get(0)));
					}
				}));
		start(engine, TestTriggers.named("a").onStartup(false).schedule(Schedule.every("2s", IntervalMode.FIXED_RATE)));
		handles.add(TestHandles.of(engine, "a"));
		this.time.advanceBy(Duration.ofSeconds(30));
		assertThat(restarts).containsExactly(true);
		assertThat(state(engine)).isEqualTo(TriggerState.WAITING);
	}

	private static boolean restarts(TriggerHandle handle) {
		try {
			return handle.restartWithin(Duration.ofSeconds(1));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static TriggerState state(LocalTriggerEngine engine) {
		TriggerEngine.Snapshot snapshot = engine.find("a");
		assertThat(snapshot).isNotNull();
		return snapshot.state().state();
	}

	private static Executor refusing(ManualTaskScheduler time, AtomicInteger attempts, int first, int last,
			Throwable refusal) {
		return (task) -> {
			int attempt = attempts.incrementAndGet();
			if (attempt >= first && attempt <= last) {
				if (refusal instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) refusal;
			}
			time.execute(task);
		};
	}

	private static LocalTriggerEngine engine(ManualTaskScheduler time, Executor executor,
			Supplier<List<ExecutionListener>> listeners) {
		LocalTriggerEngine engine = new LocalTriggerEngine(
				(name) -> new SchedulerBinding(time, executor, time::nanoTime, null), new ListenerDispatcher(listeners),
				TestCalls.tools(time), TestCalls.noActions());
		engine.open();
		return engine;
	}

	private static void start(LocalTriggerEngine engine, TestTriggers trigger) {
		engine.register(trigger.build());
		engine.start(trigger.build().name(), List.of());
	}

	/**
	 * Exception whose cause cannot be had.
	 */
	private static final class CauselessException extends RuntimeException {

		@Override
		public Throwable getCause() {
			throw new IllegalStateException("No cause");
		}

	}

	/**
	 * Exception whose message throws the same exception again.
	 */
	private static final class UnspeakableException extends RuntimeException {

		@Override
		public String getMessage() {
			throw new UnspeakableException();
		}

	}

}
