package dev.triggers.firing;

import java.io.Serializable;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.schedule.Schedule;

/**
 * All that an engine has to remember of a trigger from one moment to the next, as one
 * serialisable value.
 *
 * @param state where the trigger is in its life
 * @param iteration number of executions begun since the trigger was started
 * @param remaining number of executions left, or {@code null} without a limit
 * @param executing number of executions under way
 * @param next what the trigger waits for, or {@code null} if nothing, or not before the
 * current execution ends
 * @param last when the trigger fired last, or {@code null} if it has not since its start
 * @param missedUntil the last missed due time that was reported and is still to be caught
 * up with, or {@code null} if there is none
 * @since 1.0.0
 */
public record FiringState(TriggerState state, long iteration, @Nullable Long remaining, int executing,
		@Nullable NextFiring next, @Nullable LastFiring last, @Nullable Instant missedUntil) implements Serializable {

	/**
	 * State of a trigger that was never started.
	 */
	public static final FiringState IDLE = new FiringState(TriggerState.IDLE, 0, null, 0, null, null, null);

	public @Nullable TriggerState ending() {
		return null;
	}

	public Schedule schedule(TriggerDefinition definition) {
		return definition.schedule();
	}

	FiringState with(TriggerState state, @Nullable NextFiring next) {
		return new FiringState(state, this.iteration, this.remaining, this.executing, next, this.last,
				this.missedUntil);
	}

	FiringState missedUntil(@Nullable Instant time) {
		return new FiringState(this.state, this.iteration, this.remaining, this.executing, this.next, this.last, time);
	}

	FiringState shifted(@Nullable NextFiring next, @Nullable LastFiring last) {
		return new FiringState(this.state, this.iteration, this.remaining, this.executing, next, last,
				this.missedUntil);
	}

	FiringState begun(Instant scheduledTime, Instant now) {
		return new FiringState(TriggerState.EXECUTING, this.iteration + 1,
				(this.remaining != null) ? this.remaining - 1 : null, this.executing + 1, null,
				new LastFiring(scheduledTime, now, null), this.missedUntil);
	}

	FiringState ended(Instant now) {
		return new FiringState(this.state, this.iteration, this.remaining, this.executing - 1, this.next,
				(this.last != null) ? this.last.complete(now) : null, this.missedUntil);
	}

	boolean isExhausted() {
		return this.remaining != null && this.remaining == 0;
	}

}
