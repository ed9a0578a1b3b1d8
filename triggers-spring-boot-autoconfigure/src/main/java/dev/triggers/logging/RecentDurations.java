package dev.triggers.logging;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * How long the last executions of one trigger took. Kept here, since a history of the
 * application may block. Thread-safe.
 */
final class RecentDurations {

	private static final int SIZE = 100;

	private final ReentrantLock lock = new ReentrantLock();

	// all below are guarded by the lock
	private long[] nanos = {};

	private long ended;

	private boolean late;

	/**
	 * Take note of an execution that is late.
	 * @return whether none was since one was in time
	 */
	boolean isFirstLateOne() {
		this.lock.lock();
		try {
			boolean first = !this.late;
			this.late = true;
			return first;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note of an execution that has ended.
	 */
	void add(Duration duration, boolean wasLate) {
		this.lock.lock();
		try {
			int index = (int) (this.ended++ % SIZE);
			if (index >= this.nanos.length) {
				// most triggers of many are not executed often
				this.nanos = Arrays.copyOf(this.nanos, Math.min(SIZE, index * 2 + 4));
			}
			this.nanos[index] = nanos(duration);
			this.late &= wasLate;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static long nanos(Duration duration) {
		// more overflows
		return (duration.toDays() < 100 * 365) ? duration.toNanos() : Long.MAX_VALUE;
	}

	/**
	 * Return the median, or {@code null} if no execution has ended.
	 */
	@Nullable Duration median() {
		this.lock.lock();
		try {
			int known = (int) Math.min(this.ended, SIZE);
			long[] sorted = Arrays.copyOf(this.nanos, known);
			Arrays.sort(sorted);
			return (known > 0) ? Duration.ofNanos(sorted[known / 2]) : null;
		}
		finally {
			this.lock.unlock();
		}
	}

}
