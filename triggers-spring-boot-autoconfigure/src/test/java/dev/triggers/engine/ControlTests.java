package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;
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
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls(this::call));
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
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").count(2).calls(this::call));
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
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
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
		TriggerHandle handle = this.virtual.register(
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
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").schedule(Schedule.every(Duration.ZERO)).calls((e) -> {
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
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
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
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
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
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
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
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
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
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		this.virtual.engine.suspend();
		assertThat(handle.fire()).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("not running");
	}

	@Test
	void closeOfTheEngineHoldsNoLockWhileItTellsThatAnExecutionIsDropped() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> new CompletableFuture<>()));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Boolean> told = handle.fire().handle((execution, ex) -> registersOnAnotherThread());
		this.virtual.engine.suspend();
		assertThat(told).isCompletedWithValue(true);
	}

	private boolean registersOnAnotherThread() {
		Thread thread = new Thread(() -> this.virtual.engine.register(TestTriggers.named("b").build()));
		thread.start();
		try {
			thread.join(5000);
			return !thread.isAlive();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void startWhileRunningIsRefusedWhateverTheArguments() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		handle.start();
		assertThatIllegalStateException().isThrownBy(() -> handle.start("surplus"));
	}

	@Test
	void argumentsThatDoNotFitAreRefused() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> handle.start("surplus"))
			.withMessageContaining("takes no arguments");
		assertThat(handle.state()).isEqualTo(TriggerState.IDLE);
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add((element != null) ? element : "call");
		return null;
	}

}
