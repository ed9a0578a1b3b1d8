package dev.triggers.firing;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Answer to what comes next.
 *
 * @param state the new state of the trigger
 * @param firing what to execute now, or {@code null} if nothing
 * @param missed number of due times that were found to be missed, at most
 * {@value MissedFirings#MAX_COUNTED} of a calendar
 * @param scheduleFailure what the schedule threw when it was asked, or {@code null} if it
 * answered
 * @since 1.0.0
 */
public record FiringPlan(FiringState state, @Nullable NextFiring firing, long missed,
		@Nullable Throwable scheduleFailure) {

	static FiringPlan of(FiringState state) {
		return new FiringPlan(state, null, 0, null);
	}

	/**
	 * Return this plan with what another one found out on the way.
	 */
	FiringPlan with(FiringPlan other) {
		return new FiringPlan(this.state, other.firing, other.missed, other.scheduleFailure);
	}

	/**
	 * Return when the trigger fires next.
	 * @return the time, or {@code null} if it does not or it is not known yet
	 */
	public @Nullable Instant nextTime() {
		NextFiring next = this.state.next();
		return (next != null && next.cause() != null) ? next.time() : null;
	}

}
