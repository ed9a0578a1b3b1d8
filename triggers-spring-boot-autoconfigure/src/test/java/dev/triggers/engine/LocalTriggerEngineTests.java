package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LocalTriggerEngine}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LocalTriggerEngineTests {

	private static final String START = "2026-01-01T00:00:20Z";

	private static final Schedule EVERY_MINUTE = Schedule.cron("* * * * *", ZoneOffset.UTC);

	@Test
	void firesOnStartupAndThenBySchedule() {
		VirtualEngine virtual = VirtualEngine.at(START);
		virtual.start(TestTriggers.named("a").schedule(EVERY_MINUTE)).advance("2m");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:20Z", "2026-01-01T00:01:00Z",
				"2026-01-01T00:02:00Z");
		assertThat(virtual.recorder.finished()).extracting((execution) -> execution.firing().cause())
			.containsExactly(Cause.STARTUP, Cause.SCHEDULED, Cause.SCHEDULED);
		assertThat(virtual.recorder.finished()).extracting((execution) -> execution.firing().iteration())
			.containsExactly(1L, 2L, 3L);
	}

	@Test
	void waitsForTheScheduleWithoutOnStartup() {
		VirtualEngine virtual = VirtualEngine.at(START);
		virtual.start(TestTriggers.named("a").schedule(EVERY_MINUTE).onStartup(false)).advance("39.999s");
		assertThat(virtual.starts()).isEmpty();
		assertThat(virtual.state("a")).isEqualTo(TriggerState.WAITING);
		assertThat(virtual.advance("0.001s").starts()).containsExactly("2026-01-01T00:01:00Z");
	}

	@Test
	void doesNothingBeforeItIsStarted() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.engine.register(TestTriggers.named("a").build());
		assertThat(virtual.advance("24h").starts()).isEmpty();
		assertThat(virtual.state("a")).isEqualTo(TriggerState.IDLE);
	}

	@Test
	void fixedDelayCountsFromTheEnd() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").calls((element) -> virtual.takes(Duration.ofSeconds(3)))).advance("30s");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:13Z",
				"2026-01-01T00:00:26Z");
		assertThat(virtual.recorder.finished().get(0).duration()).isEqualTo(Duration.ofSeconds(3));
	}

	@Test
	void fixedRateCountsFromTheDueTime() {
		VirtualEngine virtual = new VirtualEngine();
		virtual
			.start(TestTriggers.named("a")
				.schedule(Schedule.every("10s", IntervalMode.FIXED_RATE))
				.calls((element) -> virtual.takes(Duration.ofSeconds(3))))
			.advance("30s");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:10Z",
				"2026-01-01T00:00:20Z");
	}

	@Test
	void zeroIntervalRepeatsWithoutPause() {
		VirtualEngine virtual = new VirtualEngine();
		for (IntervalMode mode : IntervalMode.values()) {
			virtual.start(TestTriggers.named(mode.name()).schedule(Schedule.every(Duration.ZERO, mode)).count(10_000));
		}
		virtual.time.runDue();
		assertThat(virtual.state("FIXED_DELAY")).isEqualTo(TriggerState.COMPLETED);
		assertThat(virtual.state("FIXED_RATE")).isEqualTo(TriggerState.COMPLETED);
		assertThat(virtual.starts()).hasSize(20_000);
	}

	@Test
	void countCompletesTheTriggerAlsoByFailures() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").count(3).calls((element) -> {
			throw new IllegalStateException();
		}));
		assertThat(virtual.snapshot("a").state().remaining()).isEqualTo(3);
		virtual.advance("10s");
		assertThat(virtual.snapshot("a").state().remaining()).isEqualTo(1);
		virtual.advance("1h");
		assertThat(virtual.starts()).hasSize(3);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.COMPLETED);
		assertThat(virtual.time.pending()).isZero();
	}

	@Test
	void startsAgainAfterItsEnd() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").count(2)).advance("1h");
		assertThat(virtual.engine.start("a", List.of())).isTrue();
		virtual.advance("1h");
		assertThat(virtual.recorder.finished()).extracting((execution) -> execution.firing().iteration())
			.containsExactly(1L, 2L, 1L, 2L);
	}

	@Test
	void startWhileRunningIsRefused() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a"));
		assertThat(virtual.engine.start("a", List.of())).isFalse();
		virtual.time.runDue();
		assertThat(virtual.starts()).hasSize(1);
	}

	@Test
	void failingElementDoesNotStopTheOthers() {
		VirtualEngine virtual = new VirtualEngine();
		List<Object> called = new ArrayList<>();
		virtual.start(TestTriggers.named("a").elements("x", "y", "z").calls((element) -> {
			called.add(String.valueOf(element));
			if ("y".equals(element)) {
				throw new AssertionError("no y");
			}
			return null;
		}));
		virtual.time.runDue();
		assertThat(called).containsExactly("x", "y", "z");
		Execution execution = virtual.recorder.finished().get(0);
		assertThat(execution.counts().ok()).isEqualTo(2);
		assertThat(execution.counts().failed()).isEqualTo(1);
		assertThat(execution.counts().total()).isEqualTo(3);
		assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
		assertThat(execution.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.element()).isNotNull();
			assertThat(failure.element().value()).isEqualTo("y");
			assertThat(failure.element().index()).isEqualTo(1);
			assertThat(failure.exception()).hasMessage("no y");
		});
	}

	@Test
	void executionFailsIfEveryCallFails() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").elements(1, 2).calls((element) -> {
			throw new StackOverflowError();
		}));
		virtual.time.runDue();
		assertThat(virtual.recorder.finished().get(0).outcome()).isEqualTo(Outcome.FAILED);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.WAITING);
	}

	@Test
	void onFailureStopEndsTheTrigger() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").onFailure(FailurePolicy.STOP).elements(1, 2).calls((element) -> {
			if (Integer.valueOf(2).equals(element)) {
				throw new IllegalStateException();
			}
			return null;
		})).advance("1h");
		assertThat(virtual.starts()).hasSize(1);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.FAILED);
		assertThat(virtual.recorder.events(ExecutionEvent.Finished.class).get(0).nextTime()).isNull();
	}

	@Test
	void neverOverlapsItself() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a")
			.schedule(Schedule.every("1s", IntervalMode.FIXED_RATE))
			.calls((element) -> new CompletableFuture<>()));
		assertThat(virtual.advance("1h").recorder.events(ExecutionEvent.Started.class)).hasSize(1);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.EXECUTING);
	}

	@Test
	void concurrentExecutionsOverlap() {
		VirtualEngine virtual = new VirtualEngine();
		virtual
			.start(TestTriggers.named("a")
				.concurrent()
				.count(5)
				.schedule(Schedule.every("1s", IntervalMode.FIXED_RATE))
				.calls((element) -> virtual.takes(Duration.ofSeconds(10))))
			.advance("3s");
		assertThat(virtual.recorder.events(ExecutionEvent.Started.class)).hasSize(4);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.EXECUTING);
		assertThat(virtual.advance("1m").starts()).hasSize(5);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.COMPLETED);
	}

	@Test
	void stopWhileWaitingEndsAtOnce() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a")).advance("1s");
		assertThat(virtual.engine.stop("a")).isTrue();
		assertThat(virtual.state("a")).isEqualTo(TriggerState.STOPPED);
		assertThat(virtual.engine.stop("a")).isFalse();
		assertThat(virtual.advance("1h").starts()).hasSize(1);
		assertThat(virtual.time.pending()).isZero();
	}

	@Test
	void stopWhileExecutingLetsTheExecutionFinish() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").elements(1, 2).calls((element) -> virtual.takes(Duration.ofSeconds(5))))
			.advance("1s");
		assertThat(virtual.engine.stop("a")).isTrue();
		assertThat(virtual.state("a")).isEqualTo(TriggerState.STOPPING);
		virtual.advance("1h");
		assertThat(virtual.state("a")).isEqualTo(TriggerState.STOPPED);
		assertThat(virtual.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.counts().ok()).isEqualTo(2));
	}

	@Test
	void scheduleWithoutFurtherTimeCompletes() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").schedule(Schedule.of((context) -> null))).advance("1h");
		assertThat(virtual.starts()).hasSize(1);
		assertThat(virtual.state("a")).isEqualTo(TriggerState.COMPLETED);
	}

	@Test
	void listenerThatThrowsHurtsNobody(CapturedOutput output) {
		ExecutionListener bad = (event) -> {
			throw new AssertionError("bad listener");
		};
		VirtualEngine virtual = new VirtualEngine(new ManualTaskScheduler(), null, List.of(bad));
		virtual.start(TestTriggers.named("a")).advance("10s");
		assertThat(virtual.starts()).hasSize(2);
		assertThat(output).contains("failed on Started of trigger 'a'").contains("bad listener");
	}

	@Test
	void loggingContextNamesTriggerAndExecution() {
		VirtualEngine virtual = new VirtualEngine();
		List<String> seen = new ArrayList<>();
		virtual.start(TestTriggers.named("a").elements(1, 2).calls((element) -> {
			seen.add(MDC.get("trigger") + " " + MDC.get("triggerExecution"));
			return virtual.takes(Duration.ofSeconds(1));
		})).advance("5s");
		String id = virtual.recorder.finished().get(0).id().value();
		assertThat(seen).containsExactly("a " + id, "a " + id);
		assertThat(MDC.get("trigger")).isNull();
		assertThat(MDC.get("triggerExecution")).isNull();
	}

	@Test
	void triggerThatIsStartedInAClosedEngineFiresWhenItIsOpened() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.engine.close(Duration.ZERO);
		virtual.start(TestTriggers.named("a"));
		virtual.time.runDue();
		assertThat(virtual.starts()).isEmpty();
		virtual.engine.open();
		virtual.time.runDue();
		assertThat(virtual.starts()).hasSize(1);
	}

	@Test
	void unregisteredTriggerIsGone() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("clans.sync")).advance("1s");
		assertThat(virtual.engine.unregister("clans.sync")).isTrue();
		assertThat(virtual.engine.unregister("clans.sync")).isFalse();
		assertThat(virtual.advance("1h").starts()).hasSize(1);
		assertThat(virtual.engine.definitions()).isEmpty();
	}

	@Test
	void unknownNameSuggestsTheNearest() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("clans.sync"));
		assertThatExceptionOfType(NoSuchTriggerException.class)
			.isThrownBy(() -> virtual.engine.start("clan.sync", List.of()))
			.withMessage("There is no trigger 'clan.sync'; did you mean 'clans.sync'?");
	}

	@Test
	void takenNameIsRefused() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.engine.register(TestTriggers.named("a").build());
		assertThatIllegalStateException().isThrownBy(() -> virtual.engine.register(TestTriggers.named("a").build()))
			.withMessageContaining("'a' is registered already");
	}

	@Test
	void definitionsAreInTheOrderOfTheirStart() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.engine.register(TestTriggers.named("late").order(5).build());
		virtual.engine.register(TestTriggers.named("b").build());
		virtual.engine.register(TestTriggers.named("a").build());
		assertThat(virtual.engine.definitions()).extracting((definition) -> definition.name())
			.containsExactly("b", "a", "late");
	}

	@Test
	void nextTimeIsReportedWithTheEnd() {
		VirtualEngine virtual = VirtualEngine.at(START);
		virtual.start(TestTriggers.named("a").schedule(EVERY_MINUTE));
		virtual.time.runDue();
		assertThat(virtual.recorder.events(ExecutionEvent.Finished.class).get(0).nextTime())
			.isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
	}

}
