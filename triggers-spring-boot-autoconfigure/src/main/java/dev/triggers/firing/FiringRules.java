package dev.triggers.firing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.schedule.Schedule;
import dev.triggers.work.TriggerHooks;

/**
 * The one place that decides what comes next for a trigger: what a call does in each
 * state, as {@link dev.triggers.TriggerHandle} promises, and, with the schedule, when the
 * trigger fires.
 * <p>
 * {@link #plan} is a pure function: it reads no clock and changes nothing, except that a
 * custom schedule, which is asked at {@link FiringEvent.Due} and
 * {@link FiringEvent.Finished} only, may do so. An engine applies it under the lock of
 * the trigger, keeps the state that it returns, calls the hooks that
 * {@link FiringState#hooks()} asks for, and acts when the time of
 * {@link FiringState#next()} comes. An event that changes nothing returns the very same
 * state.
 *
 * <table>
 * <caption>Transitions; an event that is not listed changes nothing</caption>
 * <tr>
 * <th>state</th>
 * <th>event</th>
 * <th>next state</th>
 * </tr>
 * <tr>
 * <td>ended</td>
 * <td>start, restart</td>
 * <td>waiting: for the before-hooks, then at once on start-up, else for the first time of
 * the schedule</td>
 * </tr>
 * <tr>
 * <td>waiting</td>
 * <td>prepared</td>
 * <td>waiting; ends as failed, if a before-hook failed</td>
 * </tr>
 * <tr>
 * <td>waiting</td>
 * <td>due</td>
 * <td>executing; or waiting still, if the time has not come or misfires are skipped</td>
 * </tr>
 * <tr>
 * <td>waiting, executing</td>
 * <td>asked</td>
 * <td>executing, unless the trigger is occupied; other states remain</td>
 * </tr>
 * <tr>
 * <td>executing</td>
 * <td>finished</td>
 * <td>ends as failed, if it failed and failures end the trigger; ends as completed, if it
 * was the last; else waiting, or executing while others are under way</td>
 * </tr>
 * <tr>
 * <td>waiting, executing</td>
 * <td>stop</td>
 * <td>ends as stopped</td>
 * </tr>
 * <tr>
 * <td>waiting, executing, stopping</td>
 * <td>cancel, restart</td>
 * <td>ends as cancelled, being cancelled meanwhile; a trigger that fails or completes
 * does so nevertheless</td>
 * </tr>
 * <tr>
 * <td>being cancelled</td>
 * <td>stop, cancel</td>
 * <td>a pending restart is dropped</td>
 * </tr>
 * </table>
 * <p>
 * A trigger that ends is stopping, or being cancelled, until no execution is under way
 * and its hooks have returned.
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

	private final TriggerDefinition definition;

	private final TriggerHooks hooks;

	private final Instant now;

	private FiringRules(TriggerDefinition definition, Instant now) {
		this.definition = definition;
		this.hooks = definition.work().hooks();
		this.now = now;
	}

	/**
	 * Decide what comes next.
	 * @param definition the trigger
	 * @param state what is remembered of it
	 * @param event what happened
	 * @param now the time of the wall clock at which it happened
	 * @return what to remember and what to do
	 * @throws IllegalStateException if a trigger is started that is running
	 */
	public static FiringPlan plan(TriggerDefinition definition, FiringState state, FiringEvent event, Instant now) {
		FiringRules rules = new FiringRules(definition, now);
		FiringPlan plan = (event instanceof FiringEvent.Due || event instanceof FiringEvent.Finished
				|| event instanceof FiringEvent.ClockJumped) ? rules.timed(state, event) : rules.called(state, event);
		return rules.settle(plan);
	}

	private FiringPlan timed(FiringState state, FiringEvent event) {
		if (event instanceof FiringEvent.Finished finished) {
			return finished(state, finished);
		}
		if (event instanceof FiringEvent.ClockJumped clock) {
			return state.state().isRunning() ? due(state).clockJumped(state, clock.jump()) : FiringPlan.of(state);
		}
		boolean mayFire = !state.hooks().isBefore() && !state.isOccupied(this.definition);
		return mayFire ? due(state).due(state) : FiringPlan.of(state);
	}

	private FiringPlan called(FiringState state, FiringEvent event) {
		if (event instanceof FiringEvent.Start start) {
			Assert.state(!state.state().isRunning(), () -> "Trigger '" + this.definition.name() + "' is running");
			return start(state, start.arguments());
		}
		if (event instanceof FiringEvent.Prepared prepared) {
			return prepared(state, prepared.failed());
		}
		if (event instanceof FiringEvent.Asked asked) {
			return state.isOccupied(this.definition) ? FiringPlan.of(state)
					: new FiringPlan(state.begunBeside(), new NextFiring(this.now, asked.cause()), 0, null);
		}
		if (event instanceof FiringEvent.Abandoned abandoned) {
			return abandoned(state, abandoned.executions());
		}
		if (event instanceof FiringEvent.Restart restart) {
			return restart(state, restart.arguments());
		}
		if (event instanceof FiringEvent.ScheduleChanged changed) {
			return changeSchedule(state, changed.schedule());
		}
		return plainly(state, event);
	}

	private FiringPlan plainly(FiringState state, FiringEvent event) {
		if (event instanceof FiringEvent.Preparing) {
			boolean begins = state.hooks() == HookStage.DUE && state.ending() == null;
			return FiringPlan.of(begins ? state.with(HookStage.BEFORE) : state);
		}
		if (event instanceof FiringEvent.NotPrepared) {
			// no before-hook was called, or the after-hooks were: none is owed
			return (state.ending() != null) ? conclude(state.with(HookStage.NONE))
					: FiringPlan.of(state.with(HookStage.DUE));
		}
		if (event instanceof FiringEvent.Concluded) {
			return (state.hooks() == HookStage.AFTER) ? over(state) : FiringPlan.of(state);
		}
		if (event instanceof FiringEvent.Suspended) {
			return suspended(state);
		}
		return (event instanceof FiringEvent.Stop) ? stop(state) : cancel(state);
	}

	private DueRules due(FiringState state) {
		return new DueRules(this.definition, state.schedule(this.definition), this.now);
	}

	private FiringPlan start(FiringState state, List<@Nullable Object> arguments) {
		HookStage stage = this.hooks.before().isEmpty() ? between() : HookStage.DUE;
		FiringState fresh = state.started(arguments, this.definition.execution().count(), stage);
		return stage.isBefore() ? FiringPlan.of(fresh) : due(fresh).first(fresh);
	}

	private HookStage between() {
		return this.hooks.after().isEmpty() ? HookStage.NONE : HookStage.BETWEEN;
	}

	private FiringPlan prepared(FiringState state, boolean failed) {
		FiringState prepared = state.with(between());
		if (state.ending() != null) {
			return conclude(prepared);
		}
		if (failed) {
			return end(prepared, TriggerState.FAILED);
		}
		boolean goesOn = state.next() != null || state.last() != null;
		return goesOn ? FiringPlan.of(prepared) : due(prepared).first(prepared);
	}

	private FiringPlan finished(FiringState state, FiringEvent.Finished event) {
		if (event.beside()) {
			return endedBeside(state, 1);
		}
		FiringState ended = state.ended(this.now);
		if (state.ending() != null) {
			return conclude(ended);
		}
		if (!state.state().isRunning()) {
			return FiringPlan.of(ended);
		}
		if (event.failed() && this.definition.execution().onFailure() == FailurePolicy.STOP) {
			return end(ended, TriggerState.FAILED);
		}
		return due(ended).ended(ended);
	}

	private FiringPlan endedBeside(FiringState state, int executions) {
		FiringState ended = state.endedBeside(executions);
		if (state.ending() != null) {
			return conclude(ended);
		}
		return FiringPlan.of(state.state().isRunning() ? ended.waiting(ended.next()) : ended);
	}

	private FiringPlan abandoned(FiringState state, int executions) {
		boolean goesOn = state.state().isRunning() && state.ending() == null && state.times().began() != null;
		boolean waited = state.executing() == executions && state.next() == null && !state.isExhausted();
		if (goesOn && waited) {
			// its end would have asked the schedule
			return FiringPlan.of(state.endedBeside(executions).waiting(new NextFiring(this.now, null)));
		}
		return endedBeside(state, executions);
	}

	private FiringPlan suspended(FiringState state) {
		return switch (state.hooks()) {
			// a trigger that goes on begins with its before-hooks, even if it has none
			case BETWEEN -> FiringPlan.of(state.with((state.ending() != null) ? HookStage.NONE : HookStage.DUE));
			case AFTER -> over(state);
			case NONE, DUE, BEFORE -> FiringPlan.of(state);
		};
	}

	private FiringPlan stop(FiringState state) {
		return switch (state.state()) {
			case WAITING, EXECUTING -> end(state, TriggerState.STOPPED);
			case CANCELLING -> FiringPlan.of(withoutRestart(state));
			case IDLE, STOPPING, COMPLETED, STOPPED, CANCELLED, FAILED -> FiringPlan.of(state);
		};
	}

	private FiringPlan cancel(FiringState state) {
		return switch (state.state()) {
			case WAITING, EXECUTING -> end(state, TriggerState.CANCELLED);
			case STOPPING -> FiringPlan.of(cancelling(state));
			case CANCELLING -> FiringPlan.of(withoutRestart(state));
			case IDLE, COMPLETED, STOPPED, CANCELLED, FAILED -> FiringPlan.of(state);
		};
	}

	private static FiringState cancelling(FiringState state) {
		TriggerState ending = state.ending();
		boolean stops = ending == TriggerState.STOPPED;
		return state.ending(TriggerState.CANCELLING, (ending == null || stops) ? TriggerState.CANCELLED : ending);
	}

	private static FiringState withoutRestart(FiringState state) {
		return (state.settings().restart() != null) ? state.with(state.settings().restart(null)) : state;
	}

	private FiringPlan restart(FiringState state, List<@Nullable Object> arguments) {
		if (!state.state().isRunning()) {
			return start(state, arguments);
		}
		FiringState pending = state.with(state.settings().restart(arguments));
		return (pending.state() == TriggerState.CANCELLING) ? FiringPlan.of(pending) : cancel(pending);
	}

	private FiringPlan changeSchedule(FiringState state, Schedule schedule) {
		if (schedule.equals(state.schedule(this.definition))) {
			return FiringPlan.of(state);
		}
		Schedule override = schedule.equals(this.definition.schedule()) ? null : schedule;
		FiringState changed = state.with(state.settings().schedule(override));
		NextFiring next = state.next();
		boolean waits = next != null && (next.cause() == null || next.cause() == Cause.SCHEDULED);
		return waits ? due(changed).scheduleChanged(changed) : FiringPlan.of(changed);
	}

	/**
	 * Let a trigger end that waits for nothing any more.
	 */
	private FiringPlan settle(FiringPlan plan) {
		FiringState state = plan.state();
		boolean completed = state.state() == TriggerState.WAITING && state.next() == null && !state.hooks().isBefore();
		return completed ? end(state, TriggerState.COMPLETED).with(plan) : plan;
	}

	private FiringPlan end(FiringState state, TriggerState ending) {
		TriggerState meanwhile = (ending == TriggerState.CANCELLED) ? TriggerState.CANCELLING : TriggerState.STOPPING;
		return conclude(state.ending(meanwhile, ending));
	}

	/**
	 * Let a trigger that is ending take its next step, if nothing is under way.
	 */
	private FiringPlan conclude(FiringState state) {
		boolean hooksRun = state.hooks() == HookStage.BEFORE || state.hooks() == HookStage.AFTER;
		if (state.executing() > 0 || hooksRun) {
			return FiringPlan.of(state);
		}
		return (state.hooks() == HookStage.BETWEEN) ? FiringPlan.of(state.with(HookStage.AFTER)) : over(state);
	}

	private FiringPlan over(FiringState state) {
		List<@Nullable Object> restart = state.settings().restart();
		FiringState over = state.over((state.ending() != null) ? state.ending() : state.state());
		return (restart != null) ? start(over, restart) : FiringPlan.of(over);
	}

}
