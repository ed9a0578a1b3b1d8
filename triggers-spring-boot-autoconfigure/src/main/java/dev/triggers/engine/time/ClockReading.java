package dev.triggers.engine.time;

import java.time.Instant;

/**
 * What a wall clock and the monotonic time showed at one moment.
 *
 * @param wall time of the wall clock
 * @param nanos monotonic time in nanoseconds; may overflow
 */
record ClockReading(Instant wall, long nanos) {

	private static final long MANY_SECONDS = 1_000_000_000L;

	private static final long NANOS_PER_SECOND = 1_000_000_000L;

	/**
	 * Return whether since this reading as much time has passed by the wall clock as by
	 * the monotonic time. This is asked several times for each execution.
	 * @param wall time of the wall clock now
	 * @param nanos monotonic time now
	 * @param tolerance difference in nanoseconds from which on they disagree
	 * @return {@code false} if the wall clock was set meanwhile, or went wrong
	 */
	boolean agreesWith(Instant wall, long nanos, long tolerance) {
		long seconds = wall.getEpochSecond() - this.wall.getEpochSecond();
		if (Math.abs(seconds) > MANY_SECONDS) {
			return false;
		}
		long passed = seconds * NANOS_PER_SECOND + (wall.getNano() - this.wall.getNano());
		return Math.abs(passed - (nanos - this.nanos)) < tolerance;
	}

}
