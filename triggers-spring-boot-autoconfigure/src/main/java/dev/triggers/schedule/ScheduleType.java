package dev.triggers.schedule;

/**
 * Kind of a {@link Schedule}, for callers that have to branch.
 *
 * @since 1.0.0
 */
public enum ScheduleType {

	/**
	 * A cron expression.
	 */
	CRON,

	/**
	 * An interval measured from the end of the previous execution.
	 */
	FIXED_DELAY,

	/**
	 * An interval measured from the previous due time.
	 */
	FIXED_RATE,

	/**
	 * A list of times of day.
	 */
	TIMES,

	/**
	 * A {@link org.springframework.scheduling.Trigger} of the application.
	 */
	CUSTOM

}
