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
	MISFIRE,

	/**
	 * The application asked for an execution beside the schedule.
	 */
	MANUAL,

	/**
	 * The application asked to repeat what failed in an earlier execution.
	 */
	RETRY

}
