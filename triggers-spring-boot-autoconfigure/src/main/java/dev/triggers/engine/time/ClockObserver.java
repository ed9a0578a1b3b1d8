package dev.triggers.engine.time;

/**
 * Something that waits by the wall clock.
 *
 * @since 1.0.0
 */
public interface ClockObserver {

	/**
	 * Correct all times after the clock was set.
	 */
	void clockJumped();

	/**
	 * Return whether there is anything to wait for.
	 * @return {@code true} while the clock is to be watched
	 */
	boolean isRunning();

}
