package dev.triggers.engine.runner;

import java.time.Duration;

/**
 * Tells from how long something took lately whether it will be short next time: so short
 * that it cannot block, and that to wake a thread for it would take longer. Thread-safe.
 */
final class Brevity {

	private static final long SHORT = Duration.ofNanos(250_000).toNanos();

	/**
	 * So many times in a row it has to be long before it is expected to be: each may be
	 * held up once by others that need the processor.
	 */
	private static final int LONG_TIMES = 2;

	// what nothing is known of counts as long
	private volatile int longInARow = LONG_TIMES;

	/**
	 * Take note of how long it took.
	 * @param nanos the time in nanoseconds
	 */
	void took(long nanos) {
		int before = this.longInARow;
		int now = (nanos <= SHORT) ? 0 : Math.min(before + 1, LONG_TIMES);
		if (now != before) {
			this.longInARow = now;
		}
	}

	boolean isExpected() {
		return this.longInARow < LONG_TIMES;
	}

}
