package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggerHandle} on the virtual clock.
 */
class ControlTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<Object> calls = new ArrayList<>();

	@Test
	void fireExecutesATriggerThatWasNeverStarted() {
		TriggerHandle handle = register(TestTriggers.named("a").calls(this::call));
		CompletableFuture<Execution> fired = handle.fire();
		assertThat(fired).isNotDone();
		this.virtual.advance("0s");
		assertThat(fired.join().outcome()).isEqualTo(Outcome.SUCCEEDED);
		assertThat(fired.join().firing().cause()).isEqualTo(Cause.MANUAL);
		assertThat(handle.state()).isEqualTo(TriggerState.IDLE);
		assertThat(handle.lastExecution()).isEqualTo(fired.join());
	}

	@Test
	void fireCountsNeitherAsIterationNorAgainstTheCount() {
		TriggerHandle handle = register(TestTriggers.named("a").count(2).calls(this::call));
		handle.start();
		this.virtual.advance("1s");
		handle.fire();
		this.virtual.advance("1s");
		assertThat(this.calls).hasSize(2);
		assertThat(handle.iteration()).isEqualTo(1);
		assertThat(handle.remaining()).isEqualTo(1);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:00:10Z");
	}

	@Test
	void fireWaitsForTheExecutionUnderWay() {
		TriggerHandle handle = register(
				TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Execution> fired = handle.fire();
		this.virtual.advance("2s");
		assertThat(handle.currentExecutions()).hasSize(1);
		this.virtual.advance("2s");
		assertThat(handle.currentExecutions()).extracting((execution) -> execution.firing().cause())
			.containsExactly(Cause.MANUAL);
		this.virtual.advance("3s");
		assertThat(fired.join().startTime()).isEqualTo("2026-01-01T00:00:04Z");
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
	}

	@Test
	void fireBeginsAtOnceIfExecutionsMayOverlap() {
		TriggerHandle handle = register(
				TestTriggers.named("a").concurrent().calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		handle.fire();
		handle.fire();
		this.virtual.advance("0s");
		assertThat(handle.currentExecutions()).hasSize(3);
	}

	@Test
	void fireIsServedBeforeALoopWithoutPause() {
		int[] number = new int[1];
		TriggerHandle handle = register(TestTriggers.named("a").schedule(Schedule.every(Duration.ZERO)).calls((e) -> {
			number[0]++;
			return this.virtual.takes(Duration.ofMillis(10));
		}));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Execution> fired = handle.fire();
		this.virtual.advance("0.02s");
		assertThat(fired).isDone();
		handle.stop();
	}

	@Test
	void dueTimeThatPassesDuringAFiredExecutionIsMissed() {
		TriggerHandle handle = register(TestTriggers.named("a")
			.schedule(Schedule.every(Duration.ofSeconds(10), IntervalMode.FIXED_RATE))
			.calls((element) -> this.virtual.takes((this.calls.isEmpty()) ? Duration.ZERO : Duration.ofSeconds(25))));
		handle.start();
		this.virtual.advance("1s");
		this.calls.add("from now on slow");
		handle.fire();
		this.virtual.advance("25s");
		assertThat(this.virtual.recorder.events(ExecutionEvent.Misfired.class)).hasSize(1);
	}

	@Test
	void stopDropsWhatHasNotBegun() {
		TriggerHandle handle = register(
				TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Execution> fired = handle.fire();
		handle.stop();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(fired::join);
		this.virtual.advance("10s");
		assertThat(this.virtual.recorder.finished()).hasSize(1);
	}

	@Test
	void fireWhileStoppingExecutesAfterTheEnd() {
		TriggerHandle handle = register(
				TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		handle.stop();
		CompletableFuture<Execution> fired = handle.fire();
		this.virtual.advance("4s");
		assertThat(handle.state()).isEqualTo(TriggerState.STOPPED);
		this.virtual.advance("4s");
		assertThat(fired.join().startTime()).isEqualTo("2026-01-01T00:00:04Z");
	}

	@Test
	void cancelInterruptsAFiredExecutionOfATriggerThatIsNotRunning() {
		TriggerHandle handle = register(
				TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		CompletableFuture<Execution> fired = handle.fire();
		this.virtual.advance("1s");
		assertThat(handle.cancel()).isTrue();
		this.virtual.advance("0s");
		assertThat(fired.join().outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(handle.state()).isEqualTo(TriggerState.IDLE);
		assertThat(handle.cancel()).isFalse();
	}

	@Test
	void fireFailsWhileTheEngineIsClosed() {
		TriggerHandle handle = register(TestTriggers.named("a"));
		this.virtual.engine.suspend();
		assertThat(handle.fire()).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("not running");
	}

	@Test
	void retryFailedCallsOnlyTheFailedElements() {
		TriggerHandle handle = register(TestTriggers.named("a").elements("x", "y", "z").calls((element) -> {
			this.calls.add(element);
			if (!"y".equals(element) && this.calls.size() <= 3) {
				throw new IllegalStateException("not yet");
			}
			return null;
		}));
		handle.fire();
		this.virtual.advance("0s");
		Execution first = handle.lastExecution();
		CompletableFuture<Execution> retried = handle.retryFailed(first.id());
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("x", "y", "z", "x", "z");
		assertThat(retried.join().counts().total()).isEqualTo(2);
		assertThat(retried.join().firing().cause()).isEqualTo(Cause.RETRY);
		assertThatExceptionOfType(NoSuchExecutionException.class)
			.isThrownBy(() -> handle.retryFailed(retried.join().id()));
		assertThatExceptionOfType(NoSuchExecutionException.class)
			.isThrownBy(() -> handle.retryFailed(new ExecutionId("none")))
			.withMessageContaining("none");
	}

	@Test
	void retryFailedKeepsThePositionOfTheElements() {
		TriggerHandle handle = register(TestTriggers.named("a").elements("x", "y").calls((element) -> {
			if ("y".equals(element)) {
				throw new IllegalStateException("never");
			}
			return null;
		}));
		handle.fire();
		this.virtual.advance("0s");
		handle.retryFailed(handle.lastExecution().id());
		this.virtual.advance("0s");
		assertThat(handle.lastExecution().failures()).extracting(CallFailure::element)
			.containsExactly(new Element(1, "y"));
	}

	@Test
	void retryFailedExecutesAllIfTheElementsCouldNotBeRead() {
		TriggerHandle handle = register(TestTriggers.named("a").elements(() -> {
			if (this.calls.isEmpty()) {
				this.calls.add("read");
				throw new IOException("unreachable");
			}
			return List.of(1, 2);
		}).calls(this::call));
		handle.fire();
		this.virtual.advance("0s");
		handle.retryFailed(handle.lastExecution().id());
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("read", 1, 2);
	}

	@Test
	void failuresOfTheLastHundredExecutionsAreRemembered() {
		TriggerHandle handle = register(TestTriggers.named("a").calls((element) -> {
			throw new IllegalStateException("always");
		}));
		List<ExecutionId> ids = new ArrayList<>();
		for (int i = 0; i < 101; i++) {
			handle.fire();
			this.virtual.advance("0s");
			ids.add(handle.lastExecution().id());
		}
		assertThatExceptionOfType(NoSuchExecutionException.class).isThrownBy(() -> handle.retryFailed(ids.get(0)));
		assertThat(handle.retryFailed(ids.get(1))).isNotNull();
	}

	@Test
	void argumentsThatDoNotFitAreRefused() {
		TriggerHandle handle = register(TestTriggers.named("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> handle.start("surplus"))
			.withMessageContaining("takes no arguments");
		assertThat(handle.state()).isEqualTo(TriggerState.IDLE);
	}

	@Test
	void changeOfTheScheduleIsKeptOverStarts() {
		TriggerHandle handle = register(TestTriggers.named("a").onStartup(false));
		assertThat(handle.changeSchedule(Schedule.every("1m"))).isTrue();
		assertThat(handle.changeSchedule(Schedule.every("1m"))).isFalse();
		handle.start();
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:01:00Z");
		handle.stop();
		handle.start();
		assertThat(handle.schedule()).isEqualTo(Schedule.every("1m"));
		assertThat(handle.changeSchedule(handle.definition().schedule())).isTrue();
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:00:10Z");
	}

	@Test
	void intervalThatIsOverAlreadyFiresAtOnceAndOnce() {
		TriggerHandle handle = register(TestTriggers.named("a").schedule(Schedule.every("1h")).calls(this::call));
		handle.start();
		this.virtual.advance("30m");
		handle.changeSchedule(Schedule.every("10m"));
		this.virtual.advance("0s");
		assertThat(this.calls).hasSize(2);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:40:00Z");
		assertThat(this.virtual.recorder.events(ExecutionEvent.Misfired.class)).isEmpty();
	}

	@Test
	void timesOfACalendarThatWereNotInForceAreNotMissed() {
		TriggerHandle handle = register(TestTriggers.named("a").schedule(Schedule.every("24h")).calls(this::call));
		handle.start();
		this.virtual.advance("15h");
		handle.changeSchedule(Schedule.times("13:00"));
		this.virtual.advance("0s");
		assertThat(this.calls).hasSize(1);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-02T13:00:00Z");
	}

	@Test
	void changeWhileExecutingTakesEffectAfterIt() {
		TriggerHandle handle = register(
				TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		handle.changeSchedule(Schedule.every("1m"));
		assertThat(handle.nextFiring()).isNull();
		this.virtual.advance("3s");
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:01:04Z");
	}

	@Test
	void reconnectNeedsToBeOn() {
		TriggerHandle handle = register(TestTriggers.named("a"));
		assertThatIllegalStateException().isThrownBy(() -> handle.addReconnectOn(IllegalStateException.class))
			.withMessageContaining("reconnect = true");
		TriggerHandle other = register(TestTriggers.named("b").reconnect(ReconnectPolicy.DEFAULT));
		assertThatIllegalArgumentException().isThrownBy(() -> other.addReconnectOn(String.class));
		other.addReconnectOn(IllegalStateException.class);
		assertThat(other.removeReconnectOn(IllegalStateException.class, IOException.class)).isTrue();
		assertThat(other.removeReconnectOn(IOException.class)).isFalse();
	}

	@Test
	void elementThatCannotBeReachedIsRepeatedAndTheOthersWaitForIt() {
		TriggerHandle handle = register(
				TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).elements("x", "y").calls((element) -> {
					this.calls.add(element);
					if (this.calls.size() < 3) {
						throw new IOException("unreachable");
					}
					return null;
				}));
		handle.start();
		this.virtual.advance("2.999s");
		assertThat(this.calls).containsExactly("x", "x");
		this.virtual.advance("0.001s");
		assertThat(this.calls).containsExactly("x", "x", "x", "y");
		assertThat(handle.lastExecution().counts().failed()).isZero();
		assertThat(this.virtual.recorder.events(ExecutionEvent.CallRepeated.class))
			.extracting(ExecutionEvent.CallRepeated::delay)
			.containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void elementsThatCannotBeReadAreReadAgain() {
		TriggerHandle handle = register(TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).elements(() -> {
			if (this.virtual.time.now().getEpochSecond() % 60 < 2) {
				throw new IOException("unreachable");
			}
			return List.of(1, 2);
		}).calls(this::call));
		handle.start();
		this.virtual.advance("5s");
		assertThat(this.calls).containsExactly(1, 2);
	}

	@Test
	void cancelEndsTheWaitForARepetition() {
		TriggerHandle handle = register(TestTriggers.named("a").reconnect(ReconnectPolicy.DEFAULT).calls((element) -> {
			throw new IOException("unreachable");
		}));
		handle.start();
		this.virtual.advance("0.5s");
		assertThat(handle.state()).isEqualTo(TriggerState.EXECUTING);
		handle.cancel();
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.lastExecution().outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(this.virtual.time.pending()).isLessThanOrEqualTo(1);
	}

	@Test
	void executionThatIgnoresItsCancellationIsUnresponsiveAndKeepsTheTriggerFromStarting() {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = register(TestTriggers.named("a").calls((element) -> stubborn));
		handle.start();
		this.virtual.advance("1s");
		handle.cancel();
		this.virtual.advance("4.999s");
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		this.virtual.advance("0.001s");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		assertThat(handle.isBeingCancelled()).isTrue();
		assertThatIllegalStateException().isThrownBy(handle::start);
		assertThat(this.virtual.recorder.events(ExecutionEvent.Unresponsive.class)).hasSize(1);
		stubborn.complete("late");
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	@Test
	void unresponsiveExecutionThatMayOverlapIsWaitedForNoLonger() {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = register(TestTriggers.named("a").concurrent().calls((element) -> stubborn).after(() -> {
			this.calls.add("after");
			return null;
		}));
		handle.start();
		this.virtual.advance("1s");
		handle.cancel();
		this.virtual.advance("5s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(this.calls).containsExactly("after");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		handle.start();
		this.virtual.advance("1s");
		assertThat(handle.iteration()).isEqualTo(1);
		stubborn.complete("late");
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	private static CompletableFuture<Object> stubborn() {
		return new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				return false;
			}

		};
	}

	private TriggerHandle register(TestTriggers trigger) {
		String name = trigger.build().name();
		this.virtual.engine.register(trigger.build());
		return TestHandles.of(this.virtual.engine, name);
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add((element != null) ? element : "call");
		return null;
	}

}
