package dev.triggers.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.execution.context.ContextCapture;

/**
 * A {@link TaskScheduler} with its clock, the executor that executes what it hands over,
 * and the watch over jumps of the clock. Thread-safe.
 *
 * @since 1.0.0
 */
public final class SchedulerBinding implements MonotonicTimer {

	private static final Log logger = LogFactory.getLog("triggers");

	/**
	 * Longest delay that is given to a scheduler: some overflow beyond 292 years. Whoever
	 * waits longer is woken in between and waits again.
	 */
	private static final Duration LONGEST_DELAY = Duration.ofDays(365);

	private final TaskScheduler scheduler;

	private final Executor executor;

	private final Consumer<Runnable> background;

	private final LongSupplier nanoTime;

	private final @Nullable Duration watchInterval;

	private final ClockWatch watch;

	private final SharedTimers timers;

	private final Set<ClockObserver> watchers = ConcurrentHashMap.newKeySet();

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock; watching is volatile, since it is asked with each timer
	private boolean open;

	private volatile boolean watching;

	private long watchNumber;

	// only touched by the timer that watches
	private volatile Duration corrected = Duration.ZERO;

	private @Nullable ScheduledFuture<?> watchTimer;

	/**
	 * Create a binding for threads that carry nothing.
	 * @param scheduler gives time and timers
	 * @param executor executes
	 * @param nanoTime monotonic time in nanoseconds
	 * @param watchInterval how often the clock is compared with the monotonic time, or
	 * {@code null} for never
	 */
	public SchedulerBinding(TaskScheduler scheduler, Executor executor, LongSupplier nanoTime,
			@Nullable Duration watchInterval) {
		this(scheduler, executor, ContextCapture.NOTHING, nanoTime, watchInterval);
	}

	/**
	 * Create a binding.
	 * @param scheduler gives time and timers
	 * @param executor executes
	 * @param background runs what hands over to the executor, so that this captures
	 * nothing of the thread that happens to do so
	 * @param nanoTime monotonic time in nanoseconds
	 * @param watchInterval how often the clock is compared with the monotonic time, or
	 * {@code null} for never
	 */
	public SchedulerBinding(TaskScheduler scheduler, Executor executor, Consumer<Runnable> background,
			LongSupplier nanoTime, @Nullable Duration watchInterval) {
		this.scheduler = scheduler;
		this.executor = executor;
		this.background = background;
		this.nanoTime = nanoTime;
		this.watchInterval = watchInterval;
		this.watch = new ClockWatch(scheduler.getClock(), nanoTime);
		this.timers = new SharedTimers(this::schedule, () -> new ClockReading(now(), nanoTime()));
	}

	/**
	 * Return the time of the wall clock.
	 * @return the time
	 */
	public Instant now() {
		return this.scheduler.getClock().instant();
	}

	@Override
	public long nanoTime() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Return what executes.
	 * @return the executor
	 */
	public Executor executor() {
		return this.executor;
	}

	/**
	 * Hand a task over to the executor, with nothing of what the calling thread carries.
	 * @param task what to execute
	 */
	public void handOver(Runnable task) {
		ensureWatching();
		this.background.accept(() -> this.executor.execute(task));
	}

	/**
	 * Hand a task over as {@link #handOver} does, to a thread that it shares with others
	 * if the executor has such threads.
	 * @param task what to execute; expected not to block
	 */
	public void handOverShort(Runnable task) {
		if (this.executor instanceof TriggersTaskExecutor pool) {
			ensureWatching();
			this.background.accept(() -> pool.executeShort(task));
		}
		else {
			handOver(task);
		}
	}

	/**
	 * Run a task at a time of the wall clock, or a year from now if that is earlier.
	 * @param task what to run; must not block
	 * @param time when to run it
	 * @return the timer
	 */
	public ScheduledFuture<?> schedule(Runnable task, Instant time) {
		ensureWatching();
		Instant latest = now().plus(LONGEST_DELAY);
		return this.scheduler.schedule(task, (time.isAfter(latest)) ? latest : time);
	}

	/**
	 * Run a task as {@link #schedule(Runnable, Instant)} does, together with others that
	 * wait for the same instant.
	 * @param task what to run; must not block
	 * @param time when to run it
	 * @return the task that waits
	 */
	public SharedTimers.Waiting scheduleShared(Runnable task, Instant time) {
		ensureWatching();
		return this.timers.schedule(task, time);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Duration delay) {
		// a scheduler waits for the difference to its clock from now on
		return schedule(task, now().plus((delay.compareTo(LONGEST_DELAY) < 0) ? delay : LONGEST_DELAY));
	}

	/**
	 * Tell an observer of each jump of the clock.
	 * @param watcher the observer
	 */
	public void watch(ClockObserver watcher) {
		this.watchers.add(watcher);
	}

	/**
	 * Tell an observer no longer.
	 * @param watcher the observer
	 */
	public void unwatch(ClockObserver watcher) {
		this.watchers.remove(watcher);
	}

	/**
	 * Watch the clock from the next timer on.
	 */
	public void open() {
		this.lock.lock();
		try {
			this.open = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Watch the clock no longer.
	 */
	public void close() {
		this.lock.lock();
		try {
			this.open = false;
			this.watching = false;
			this.watchNumber++;
			if (this.watchTimer != null) {
				this.watchTimer.cancel(false);
				this.watchTimer = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the sum of all jumps of the clock so far.
	 * @return the sum; negative if it was set back
	 */
	public Duration clockJumps() {
		return (this.watchInterval != null) ? this.watch.total() : Duration.ZERO;
	}

	/**
	 * Return whether more is to be executed than there are threads.
	 * @return {@code true} if tasks wait for a thread
	 */
	public boolean isCongested() {
		return this.executor instanceof TriggersTaskExecutor pool && pool.isCongested();
	}

	/**
	 * Watch the clock as long as anybody waits by it.
	 */
	private void ensureWatching() {
		if (this.watching || this.watchInterval == null) {
			return;
		}
		this.lock.lock();
		try {
			if (this.open && !this.watching) {
				armWatch(this.watchInterval, ++this.watchNumber);
				this.watching = true;
			}
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			// whoever wants to fire may be able to, and asks again next time
			logger.debug("Clock cannot be watched", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void armWatch(Duration interval, long number) {
		this.watchTimer = this.scheduler.schedule(() -> checkClock(interval, number), now().plus(interval));
	}

	private void checkClock(Duration interval, long number) {
		try {
			Duration total = this.watch.total();
			if (!total.equals(this.corrected)) {
				logger
					.warn("Clock jumped by " + total.minus(this.corrected).toMillis() + " ms; due times are corrected");
				this.corrected = total;
				this.watchers.forEach(ClockObserver::clockJumped);
			}
		}
		finally {
			goOnWatching(interval, number);
		}
	}

	private void goOnWatching(Duration interval, long number) {
		this.lock.lock();
		try {
			if (number != this.watchNumber) {
				// closed, and perhaps opened again, meanwhile
				return;
			}
			this.watching = this.open && this.watchers.stream().anyMatch(ClockObserver::isRunning);
			if (this.watching) {
				armWatch(interval, number);
			}
		}
		catch (RuntimeException ex) {
			this.watching = false;
			logger.debug("Clock is no longer watched", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

}
