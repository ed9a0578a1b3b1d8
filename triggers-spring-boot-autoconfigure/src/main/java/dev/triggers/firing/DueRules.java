package dev.triggers.firing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.SimpleTriggerContext;

import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Rules of due times: when a trigger fires next, and what it does about times that were
 * missed. A plan of theirs that leaves the trigger waiting for nothing means that its
 * schedule has come to an end.
 */
final class DueRules {

	/**
	 * A clock that is set back by at most this much corrects small errors or daylight
	 * saving: jobs at fixed times do not fire again. So does Vixie cron.
	 */
	private static final Duration CLOCK_CORRECTION = Duration.ofHours(3);

	private final TriggerDefinition definition;

	private final Schedule schedule;

	private final Instant now;

	DueRules(TriggerDefinition definition, Schedule schedule, Instant now) {
		this.definition = definition;
		this.schedule = schedule;
		this.now = now;
	}

	/**
	 * Return the plan of a trigger that may fire for the first time.
	 */
	FiringPlan first(FiringState fresh) {
		FiringState state = fresh.with(fresh.times().began(this.now));
		if (this.definition.start().onStartup()) {
			return FiringPlan.of(state.waiting(new NextFiring(this.now, Cause.STARTUP)));
		}
		return isCustom() ? FiringPlan.of(state.waiting(new NextFiring(this.now, null))) : askSchedule(state);
	}

	/**
	 * Return the plan of a trigger whose time may have come.
	 */
	FiringPlan due(FiringState state) {
		NextFiring next = state.next();
		if (next == null || next.time().isAfter(this.now)) {
			return FiringPlan.of(state);
		}
		if (next.cause() == null) {
			return askSchedule(state);
		}
		boolean late = next.time().plus(FiringRules.TOLERANCE).isBefore(this.now);
		if (next.cause() == Cause.MISFIRE || (late && next.cause() == Cause.STARTUP)) {
			return beginLate(state, next);
		}
		if (!late || next.cause() != Cause.SCHEDULED || waitsForCompletion()) {
			return begin(state, next, 0);
		}
		FiringPlan plan = guarded(state, () -> misfire(state, next.time()));
		NextFiring instead = plan.state().next();
		if (instead == null || instead.cause() == null || instead.time().isAfter(this.now)) {
			return plan;
		}
		return begin(plan.state(), instead, plan.missed());
	}

	/**
	 * Begin what had to wait for an execution beside the schedule: times that were missed
	 * meanwhile do not fire once more.
	 */
	private FiringPlan beginLate(FiringState state, NextFiring late) {
		boolean once = this.definition.execution().misfire() == MisfirePolicy.FIRE_ONCE;
		if (!once || isCustom() || waitsForCompletion() || !late.time().isBefore(this.now)) {
			return begin(state, late, 0);
		}
		MissedFirings missed = MissedFirings.count(this.schedule, late.time(), this.now, late.time());
		Instant time = missed.onTime(this.now) ? this.now : missed.latest();
		return begin(state, new NextFiring(time, late.cause()), missed.number());
	}

	private FiringPlan begin(FiringState state, NextFiring firing, long missed) {
		FiringState begun = state.begun(firing.time(), this.now);
		if (!this.definition.execution().concurrent() || waitsForCompletion() || begun.isExhausted()) {
			return new FiringPlan(begun, firing, missed, null);
		}
		FiringPlan following = askSchedule(begun);
		return new FiringPlan(following.state(), firing, missed + following.missed(), following.scheduleFailure());
	}

	/**
	 * Return the plan of a trigger after an execution that follows the schedule.
	 */
	FiringPlan ended(FiringState state) {
		if (state.isExhausted()) {
			return FiringPlan.of(state.waiting(null));
		}
		boolean planned = this.definition.execution().concurrent() && !waitsForCompletion() && state.next() != null;
		return planned ? FiringPlan.of(state.waiting(state.next())) : askSchedule(state);
	}

	/**
	 * Return the plan of a trigger that waits for a time of its former schedule.
	 */
	FiringPlan scheduleChanged(FiringState state) {
		FiringState fresh = state.missedUntil(null);
		if (isCustom()) {
			return FiringPlan.of(fresh.waiting(new NextFiring(this.now, null)));
		}
		if (this.schedule.interval() == null) {
			Instant due = this.schedule.next(this.now);
			return FiringPlan.of(fresh.waiting((due != null) ? new NextFiring(due, Cause.SCHEDULED) : null));
		}
		Instant due = (state.last() != null) ? dueAfter(state.last()) : this.schedule.next(began(state));
		if (due == null || !due.isBefore(this.now) || waitsForCompletion()) {
			return FiringPlan.of(fresh.waiting((due != null) ? new NextFiring(due, Cause.SCHEDULED) : null));
		}
		Instant latest = MissedFirings.count(this.schedule, due, this.now, null).latest();
		return FiringPlan.of(fresh.waiting(new NextFiring(latest, Cause.MISFIRE)));
	}

	private Instant began(FiringState state) {
		Instant began = state.times().began();
		return (began != null) ? began : this.now;
	}

	/**
	 * Return the plan of a running trigger whose wall clock was set.
	 */
	FiringPlan clockJumped(FiringState state, Duration jump) {
		return guarded(state, () -> FiringPlan.of(corrected(state, jump)));
	}

	private FiringState corrected(FiringState state, Duration jump) {
		NextFiring next = state.next();
		LastFiring last = state.last();
		NextFiring shiftedNext = (next != null) ? next.shift(jump) : null;
		LastFiring shiftedLast = (last != null) ? last.shift(jump) : null;
		if (this.schedule.interval() != null) {
			Instant began = state.times().began();
			FiringState shifted = shifted(state, shiftedNext, shiftedLast);
			return (began != null) ? shifted.with(shifted.times().began(began.plus(jump))) : shifted;
		}
		if (next != null && next.cause() != Cause.SCHEDULED) {
			return shifted(state, shiftedNext, last);
		}
		if (!jump.isNegative() || (keepsTimes() && jump.negated().compareTo(CLOCK_CORRECTION) <= 0)) {
			return state;
		}
		if (next == null) {
			return shifted(state, null, shiftedLast);
		}
		if (isCustom()) {
			return shifted(state, new NextFiring(this.now, null), shiftedLast);
		}
		Instant due = dueAfterClockWasSetBack(last);
		return shifted(state, null, shiftedLast).waiting((due != null) ? new NextFiring(due, Cause.SCHEDULED) : null);
	}

	private static FiringState shifted(FiringState state, @Nullable NextFiring next, @Nullable LastFiring last) {
		return state.with(new FiringTimes(state.times().began(), next, last, state.times().missedUntil()));
	}

	/**
	 * Return whether the schedule is code of the application, which may block: it is
	 * asked only when a firing is due or an execution has ended.
	 */
	private boolean isCustom() {
		return this.schedule.type() == ScheduleType.CUSTOM;
	}

	private boolean keepsTimes() {
		return !isCustom() && !this.schedule.followsWallClock();
	}

	private @Nullable Instant dueAfterClockWasSetBack(@Nullable LastFiring last) {
		Instant due = this.schedule.next(this.now);
		if (due == null || last == null || !due.equals(last.scheduledTime())) {
			return due;
		}
		return this.schedule.next(due);
	}

	private FiringPlan askSchedule(FiringState state) {
		return guarded(state, () -> {
			Instant due = dueAfter(state.last());
			if (due == null) {
				return FiringPlan.of(state.waiting(null));
			}
			if (waitsForCompletion() || !isMissed(due)) {
				return FiringPlan.of(state.missedUntil(null).waiting(new NextFiring(due, Cause.SCHEDULED)));
			}
			return misfire(state, due);
		});
	}

	private boolean isMissed(Instant due) {
		// a custom schedule that means "now" answers a little before now
		Duration tolerance = isCustom() ? FiringRules.TOLERANCE : Duration.ZERO;
		return due.isBefore(this.now.minus(tolerance));
	}

	private @Nullable Instant dueAfter(@Nullable LastFiring last) {
		if (isCustom()) {
			return this.schedule.nextExecution(context(last));
		}
		if (last == null) {
			return this.schedule.next(this.now);
		}
		if (waitsForCompletion()) {
			return this.schedule.next((last.completionTime() != null) ? last.completionTime() : this.now);
		}
		return this.schedule.next(last.scheduledTime());
	}

	private SimpleTriggerContext context(@Nullable LastFiring last) {
		SimpleTriggerContext context = new SimpleTriggerContext(Clock.fixed(this.now, ZoneOffset.UTC));
		if (last != null) {
			context.update(last.scheduledTime(), last.startTime(), last.completionTime());
		}
		return context;
	}

	private FiringPlan misfire(FiringState state, Instant due) {
		MissedFirings missed = MissedFirings.count(this.schedule, due, this.now, state.times().missedUntil());
		NextFiring next = switch (this.definition.execution().misfire()) {
			case FIRE_ONCE -> missed.onTime(this.now) ? new NextFiring(this.now, Cause.SCHEDULED)
					: new NextFiring(missed.latest(), Cause.MISFIRE);
			case SKIP -> (missed.following() != null) ? new NextFiring(missed.following(), Cause.SCHEDULED) : null;
			case CATCH_UP -> new NextFiring(due, Cause.MISFIRE);
		};
		boolean catchesUp = this.definition.execution().misfire() == MisfirePolicy.CATCH_UP;
		FiringState planned = state.missedUntil((catchesUp) ? missed.latest() : null).waiting(next);
		return new FiringPlan(planned, null, missed.number(), null);
	}

	private boolean waitsForCompletion() {
		Duration interval = this.schedule.interval();
		return this.schedule.type() == ScheduleType.FIXED_DELAY || (interval != null && interval.isZero());
	}

	private FiringPlan guarded(FiringState state, Supplier<FiringPlan> plan) {
		try {
			return plan.get();
		}
		catch (Throwable ex) {
			// schedules may be user code: whatever they throw, the trigger lives on
			NextFiring askAgain = new NextFiring(this.now.plus(FiringRules.SCHEDULE_RETRY), null);
			return new FiringPlan(state.waiting(askAgain), null, 0, ex);
		}
	}

}
