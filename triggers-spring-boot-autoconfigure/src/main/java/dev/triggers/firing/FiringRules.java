package dev.triggers.firing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.SimpleTriggerContext;
import org.springframework.util.Assert;

import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * The one place that decides what comes next for a trigger.
 * <p>
 * {@link #plan} is a pure function: it reads no clock and changes nothing, except that a
 * custom schedule may do so. An engine applies it under the lock of the trigger, keeps
 * the state that it returns, and acts when the time of {@link FiringState#next()} comes.
 *
 * <table>
 * <caption>Transitions; an event that is not listed changes nothing</caption>
 * <tr>
 * <th>state</th>
 * <th>event</th>
 * <th>next state</th>
 * </tr>
 * <tr>
 * <td>not running</td>
 * <td>start</td>
 * <td>waiting, at once on start-up, else for the first time of the schedule; completed if
 * there is none</td>
 * </tr>
 * <tr>
 * <td>waiting</td>
 * <td>due</td>
 * <td>executing; or waiting still, if the time has not come or misfires are skipped</td>
 * </tr>
 * <tr>
 * <td>waiting</td>
 * <td>stop</td>
 * <td>stopped</td>
 * </tr>
 * <tr>
 * <td>executing</td>
 * <td>stop</td>
 * <td>stopping</td>
 * </tr>
 * <tr>
 * <td>executing</td>
 * <td>finished</td>
 * <td>failed, if it failed and failures end the trigger; completed, if it was the last;
 * else waiting</td>
 * </tr>
 * <tr>
 * <td>stopping</td>
 * <td>last execution finished</td>
 * <td>stopped</td>
 * </tr>
 * </table>
 *
 * @since 1.0.0
 */
public final class FiringRules {

	/**
	 * A firing that is handed over at most this late is on time: no timer is exact.
	 */
	static final Duration TOLERANCE = Duration.ofSeconds(1);

	/**
	 * After this time a schedule that threw an exception is asked again.
	 */
	public static final Duration SCHEDULE_RETRY = Duration.ofSeconds(10);

	/**
	 * A clock that is set back by at most this much corrects small errors or daylight
	 * saving: jobs at fixed times do not fire again. So does Vixie cron.
	 */
	static final Duration CLOCK_CORRECTION = Duration.ofHours(3);

	private final TriggerDefinition definition;

	private final Schedule schedule;

	private final Instant now;

	private FiringRules(TriggerDefinition definition, Instant now) {
		this.definition = definition;
		this.schedule = definition.schedule();
		this.now = now;
	}

	/**
	 * Decide what comes next.
	 * @param definition the trigger
	 * @param state what is remembered of it
	 * @param event what happened
	 * @param now the time of the wall clock at which it happened
	 * @return what to remember and what to do
	 */
	public static FiringPlan plan(TriggerDefinition definition, FiringState state, FiringEvent event, Instant now) {
		FiringRules rules = new FiringRules(definition, now);
		if (event instanceof FiringEvent.Due) {
			return rules.due(state);
		}
		if (event instanceof FiringEvent.Finished finished) {
			return rules.finished(state.ended(now), finished.failed());
		}
		if (event instanceof FiringEvent.Start) {
			return rules.start(state);
		}
		if (event instanceof FiringEvent.Stop) {
			return FiringPlan.of(rules.stop(state));
		}
		return rules.clockJumped(state, ((FiringEvent.ClockJumped) event).jump());
	}

	private FiringPlan start(FiringState state) {
		Assert.state(!state.state().isRunning(), "Trigger '" + this.definition.name() + "' is running");
		NextFiring atOnce = (this.definition.start().onStartup()) ? new NextFiring(this.now, Cause.STARTUP)
				: ((isCustom()) ? new NextFiring(this.now, null) : null);
		FiringState fresh = new FiringState(TriggerState.WAITING, 0, this.definition.execution().count(), 0, atOnce,
				null, null);
		return (atOnce != null) ? FiringPlan.of(fresh) : askSchedule(fresh);
	}

	private FiringPlan due(FiringState state) {
		NextFiring next = state.next();
		if (next == null || next.time().isAfter(this.now)) {
			return FiringPlan.of(state);
		}
		if (next.cause() == null) {
			return askSchedule(state);
		}
		boolean late = next.time().plus(TOLERANCE).isBefore(this.now);
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

	private FiringPlan begin(FiringState state, NextFiring firing, long missed) {
		FiringState begun = state.begun(firing.time(), this.now);
		if (!this.definition.execution().concurrent() || waitsForCompletion() || begun.isExhausted()) {
			return new FiringPlan(begun, firing, missed, null);
		}
		FiringPlan following = askSchedule(begun);
		return new FiringPlan(following.state(), firing, missed + following.missed(), following.scheduleFailure());
	}

	private FiringPlan finished(FiringState state, boolean failed) {
		if (!state.state().isRunning()) {
			return FiringPlan.of(state);
		}
		if (state.state() == TriggerState.STOPPING || state.state() == TriggerState.CANCELLING) {
			return FiringPlan.of((state.executing() == 0) ? state.with(ended(state.state()), null) : state);
		}
		if (failed && this.definition.execution().onFailure() == FailurePolicy.STOP) {
			return FiringPlan.of(state.with(TriggerState.FAILED, null));
		}
		if (state.isExhausted()) {
			return FiringPlan.of(idle(state, null));
		}
		if (this.definition.execution().concurrent() && !waitsForCompletion()) {
			return FiringPlan.of(idle(state, state.next()));
		}
		return askSchedule(state);
	}

	private static TriggerState ended(TriggerState ending) {
		return (ending == TriggerState.STOPPING) ? TriggerState.STOPPED : TriggerState.CANCELLED;
	}

	private FiringState stop(FiringState state) {
		if (!state.state().isRunning()) {
			return state;
		}
		return state.with((state.executing() > 0) ? TriggerState.STOPPING : TriggerState.STOPPED, null);
	}

	private FiringPlan clockJumped(FiringState state, Duration jump) {
		if (!state.state().isRunning()) {
			return FiringPlan.of(state);
		}
		return guarded(state, () -> FiringPlan.of(corrected(state, jump)));
	}

	private FiringState corrected(FiringState state, Duration jump) {
		NextFiring next = state.next();
		LastFiring last = state.last();
		NextFiring shiftedNext = (next != null) ? next.shift(jump) : null;
		LastFiring shiftedLast = (last != null) ? last.shift(jump) : null;
		if (this.schedule.interval() != null) {
			return state.shifted(shiftedNext, shiftedLast);
		}
		if (next != null && next.cause() != Cause.SCHEDULED) {
			return state.shifted(shiftedNext, last);
		}
		if (!jump.isNegative() || (keepsTimes() && jump.negated().compareTo(CLOCK_CORRECTION) <= 0)) {
			return state;
		}
		if (next == null) {
			return state.shifted(null, shiftedLast);
		}
		if (isCustom()) {
			return state.shifted(new NextFiring(this.now, null), shiftedLast);
		}
		Instant due = dueAfterClockWasSetBack(last);
		return idle(state.shifted(null, shiftedLast), (due != null) ? new NextFiring(due, Cause.SCHEDULED) : null);
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

	/**
	 * Return the state of a trigger that waits, goes on executing, or has nothing left to
	 * do.
	 */
	private FiringState idle(FiringState state, @Nullable NextFiring next) {
		if (state.executing() > 0) {
			return state.with(TriggerState.EXECUTING, next);
		}
		return state.with((next != null) ? TriggerState.WAITING : TriggerState.COMPLETED, next);
	}

	private FiringPlan askSchedule(FiringState state) {
		return guarded(state, () -> {
			Instant due = dueAfter(state.last());
			if (due == null) {
				return FiringPlan.of(idle(state, null));
			}
			if (waitsForCompletion() || !isMissed(due)) {
				return FiringPlan.of(idle(state.missedUntil(null), new NextFiring(due, Cause.SCHEDULED)));
			}
			return misfire(state, due);
		});
	}

	private boolean isMissed(Instant due) {
		// a custom schedule that means "now" answers a little before now
		Duration tolerance = isCustom() ? TOLERANCE : Duration.ZERO;
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
		MissedFirings missed = MissedFirings.count(this.schedule, due, this.now, state.missedUntil());
		NextFiring next = switch (this.definition.execution().misfire()) {
			case FIRE_ONCE -> missed.onTime(this.now) ? new NextFiring(this.now, Cause.SCHEDULED)
					: new NextFiring(missed.latest(), Cause.MISFIRE);
			case SKIP -> (missed.following() != null) ? new NextFiring(missed.following(), Cause.SCHEDULED) : null;
			case CATCH_UP -> new NextFiring(due, Cause.MISFIRE);
		};
		boolean catchesUp = this.definition.execution().misfire() == MisfirePolicy.CATCH_UP;
		FiringState planned = idle(state.missedUntil((catchesUp) ? missed.latest() : null), next);
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
			NextFiring askAgain = new NextFiring(this.now.plus(SCHEDULE_RETRY), null);
			return new FiringPlan(idle(state, askAgain), null, 0, ex);
		}
	}

}
