package dev.triggers.schedule;

/**
 * What an interval is measured from.
 *
 * @since 1.0.0
 */
public enum IntervalMode {

	/**
	 * From the end of the previous execution, so that the pause between two executions is
	 * always the same.
	 */
	FIXED_DELAY,

	/**
	 * From the previous due time, so that the time an execution takes is part of the
	 * interval.
	 */
	FIXED_RATE

}
