package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a {@link TriggerModel} is due: by an interval, and once for all that was missed.
 */
final class ModelDue {

	private final ModelTime time;

	private final Runnable onTime;

	private Schedule schedule;

	private ModelTime.@Nullable Timer timer;

	// whether the due time was missed already and is to be made up for
	private boolean owed;

	// whether the due time is the one of the start
	private boolean startup;

	// whether the schedule was changed since the last execution began
	private boolean changed;

	// when the schedule began to count
	private Instant opened = Instant.EPOCH;

	private @Nullable Instant lastDue;

	private @Nullable Instant lastEnd;

	private Instant lastBegin = Instant.EPOCH;

	ModelDue(Schedule schedule, ModelTime time, Runnable onTime) {
		this.schedule = schedule;
		this.time = time;
		this.onTime = onTime;
	}

	Schedule schedule() {
		return this.schedule;
	}

	boolean isFixedRate() {
		return this.schedule.type() == ScheduleType.FIXED_RATE;
	}

	boolean isKnown() {
		return this.timer != null;
	}

	boolean isDue() {
		return this.timer != null && !this.timer.time().isAfter(this.time.now());
	}

	@Nullable Instant next() {
		return (this.timer != null) ? this.timer.time() : null;
	}

	void open(boolean onStartup) {
		Instant now = this.time.now();
		this.opened = now;
		this.lastDue = null;
		this.lastEnd = null;
		this.lastBegin = now;
		this.owed = false;
		set(onStartup ? now : now.plus(interval()));
		this.startup = onStartup;
	}

	void clear() {
		this.time.cancel(this.timer);
		this.timer = null;
	}

	private void set(Instant next) {
		this.time.cancel(this.timer);
		this.timer = this.time.at(next, this.onTime);
		this.time.execute(this.onTime);
	}

	private Duration interval() {
		return this.schedule.interval();
	}

	/**
	 * An execution begins that is due. Of several due times that were missed it may be
	 * any that fires.
	 * @param seen the due time of the execution that was seen
	 */
	void begin(@Nullable Instant seen) {
		Instant due = this.timer.time();
		Instant now = this.time.now();
		clear();
		this.lastBegin = now;
		this.lastDue = due;
		if (due.isBefore(now) && seen != null) {
			boolean regular = !isFixedRate() || this.owed
					|| Duration.between(due, seen).toNanos() % interval().toNanos() == 0;
			assertThat(seen).as("scheduled for, due since " + due + " at " + now).isBetween(due, now);
			assertThat(regular).as("scheduled for " + seen + " but due at " + due).isTrue();
			this.lastDue = seen;
		}
		this.owed = false;
		this.startup = false;
		this.changed = false;
	}

	void end() {
		this.lastEnd = this.time.now();
	}

	/**
	 * Work out the next due time after an execution.
	 */
	void goOn() {
		Instant next = (isFixedRate() ? this.lastDue : this.time.now()).plus(interval());
		while (!next.isAfter(this.lastBegin) && !this.changed) {
			next = next.plus(interval());
		}
		this.changed = false;
		set(next);
		this.owed = next.isBefore(this.time.now());
	}

	/**
	 * Change the schedule. An interval counts from the last due time, or from the last
	 * end if that is what it is measured from; what was missed, or is due since the
	 * start, remains due.
	 */
	void change(Schedule schedule) {
		this.schedule = schedule;
		this.changed = true;
		if (isChangeable()) {
			Instant last = isFixedRate() ? this.lastDue : this.lastEnd;
			set(((last != null) ? last : this.opened).plus(interval()));
			this.owed = isFixedRate() && this.timer.time().isBefore(this.time.now());
		}
	}

	boolean isChangeable() {
		return this.timer != null && !this.startup && !this.owed;
	}

}
