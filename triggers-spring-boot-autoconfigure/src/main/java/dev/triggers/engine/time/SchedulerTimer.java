package dev.triggers.engine.time;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.limit.MonotonicTimer;

/**
 * Timer on a {@link TaskScheduler}. Thread-safe.
 *
 * @since 1.0.0
 */
public final class SchedulerTimer implements MonotonicTimer {

	/**
	 * Longest delay that is given to a scheduler: some overflow beyond 292 years.
	 */
	private static final Duration LONGEST_DELAY = Duration.ofDays(365);

	private final TaskScheduler scheduler;

	private final LongSupplier nanoTime;

	/**
	 * Create a timer on the clock of the JVM.
	 * @param scheduler runs tasks
	 */
	public SchedulerTimer(TaskScheduler scheduler) {
		this(scheduler, System::nanoTime);
	}

	/**
	 * Create a timer.
	 * @param scheduler runs tasks
	 * @param nanoTime monotonic time in nanoseconds; may overflow
	 */
	public SchedulerTimer(TaskScheduler scheduler, LongSupplier nanoTime) {
		this.scheduler = scheduler;
		this.nanoTime = nanoTime;
	}

	@Override
	public long nanoTime() {
		return this.nanoTime.getAsLong();
	}

	@Override
	public Future<?> schedule(Runnable task, Duration delay) {
		Duration bounded = (delay.compareTo(LONGEST_DELAY) < 0) ? delay : LONGEST_DELAY;
		// a scheduler waits for the difference to its clock from now on
		return this.scheduler.schedule(task, this.scheduler.getClock().instant().plus(bounded));
	}

}
