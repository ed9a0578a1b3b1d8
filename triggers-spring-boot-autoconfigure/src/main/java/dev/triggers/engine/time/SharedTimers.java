package dev.triggers.engine.time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.execution.SafeLog;

/**
 * Lets tasks that are due at the same instant, as those of cron expressions are, share
 * one timer of a scheduler, which costs more than most of them do. They run in the order
 * in which they began to wait. Thread-safe.
 *
 * @since 1.0.0
 */
public final class SharedTimers {

	/**
	 * A timer is set anew for whoever comes when the clock and the monotonic time have
	 * drifted apart by this since it was set, since it goes by the latter.
	 */
	static final Duration TOLERANCE = Duration.ofMillis(1);

	/**
	 * So many that threads which wait for different instants rarely meet.
	 */
	private static final int STRIPES = 16;

	/**
	 * Hash codes of full seconds differ in few bits; their product with the golden ratio
	 * does in the highest (Knuth, The Art of Computer Programming, volume 3, 6.4).
	 */
	private static final int SPREAD = 0x9E3779B9;

	private static final int SHIFT = Integer.numberOfLeadingZeros(STRIPES - 1);

	private static final Log logger = LogFactory.getLog("triggers");

	private final BiFunction<Runnable, Instant, @Nullable Future<?>> scheduler;

	private final Supplier<ClockReading> clock;

	private final Stripe[] stripes = Stream.generate(Stripe::new).limit(STRIPES).toArray(Stripe[]::new);

	/**
	 * Create timers.
	 * @param scheduler sets a timer
	 * @param clock reads the clock that the scheduler goes by
	 */
	SharedTimers(BiFunction<Runnable, Instant, @Nullable Future<?>> scheduler, Supplier<ClockReading> clock) {
		this.scheduler = scheduler;
		this.clock = clock;
	}

	/**
	 * Let a task wait.
	 * @param task what to run; must not block
	 * @param time when to run it
	 * @return the task that waits
	 * @throws RuntimeException if the scheduler refuses
	 */
	Waiting schedule(Runnable task, Instant time) {
		Stripe stripe = this.stripes[(time.hashCode() * SPREAD) >>> SHIFT];
		ClockReading now = this.clock.get();
		stripe.lock.lock();
		try {
			Timer timer = stripe.timers.get(time);
			if (timer == null) {
				timer = new Timer(stripe, time);
			}
			timer.set(now);
			stripe.timers.putIfAbsent(time, timer);
			return timer.join(task);
		}
		finally {
			stripe.lock.unlock();
		}
	}

	/**
	 * Timers of some instants.
	 */
	private static final class Stripe {

		private final ReentrantLock lock = new ReentrantLock();

		// guarded by the lock
		private final Map<Instant, Timer> timers = new HashMap<>();

	}

	/**
	 * Timer of one instant, and who waits for it. Guarded by the lock of its stripe.
	 */
	private final class Timer {

		private final Stripe stripe;

		private final Instant time;

		private @Nullable Future<?> future;

		private @Nullable ClockReading setAt;

		private @Nullable Waiting first;

		private @Nullable Waiting last;

		private boolean taken;

		Timer(Stripe stripe, Instant time) {
			this.stripe = stripe;
			this.time = time;
		}

		/**
		 * Set it, unless it is set and goes right still.
		 */
		void set(ClockReading now) {
			ClockReading before = this.setAt;
			if (before != null && before.agreesWith(now.wall(), now.nanos(), TOLERANCE.toNanos())) {
				return;
			}
			Future<?> previous = this.future;
			this.future = SharedTimers.this.scheduler.apply(() -> fire(now), this.time);
			this.setAt = now;
			if (previous != null) {
				previous.cancel(false);
			}
		}

		Waiting join(Runnable task) {
			Waiting joined = new Waiting(this, task, this.last);
			if (this.last != null) {
				this.last.after = joined;
			}
			else {
				this.first = joined;
			}
			this.last = joined;
			return joined;
		}

		void leave(Waiting leaving) {
			this.stripe.lock.lock();
			try {
				if (leaving.over) {
					return;
				}
				leaving.over = true;
				if (!this.taken) {
					unlink(leaving);
				}
			}
			finally {
				this.stripe.lock.unlock();
			}
		}

		private void unlink(Waiting leaving) {
			if (leaving.before != null) {
				leaving.before.after = leaving.after;
			}
			else {
				this.first = leaving.after;
			}
			if (leaving.after != null) {
				leaving.after.before = leaving.before;
			}
			else {
				this.last = leaving.before;
			}
			leaving.unlink();
			if (this.first == null) {
				this.stripe.timers.remove(this.time);
				if (this.future != null) {
					this.future.cancel(false);
				}
			}
		}

		private void fire(ClockReading reading) {
			Waiting next = takeAll(reading);
			while (next != null) {
				Waiting after = next.after;
				next.unlink();
				next.run();
				next = after;
			}
		}

		/**
		 * Let nobody join or leave any more, unless the timer was set anew meanwhile.
		 * @return the first that waits, or {@code null} if none does
		 */
		private @Nullable Waiting takeAll(ClockReading reading) {
			this.stripe.lock.lock();
			try {
				Waiting all = this.first;
				if (all == null || !reading.equals(this.setAt)) {
					return null;
				}
				this.taken = true;
				this.first = null;
				this.last = null;
				this.stripe.timers.remove(this.time);
				return all;
			}
			finally {
				this.stripe.lock.unlock();
			}
		}

	}

	/**
	 * Task that waits for an instant.
	 */
	public static final class Waiting {

		private final Timer timer;

		private final Runnable task;

		// both are guarded by the timer, until it takes all
		private @Nullable Waiting before;

		private @Nullable Waiting after;

		private volatile boolean over;

		private Waiting(Timer timer, Runnable task, @Nullable Waiting before) {
			this.timer = timer;
			this.task = task;
			this.before = before;
		}

		/**
		 * Wait no longer. The task may still run if its instant has come.
		 */
		public void cancel() {
			if (!this.over) {
				this.timer.leave(this);
			}
		}

		/**
		 * Let go of the others, so that whoever keeps this one does not keep them, too.
		 */
		private void unlink() {
			this.before = null;
			this.after = null;
		}

		private void run() {
			if (this.over) {
				return;
			}
			this.over = true;
			try {
				this.task.run();
			}
			catch (Throwable ex) {
				SafeLog.error(logger, "Timer of a trigger failed", ex);
			}
		}

	}

}
