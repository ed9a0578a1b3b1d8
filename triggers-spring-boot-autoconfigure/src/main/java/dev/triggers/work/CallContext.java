package dev.triggers.work;

import java.time.Instant;

/**
 * What a target can be told about the execution that calls it; methods of beans get it as
 * a {@code dev.triggers.TriggerEvent}.
 *
 * @since 1.0.0
 */
public interface CallContext {

	/**
	 * Return the name of the trigger.
	 * @return the unique name
	 */
	String triggerName();

	/**
	 * Return which execution this is.
	 * @return the number of executions since the trigger was started, this one included;
	 * an execution beside the schedule has the number of the last one that counted, zero
	 * before the first
	 */
	long iteration();

	/**
	 * Return when the trigger was due.
	 * @return the time that the schedule gave; that of the request for an execution
	 * beside the schedule
	 */
	Instant scheduledTime();

	/**
	 * Return when the execution began.
	 * @return the time, at or after {@link #scheduledTime()}
	 */
	Instant startTime();

}
