package dev.triggers.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * Scheduler, executor and clocks in virtual time: nothing happens but on the thread that
 * advances it, in the order of time and then of submission.
 * <p>
 * Timers go by monotonic time, as real ones do; the wall clock can be set.
 */
public final class ManualTaskScheduler implements TaskScheduler, Executor {

	private final PriorityQueue<Entry> queue = new PriorityQueue<>(
			Comparator.comparing((Entry entry) -> entry.time).thenComparing((entry) -> entry.number));

	private Instant monotonic;

	private Duration offset = Duration.ZERO;

	private long submitted;

	public ManualTaskScheduler(Instant start) {
		this.monotonic = start;
	}

	public ManualTaskScheduler() {
		this(Instant.parse("2026-01-01T00:00:00Z"));
	}

	public Instant now() {
		return this.monotonic.plus(this.offset);
	}

	/**
	 * Monotonic time, which overflows every 292 years as that of the JVM does.
	 */
	public long nanoTime() {
		return this.monotonic.getEpochSecond() * 1_000_000_000L + this.monotonic.getNano();
	}

	/**
	 * Set the wall clock forward, or back, while no time passes.
	 */
	public void setClock(Duration by) {
		this.offset = this.offset.plus(by);
	}

	/**
	 * Number of timers and tasks that wait.
	 */
	public int pending() {
		return (int) this.queue.stream().filter((entry) -> !entry.isDone()).count();
	}

	public void runDue() {
		advanceBy(Duration.ZERO);
	}

	public void advanceTo(Instant wallTime) {
		advanceBy(Duration.between(now(), wallTime));
	}

	public void advanceBy(Duration duration) {
		Instant end = this.monotonic.plus(duration);
		while (!this.queue.isEmpty() && !this.queue.peek().time.isAfter(end)) {
			Entry entry = this.queue.remove();
			if (!entry.isDone()) {
				this.monotonic = (entry.time.isAfter(this.monotonic)) ? entry.time : this.monotonic;
				entry.complete(null);
				entry.task.run();
			}
		}
		this.monotonic = end;
	}

	@Override
	public void execute(Runnable task) {
		add(task, this.monotonic);
	}

	/**
	 * Run a task after a delay of monotonic time.
	 */
	public void after(Duration delay, Runnable task) {
		add(task, this.monotonic.plus(delay));
	}

	private Entry add(Runnable task, Instant time) {
		Entry entry = new Entry(task, time, this.submitted++);
		this.queue.add(entry);
		return entry;
	}

	@Override
	public Clock getClock() {
		return new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Instant instant() {
				return now();
			}

		};
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return add(task, startTime.minus(this.offset));
	}

	@Override
	public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Task that waits for its time.
	 */
	private static final class Entry extends CompletableFuture<@Nullable Void>
			implements ScheduledFuture<@Nullable Void> {

		private final Runnable task;

		private final Instant time;

		private final long number;

		Entry(Runnable task, Instant time, long number) {
			this.task = task;
			this.time = time;
			this.number = number;
		}

		@Override
		public long getDelay(TimeUnit unit) {
			throw new UnsupportedOperationException();
		}

		@Override
		public int compareTo(Delayed other) {
			throw new UnsupportedOperationException();
		}

	}

}
