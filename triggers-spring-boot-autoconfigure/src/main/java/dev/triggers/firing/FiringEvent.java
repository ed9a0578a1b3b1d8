package dev.triggers.firing;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.Cause;
import dev.triggers.schedule.Schedule;

/**
 * Something that changes what comes next for a trigger.
 *
 * @since 1.0.0
 */
public sealed interface FiringEvent {

	/**
	 * The trigger is started; not allowed while it is running.
	 *
	 * @param arguments arguments that go to each call
	 */
	record Start(List<@Nullable Object> arguments) implements FiringEvent {

	}

	/**
	 * The before-hooks are about to be called.
	 */
	record Preparing() implements FiringEvent {

	}

	/**
	 * The before-hooks have returned.
	 *
	 * @param failed whether one of them failed
	 */
	record Prepared(boolean failed) implements FiringEvent {

	}

	/**
	 * The before-hooks were not called, since the trigger was cancelled, or the engine
	 * was closed, first; or they were interrupted by an engine that closes, and the
	 * after-hooks have returned.
	 */
	record NotPrepared() implements FiringEvent {

	}

	/**
	 * The time that the trigger waits for may have come, and a thread is ready to
	 * execute.
	 */
	record Due() implements FiringEvent {

	}

	/**
	 * An execution beside the schedule is asked for, and a thread is ready to execute.
	 *
	 * @param cause why
	 */
	record Asked(Cause cause) implements FiringEvent {

	}

	/**
	 * An execution ended.
	 *
	 * @param failed whether the execution had any failure
	 * @param beside whether it was one beside the schedule
	 */
	record Finished(boolean failed, boolean beside) implements FiringEvent {

	}

	/**
	 * Executions that may overlap were cancelled long ago and are waited for no longer.
	 *
	 * @param executions their number
	 */
	record Abandoned(int executions) implements FiringEvent {

	}

	/**
	 * The after-hooks have returned, since the trigger has ended.
	 */
	record Concluded() implements FiringEvent {

	}

	/**
	 * The after-hooks have returned, since the engine closes; the trigger remains as it
	 * is and goes on with its before-hooks when the engine opens again.
	 */
	record Suspended() implements FiringEvent {

	}

	/**
	 * The trigger is stopped gracefully.
	 */
	record Stop() implements FiringEvent {

	}

	/**
	 * The trigger is cancelled; whoever applies this interrupts what is under way.
	 */
	record Cancel() implements FiringEvent {

	}

	/**
	 * The trigger is cancelled if it is running, and to be started when it has ended.
	 *
	 * @param arguments arguments that go to each call
	 */
	record Restart(List<@Nullable Object> arguments) implements FiringEvent {

	}

	/**
	 * The trigger is to follow another schedule.
	 *
	 * @param schedule the schedule
	 */
	record ScheduleChanged(Schedule schedule) implements FiringEvent {

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
