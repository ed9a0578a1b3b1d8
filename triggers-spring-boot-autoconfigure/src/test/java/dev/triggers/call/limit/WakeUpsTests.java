package dev.triggers.call.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WakeUps}.
 */
class WakeUpsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ConcurrencyGroup slow = new ConcurrencyGroup("slow", GroupLimits.rate(1, SECOND));

	private final VirtualGroups virtual = new VirtualGroups(this.slow);

	@Test
	void timerIsOnlySetWhileSomebodyWaitsForTime() {
		this.virtual.groups.request(List.of(this.slow)).join().start();
		assertThat(this.virtual.pendingTimers()).isZero();
		PermitRequest waiting = this.virtual.groups.request(List.of(this.slow));
		assertThat(this.virtual.pendingTimers()).isEqualTo(1);
		waiting.cancel(true);
		assertThat(this.virtual.pendingTimers()).isZero();
	}

	@Test
	void oneTimerServesAllGroups() {
		ConcurrencyGroup late = new ConcurrencyGroup("late", GroupLimits.rate(1, SECOND.multipliedBy(3)));
		ConcurrencyGroup soon = new ConcurrencyGroup("soon", GroupLimits.rate(1, SECOND));
		VirtualGroups virtual = new VirtualGroups(late, soon);
		virtual.groups.request(List.of(late)).join().start();
		virtual.groups.request(List.of(soon)).join().start();
		PermitRequest third = virtual.groups.request(List.of(late));
		PermitRequest first = virtual.groups.request(List.of(soon));
		virtual.time.advanceBy(SECOND);
		assertThat(first).isCompleted();
		assertThat(third).isNotDone();
		virtual.time.advanceBy(SECOND.multipliedBy(2));
		assertThat(third).isCompleted();
		assertThat(virtual.pendingTimers()).isZero();
	}

	@Test
	void timerThatFiresTooEarlyIsSetAgain() {
		ManualTaskScheduler time = this.virtual.time;
		ConcurrencyGroup yearly = new ConcurrencyGroup("yearly", GroupLimits.rate(1, Duration.ofDays(700)));
		ConcurrencyGroups groups = new ConcurrencyGroups(List.of(yearly), VirtualGroups.timer(time::nanoTime, (task,
				delay) -> time.schedule(task, time.now().plus((delay.toDays() > 365) ? Duration.ofDays(365) : delay))));
		groups.request(List.of(yearly)).join().start();
		PermitRequest second = groups.request(List.of(yearly));
		time.advanceBy(Duration.ofDays(700).minusNanos(1));
		assertThat(second).isNotDone();
		time.advanceBy(Duration.ofNanos(1));
		assertThat(second).isCompleted();
	}

	@Test
	void monotonicTimeMayOverflow() {
		// the nanoseconds since the epoch overflow after 292 years
		ManualTaskScheduler time = new ManualTaskScheduler(Instant.ofEpochSecond(0, Long.MAX_VALUE).minusMillis(1500));
		ConcurrencyGroup group = new ConcurrencyGroup("group", GroupLimits.rate(1, SECOND));
		VirtualGroups virtual = new VirtualGroups(time, List.of(group));
		List<Instant> starts = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			virtual.groups.request(List.of(group)).thenAccept((permit) -> {
				permit.start();
				starts.add(time.now());
			});
		}
		Instant first = time.now();
		time.advanceBy(SECOND.multipliedBy(5));
		assertThat(starts).containsExactly(first, first.plusSeconds(1), first.plusSeconds(2), first.plusSeconds(3));
	}

	@Test
	void changedPeriodMovesTheTimer() {
		this.virtual.groups.request(List.of(this.slow)).join().start();
		PermitRequest second = this.virtual.groups.request(List.of(this.slow));
		this.slow.changeLimits(GroupLimits.rate(1, Duration.ofMinutes(1)));
		this.virtual.time.advanceBy(SECOND);
		assertThat(second).isNotDone();
		this.slow.changeLimits(GroupLimits.rate(1, Duration.ofSeconds(2)));
		this.virtual.time.advanceBy(SECOND);
		assertThat(second).isCompleted();
	}

	@Test
	void requestFailsIfTheTimerRefuses() {
		ConcurrencyGroup group = new ConcurrencyGroup("group", GroupLimits.rate(1, SECOND));
		ConcurrencyGroups groups = new ConcurrencyGroups(List.of(group),
				VirtualGroups.timer(this.virtual.time::nanoTime, WakeUpsTests::refuse));
		Permit holder = groups.request(List.of(group)).join();
		PermitRequest second = groups.request(List.of(group));
		PermitRequest third = groups.request(List.of(group));
		assertThat(second).isNotDone();
		holder.start();
		assertThat(second).isCompletedExceptionally();
		assertThat(third).isCompletedExceptionally();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> groups.acquire(List.of(group)))
			.withMessage("The timer refuses to wait for concurrency groups")
			.havingRootCause()
			.withMessage("shut down");
		holder.release();
		assertThat(group).hasToString("group (0 active, 0 waiting)");
	}

	private static Future<?> refuse(Runnable task, Duration delay) {
		throw new RejectedExecutionException("shut down");
	}

}
