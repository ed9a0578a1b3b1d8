package dev.triggers.definition;

/**
 * What to do about due times that could not be served on time, because the previous
 * execution still ran, all threads were busy, or the process was paused.
 *
 * @since 1.0.0
 */
public enum MisfirePolicy {

	/**
	 * Fire once, at once, whatever number was missed.
	 */
	FIRE_ONCE,

	/**
	 * Wait for the next regular time.
	 */
	SKIP,

	/**
	 * Fire for each missed due time, one after the other.
	 */
	CATCH_UP

}
