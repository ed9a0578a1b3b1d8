package dev.triggers.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Time that passes only when a thread drives it, and the tasks that wait for it. They run
 * on that thread, in the order of their time and then of their submission.
 * <p>
 * Tasks may be submitted by any thread. One thread drives at a time; a task that drives
 * lets time pass while it runs.
 */
final class VirtualTime {

	/**
	 * Most tasks that are run while one call waits.
	 */
	private static final int MAX_TASKS = 1_000_000;

	private final Instant start;

	private final Duration timeout;

	private final ReentrantLock driving = new ReentrantLock();

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// all that follows is guarded by the lock
	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparing((Task task) -> task.time).thenComparing((task) -> task.number));

	private Instant now;

	private long nanoTime;

	private long submitted;

	private @Nullable String endless;

	/**
	 * Create virtual time.
	 * @param start text of the time at which it begins
	 * @param timeout text of the longest real time to wait for other threads
	 */
	VirtualTime(String start, String timeout) {
		this.start = Instant.parse(start);
		this.timeout = Duration.parse(timeout);
		this.now = this.start;
	}

	Instant now() {
		this.lock.lock();
		try {
			return this.now;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Monotonic time in nanoseconds, which goes on when the clock is set back to the
	 * start.
	 */
	long nanoTime() {
		this.lock.lock();
		try {
			return this.nanoTime;
		}
		finally {
			this.lock.unlock();
		}
	}

	Duration timeout() {
		return this.timeout;
	}

	Clock clock() {
		return new VirtualClock(ZoneOffset.UTC);
	}

	/**
	 * Submit a task.
	 * @param task the task
	 * @param time when it is due; now if that has passed
	 */
	ScheduledFuture<?> schedule(Runnable task, Instant time) {
		this.lock.lock();
		try {
			Task added = new Task(task, (time.isBefore(this.now)) ? this.now : time, this.submitted++);
			this.tasks.add(added);
			this.changed.signalAll();
			return added;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return when the next task is due.
	 * @return the time, or {@code null} if there is no task
	 */
	@Nullable Instant nextTime() {
		this.lock.lock();
		try {
			Task next = this.tasks.peek();
			return (next != null) ? next.time : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let time pass, and run all that comes due.
	 * @param end the time then
	 */
	void advanceTo(Instant end) {
		drive();
		try {
			while (runNext(end)) {
				throwIfEndless();
			}
			passTo(end);
		}
		finally {
			this.driving.unlock();
		}
	}

	/**
	 * Run all that is due now, also what other threads submit, until a condition holds.
	 * Waits for other threads no longer than the timeout.
	 * @param done the condition; whoever makes it true on another thread submits a task
	 * or calls {@link #wake()}
	 * @return {@code false} if it does not hold
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 */
	boolean runUntil(BooleanSupplier done) throws InterruptedException {
		drive();
		try {
			return loop(done, this.timeout);
		}
		finally {
			this.driving.unlock();
		}
	}

	/**
	 * Run all that is due now until a condition holds, unless another thread drives.
	 * @param done the condition
	 * @param most how long to wait for other threads if that is less than the timeout;
	 * then the condition need not hold
	 * @return {@code false} if another thread drives
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if the condition does not hold within the timeout
	 */
	boolean help(BooleanSupplier done, Duration most) throws InterruptedException {
		if (!this.driving.tryLock()) {
			return false;
		}
		try {
			boolean bounded = most.compareTo(this.timeout) < 0;
			boolean inTime = loop(done, (bounded) ? most : this.timeout);
			Assert.state(inTime || bounded, "Virtual time stands still while this thread waits for a trigger; let it "
					+ "pass with TriggerTester.advance instead");
			return true;
		}
		finally {
			this.driving.unlock();
		}
	}

	boolean isDrivenByCurrentThread() {
		return this.driving.isHeldByCurrentThread();
	}

	/**
	 * Let time pass, and run all that comes due, until a condition holds; gives up if
	 * another thread drives.
	 * @param done the condition; whoever makes it true on another thread submits a task
	 * or calls {@link #wake()}
	 * @param end when to stop, also if the condition does not hold
	 * @return {@code false} if another thread drives
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if no passing of time leads to the condition
	 */
	boolean passUntil(BooleanSupplier done, Instant end) throws InterruptedException {
		if (!this.driving.tryLock()) {
			return false;
		}
		try {
			long nanos = this.timeout.toNanos();
			for (int count = 0; !done.getAsBoolean(); count++) {
				Assert.state(nanos > 0 && count < MAX_TASKS, "A call waits for what no virtual time leads to");
				Instant next = nextTime();
				if (next == null) {
					nanos = awaitChange(done, nanos);
				}
				else if (next.isAfter(end)) {
					passTo(end);
					return true;
				}
				else if (runNext(next)) {
					throwIfEndless();
				}
			}
			return true;
		}
		finally {
			this.driving.unlock();
		}
	}

	/**
	 * Return what to throw on a thread that waits too long for another one that drives.
	 */
	static IllegalStateException standsStill() {
		return new IllegalStateException("A call waits for virtual time, which stands still while another thread "
				+ "drives it and may wait for this call; in tests with @TriggersTest, make calls that wait on the "
				+ "thread of the trigger");
	}

	private boolean loop(BooleanSupplier done, Duration most) throws InterruptedException {
		long nanos = most.toNanos();
		while (!done.getAsBoolean()) {
			if (runNext(now())) {
				throwIfEndless();
			}
			else if (nanos > 0) {
				nanos = awaitChange(done, nanos);
			}
			else {
				return false;
			}
		}
		return true;
	}

	private void drive() {
		Assert.state(this.driving.tryLock(), "Another thread lets virtual time pass; tests that share an application "
				+ "context cannot do so at the same time");
	}

	private boolean runNext(Instant end) {
		Task next = takeNext(end);
		if (next != null && next.complete(null)) {
			next.code.run();
		}
		return next != null;
	}

	private @Nullable Task takeNext(Instant end) {
		this.lock.lock();
		try {
			Task next = this.tasks.peek();
			if (next == null || next.time.isAfter(end)) {
				return null;
			}
			this.tasks.remove();
			passTo(next.time);
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void passTo(Instant time) {
		this.lock.lock();
		try {
			if (time.isAfter(this.now)) {
				Duration passed = Duration.between(this.now, time);
				// overflows every 292 years, as that of the JVM does
				this.nanoTime += passed.getSeconds() * 1_000_000_000L + passed.getNano();
				this.now = time;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private long awaitChange(BooleanSupplier done, long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			Task next = this.tasks.peek();
			boolean due = next != null && !next.time.isAfter(this.now);
			return (due || done.getAsBoolean()) ? nanos : this.changed.awaitNanos(nanos);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let whoever waits for a condition look again.
	 */
	void wake() {
		this.lock.lock();
		try {
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * End the current drive, since it would never come to an end.
	 * @param reason why not
	 */
	void endless(String reason) {
		this.lock.lock();
		try {
			this.endless = reason;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void throwIfEndless() {
		this.lock.lock();
		try {
			String reason = this.endless;
			this.endless = null;
			if (reason != null) {
				throw new IllegalStateException(reason);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begin again: set the clock back to the start, and forget all tasks.
	 */
	void reset() {
		drive();
		this.lock.lock();
		try {
			this.tasks.clear();
			this.endless = null;
			this.now = this.start;
		}
		finally {
			this.lock.unlock();
			this.driving.unlock();
		}
	}

	/**
	 * Clock that shows this time.
	 */
	private final class VirtualClock extends Clock {

		private final ZoneId zone;

		VirtualClock(ZoneId zone) {
			this.zone = zone;
		}

		@Override
		public ZoneId getZone() {
			return this.zone;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return new VirtualClock(zone);
		}

		@Override
		public Instant instant() {
			return now();
		}

	}

	/**
	 * Task that waits for its time; done as soon as it runs.
	 */
	private final class Task extends CompletableFuture<@Nullable Void> implements ScheduledFuture<@Nullable Void> {

		private final Runnable code;

		private final Instant time;

		private final long number;

		Task(Runnable code, Instant time, long number) {
			this.code = code;
			this.time = time;
			this.number = number;
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			boolean cancelled = super.cancel(mayInterruptIfRunning);
			if (cancelled) {
				VirtualTime.this.lock.lock();
				try {
					VirtualTime.this.tasks.remove(this);
				}
				finally {
					VirtualTime.this.lock.unlock();
				}
			}
			return cancelled;
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(Duration.between(now(), this.time));
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}
