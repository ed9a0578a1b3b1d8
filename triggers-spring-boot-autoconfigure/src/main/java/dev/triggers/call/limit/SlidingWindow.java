package dev.triggers.call.limit;

import org.jspecify.annotations.Nullable;

/**
 * Starts of calls in the last period, and the places that are reserved for calls that may
 * start at any moment.
 * <p>
 * Times are monotonic nanoseconds and may overflow. A start takes 8 bytes, and memory
 * follows the starts of one period: a window of a million calls that are really made in
 * one period needs 8 to 16 MB, and does not give them back. More starts than the limit
 * are never kept, except for the last few, so that a window still knows them when its
 * limit or its period grows.
 * <p>
 * Guarded by the lock of the {@link Admission}.
 */
final class SlidingWindow {

	/**
	 * Starts that are kept whatever the limit is.
	 */
	static final int KEPT = 64;

	// ring in the order of time
	private long[] starts = {};

	private int first;

	private int size;

	private int reserved;

	/**
	 * Reserve a place for a call that has not started yet.
	 */
	void reserve() {
		this.reserved++;
	}

	/**
	 * Give a reserved place up, since its call has started or never will.
	 */
	void unreserve() {
		this.reserved--;
	}

	/**
	 * Return how long it takes until there is a place that is not reserved.
	 * @param calls the most starts in a period
	 * @param period the length of the window in nanoseconds
	 * @param now the time
	 * @return the time in nanoseconds, 0 if there is a place now, or {@code null} if all
	 * places are reserved, so that time alone frees none
	 */
	@Nullable Long nanosUntilFree(int calls, long period, long now) {
		int free = calls - this.reserved;
		if (free <= 0) {
			return null;
		}
		if (this.size < free) {
			return 0L;
		}
		long blocking = this.starts[index(this.size - free)];
		return Math.max(0, period - (now - blocking));
	}

	/**
	 * Take note of a start.
	 * @param calls the most starts in a period
	 * @param period the length of the window in nanoseconds
	 * @param now the time of the start, not before that of earlier ones
	 */
	void start(int calls, long period, long now) {
		if (this.size == this.starts.length) {
			if (this.size == 0 || (this.size < calls && !isOver(period, now))) {
				grow(calls);
			}
			else {
				this.first = index(1);
				this.size--;
			}
		}
		this.starts[index(this.size)] = now;
		this.size++;
	}

	private boolean isOver(long period, long now) {
		return now - this.starts[this.first] >= period;
	}

	private void grow(int calls) {
		int length = (int) Math.max(KEPT, Math.min(2L * this.size, calls));
		long[] grown = new long[length];
		int untilEnd = this.starts.length - this.first;
		System.arraycopy(this.starts, this.first, grown, 0, untilEnd);
		System.arraycopy(this.starts, 0, grown, untilEnd, this.first);
		this.starts = grown;
		this.first = 0;
	}

	private int index(int position) {
		int beforeEnd = this.first - this.starts.length + position;
		return (beforeEnd < 0) ? beforeEnd + this.starts.length : beforeEnd;
	}

}
