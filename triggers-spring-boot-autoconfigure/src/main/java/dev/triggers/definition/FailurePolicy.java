package dev.triggers.definition;

/**
 * What happens to a trigger after an execution in which a call failed.
 *
 * @since 1.0.0
 */
public enum FailurePolicy {

	/**
	 * Report the failures and follow the schedule.
	 */
	CONTINUE,

	/**
	 * Report the failures and end the trigger as failed.
	 */
	STOP

}
