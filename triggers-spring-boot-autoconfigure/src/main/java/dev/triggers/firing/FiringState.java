package dev.triggers.firing;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.schedule.Schedule;

/**
 * All that an engine has to remember of a trigger from one moment to the next, as one
 * value, which is serialisable if the arguments of its start and a schedule of the
 * application are.
 *
 * @param state where the trigger is in its life
 * @param ending how the trigger ends, while it is stopping or being cancelled, else
 * {@code null}
 * @param hooks where the trigger is with its hooks
 * @param counts its numbers
 * @param times its times
 * @param settings what was set at run time
 * @since 1.0.0
 */
public record FiringState(TriggerState state, @Nullable TriggerState ending, HookStage hooks, FiringCounts counts,
		FiringTimes times, FiringSettings settings) implements Serializable {

	/**
	 * State of a trigger that was never started.
	 */
	public static final FiringState IDLE = new FiringState(TriggerState.IDLE, null, HookStage.NONE, FiringCounts.ZERO,
			FiringTimes.NONE, FiringSettings.NONE);

	/**
	 * Return the number of executions begun since the trigger was started.
	 * @return the number, without executions beside the schedule
	 */
	public long iteration() {
		return this.counts.iteration();
	}

	/**
	 * Return the number of executions left.
	 * @return the number, or {@code null} without a limit
	 */
	public @Nullable Long remaining() {
		return this.counts.remaining();
	}

	/**
	 * Return the number of executions under way.
	 * @return the number, with executions beside the schedule
	 */
	public int executing() {
		return this.counts.executing();
	}

	/**
	 * Return what the trigger waits for.
	 * @return the next firing, or {@code null} if there is none, or not before the
	 * current execution ends
	 */
	public @Nullable NextFiring next() {
		return this.times.next();
	}

	/**
	 * Return when the trigger fired last.
	 * @return the last firing, or {@code null} if there was none since the start
	 */
	public @Nullable LastFiring last() {
		return this.times.last();
	}

	/**
	 * Return the schedule that a trigger follows.
	 * @param definition the trigger that this is the state of
	 * @return the declared schedule, or the one that it was changed to
	 */
	public Schedule schedule(TriggerDefinition definition) {
		Schedule changed = this.settings.schedule();
		return (changed != null) ? changed : definition.schedule();
	}

	/**
	 * Return whether executions under way keep a trigger from executing.
	 * @param definition the trigger that this is the state of
	 * @return {@code true} if an execution may not begin now
	 */
	public boolean isOccupied(TriggerDefinition definition) {
		return executing() > 0 && !definition.execution().concurrent();
	}

	boolean isExhausted() {
		return remaining() != null && remaining() == 0;
	}

	FiringState with(TriggerState state) {
		return new FiringState(state, this.ending, this.hooks, this.counts, this.times, this.settings);
	}

	FiringState with(HookStage hooks) {
		return new FiringState(this.state, this.ending, hooks, this.counts, this.times, this.settings);
	}

	FiringState with(FiringTimes times) {
		return new FiringState(this.state, this.ending, this.hooks, this.counts, times, this.settings);
	}

	FiringState with(FiringSettings settings) {
		return new FiringState(this.state, this.ending, this.hooks, this.counts, this.times, settings);
	}

	private FiringState with(FiringCounts counts) {
		return new FiringState(this.state, this.ending, this.hooks, counts, this.times, this.settings);
	}

	FiringState missedUntil(@Nullable Instant time) {
		return with(this.times.missedUntil(time));
	}

	/**
	 * Return the state of a trigger that waits for a firing, or goes on executing.
	 */
	FiringState waiting(@Nullable NextFiring next) {
		return with(this.times.next(next)).with((executing() > 0) ? TriggerState.EXECUTING : TriggerState.WAITING);
	}

	FiringState started(List<@Nullable Object> arguments, @Nullable Long count, HookStage hooks) {
		return new FiringState(this.state, null, hooks, this.counts.start(count), FiringTimes.NONE,
				this.settings.start(arguments))
			.waiting(null);
	}

	FiringState begun(Instant scheduledTime, Instant now) {
		return with(this.counts.begin()).with(this.times.begin(scheduledTime, now)).with(TriggerState.EXECUTING);
	}

	/**
	 * Return the state after an execution beside the schedule began.
	 */
	FiringState begunBeside() {
		FiringState begun = with(this.counts.executing(1));
		return (this.state == TriggerState.WAITING) ? begun.with(TriggerState.EXECUTING) : begun;
	}

	FiringState ended(Instant now) {
		return with(this.counts.executing(-1)).with(this.times.complete(now));
	}

	FiringState endedBeside(int executions) {
		return with(this.counts.executing(-executions));
	}

	FiringState ending(TriggerState state, TriggerState ending) {
		return new FiringState(state, ending, this.hooks, this.counts, this.times.next(null).missedUntil(null),
				this.settings);
	}

	FiringState over(TriggerState state) {
		return new FiringState(state, null, HookStage.NONE, this.counts, this.times, this.settings.restart(null));
	}

}
