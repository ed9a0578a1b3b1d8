package dev.triggers.engine.runner;

import java.time.Duration;

/**
 * Tells from how long something took lately whether it will be short next time.
 * Thread-safe.
 */
final class Brevity {

	/**
	 * So many times in a row it has to be long before it is expected to be: each may be
	 * held up once by others that need the processor.
	 */
	private static final int LONG_TIMES = 2;

	private final long limit;

	// what nothing is known of counts as long
	private volatile int longInARow = LONG_TIMES;

	/**
	 * Create brevity of something that nothing is known of.
	 * @param limit the longest time that is short
	 */
	Brevity(Duration limit) {
		this.limit = limit.toNanos();
	}

	/**
	 * Take note of how long it took.
	 * @param nanos the time in nanoseconds
	 */
	void took(long nanos) {
		int before = this.longInARow;
		int now = (nanos <= this.limit) ? 0 : Math.min(before + 1, LONG_TIMES);
		if (now != before) {
			this.longInARow = now;
		}
	}

	boolean isExpected() {
		return this.longInARow < LONG_TIMES;
	}

}
