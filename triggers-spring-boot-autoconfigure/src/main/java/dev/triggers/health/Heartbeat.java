package dev.triggers.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.execution.DurationText;
import dev.triggers.execution.SafeLog;

/**
 * Asks one scheduler for a sign of life: a task that is due at once. Whoever looks at it
 * sends the next one, so that nobody else has to. Thread-safe.
 */
final class Heartbeat {

	/**
	 * A scheduler that has not run a task for that long is dead.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final AtomicReference<@Nullable Beat> last = new AtomicReference<>();

	private final LongSupplier nanoTime;

	/**
	 * Create a heartbeat.
	 * @param nanoTime monotonic time in nanoseconds; may overflow
	 */
	Heartbeat(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Look whether the task that was sent last has run, and send the next one then.
	 * @param scheduler the scheduler
	 * @param occupied whether it may have no thread to run a task on now
	 * @return why the scheduler is dead, or {@code null} if it is not
	 */
	@Nullable String check(TaskScheduler scheduler, boolean occupied) {
		Beat sent = this.last.get();
		if (sent != null && !sent.done) {
			Duration late = Duration.ofNanos(this.nanoTime.getAsLong() - sent.time);
			return (occupied || late.compareTo(PATIENCE) < 0) ? null
					: "has not run a task that was due " + DurationText.of(late) + " ago";
		}
		Beat next = new Beat(this.nanoTime.getAsLong());
		return this.last.compareAndSet(sent, next) ? send(scheduler, next) : null;
	}

	private @Nullable String send(TaskScheduler scheduler, Beat beat) {
		try {
			scheduler.schedule(beat, scheduler.getClock().instant());
			return null;
		}
		catch (RuntimeException ex) {
			// nothing to wait for: the next look sends another one
			beat.run();
			return "refuses tasks: " + SafeLog.describe(ex);
		}
	}

	/**
	 * Task that tells that it has run.
	 */
	private static final class Beat implements Runnable {

		private final long time;

		// written by the scheduler
		private volatile boolean done;

		Beat(long time) {
			this.time = time;
		}

		@Override
		public void run() {
			this.done = true;
		}

		@Override
		public String toString() {
			// what a scheduler says that refuses it
			return "sign of life";
		}

	}

}
