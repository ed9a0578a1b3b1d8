package dev.triggers.firing;

import java.time.Duration;

/**
 * Something that changes what comes next for a trigger.
 *
 * @since 1.0.0
 */
public sealed interface FiringEvent {

	/**
	 * The trigger is started; not allowed while it is running.
	 */
	record Start() implements FiringEvent {

	}

	/**
	 * The time that the trigger waits for may have come, and a thread is ready to
	 * execute.
	 */
	record Due() implements FiringEvent {

	}

	/**
	 * An execution ended.
	 *
	 * @param failed whether the execution had any failure
	 */
	record Finished(boolean failed) implements FiringEvent {

	}

	/**
	 * The trigger is stopped gracefully.
	 */
	record Stop() implements FiringEvent {

	}

	/**
	 * The wall clock was set, or stood still with the process.
	 *
	 * @param jump by how much the clock went further than the time that passed; negative
	 * if it was set back
	 */
	record ClockJumped(Duration jump) implements FiringEvent {

	}

}
