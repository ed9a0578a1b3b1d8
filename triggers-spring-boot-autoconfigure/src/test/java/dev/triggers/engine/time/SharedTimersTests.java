package dev.triggers.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.engine.time.SharedTimers.Waiting;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SharedTimers}.
 */
class SharedTimersTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final ManualTaskScheduler time = new ManualTaskScheduler(NOON.minusSeconds(60));

	private final List<String> run = new ArrayList<>();

	private boolean refusing;

	private final SharedTimers timers = new SharedTimers(this::schedule,
			() -> new ClockReading(this.time.now(), this.time.nanoTime()));

	@Test
	void tasksOfOneInstantShareOneTimer() {
		wait("a", NOON);
		wait("b", NOON);
		wait("c", NOON);
		assertThat(this.time.pending()).isEqualTo(1);
		this.time.advanceTo(NOON.minusNanos(1));
		assertThat(this.run).isEmpty();
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("a", "b", "c");
	}

	@Test
	void tasksOfOtherInstantsHaveTimersOfTheirOwn() {
		wait("later", NOON.plusNanos(1));
		wait("now", NOON);
		assertThat(this.time.pending()).isEqualTo(2);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("now");
		this.time.advanceTo(NOON.plusNanos(1));
		assertThat(this.run).containsExactly("now", "later");
	}

	@Test
	void timerIsSetAnewForTheNextThatWaitForTheSameInstant() {
		this.timers.schedule(() -> wait("again", NOON), NOON);
		wait("b", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("b", "again");
		assertThat(this.time.pending()).isZero();
	}

	@Test
	void whatWasCancelledDoesNotRun() {
		Waiting first = wait("first", NOON);
		wait("second", NOON);
		Waiting third = wait("third", NOON);
		wait("fourth", NOON);
		Waiting last = wait("last", NOON);
		first.cancel();
		third.cancel();
		last.cancel();
		last.cancel();
		wait("new", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("second", "fourth", "new");
	}

	@Test
	void nothingIsLeftWhenAllWereCancelled() {
		Waiting first = wait("first", NOON);
		Waiting second = wait("second", NOON);
		first.cancel();
		assertThat(this.time.pending()).isEqualTo(1);
		second.cancel();
		assertThat(this.time.pending()).isZero();
		wait("third", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("third");
	}

	@Test
	void taskCancelsAnotherThatIsDueAtTheSameInstant() {
		List<Waiting> cancelled = new ArrayList<>();
		this.timers.schedule(() -> cancelled.forEach(Waiting::cancel), NOON);
		wait("b", NOON);
		cancelled.add(wait("c", NOON));
		wait("d", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("b", "d");
	}

	@Test
	void failingTaskHurtsNoOther() {
		this.timers.schedule(() -> {
			throw new StackOverflowError();
		}, NOON);
		wait("b", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("b");
	}

	@Test
	void timerThatWasSetBeforeTheClockWasSetForwardIsSetAnew() {
		wait("before", NOON);
		this.time.setClock(Duration.ofSeconds(20));
		wait("after", NOON);
		assertThat(this.time.pending()).isEqualTo(1);
		this.time.advanceBy(Duration.ofSeconds(40).minusNanos(1));
		assertThat(this.run).isEmpty();
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("before", "after");
		this.time.advanceBy(Duration.ofSeconds(60));
		assertThat(this.run).hasSize(2);
	}

	@Test
	void timerThatWasSetBeforeTheClockWasSetBackIsSetAnew() {
		wait("before", NOON);
		this.time.setClock(Duration.ofSeconds(-20));
		wait("after", NOON);
		this.time.advanceTo(NOON.minusNanos(1));
		assertThat(this.run).isEmpty();
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("before", "after");
	}

	@Test
	void timerIsSetAnewWhenTheClockHasDrifted() {
		wait("before", NOON);
		this.time.setClock(SharedTimers.TOLERANCE);
		wait("after", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("before", "after");
	}

	@Test
	void nobodyWaitsWhomTheSchedulerRefuses() {
		this.refusing = true;
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> wait("refused", NOON));
		this.refusing = false;
		wait("b", NOON);
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("b");
	}

	@Test
	void thoseThatWaitGoOnWhenTheSchedulerRefusesToSetTheirTimerAnew() {
		wait("a", NOON);
		this.time.setClock(Duration.ofSeconds(-20));
		this.refusing = true;
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> wait("refused", NOON));
		this.time.advanceTo(NOON);
		assertThat(this.run).containsExactly("a");
	}

	private Waiting wait(String name, Instant instant) {
		return this.timers.schedule(() -> this.run.add(name), instant);
	}

	private @Nullable Future<?> schedule(Runnable task, Instant instant) {
		if (this.refusing) {
			throw new RejectedExecutionException();
		}
		return this.time.schedule(task, instant);
	}

}
