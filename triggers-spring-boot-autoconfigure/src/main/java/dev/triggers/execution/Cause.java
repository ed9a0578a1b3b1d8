package dev.triggers.execution;

/**
 * Why a trigger fired.
 *
 * @since 1.0.0
 */
public enum Cause {

	/**
	 * The trigger was started and fires on start-up.
	 */
	STARTUP,

	/**
	 * The schedule was due.
	 */
	SCHEDULED,

	/**
	 * A due time was missed and is made up for.
	 */
	MISFIRE

}
