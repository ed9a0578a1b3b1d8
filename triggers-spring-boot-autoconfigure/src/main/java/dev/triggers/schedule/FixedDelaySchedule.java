package dev.triggers.schedule;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TriggerContext;
import org.springframework.util.Assert;

/**
 * Schedule that repeats with the same pause after each execution.
 *
 * @param interval the pause, zero or positive
 */
record FixedDelaySchedule(Duration interval) implements Schedule, Serializable {

	FixedDelaySchedule {
		Assert.isTrue(!interval.isNegative(), "'interval' must not be negative");
	}

	@Override
	public @Nullable Instant next(Instant after) {
		return IntervalText.after(after, this.interval);
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		Instant completion = context.lastCompletion();
		return next((completion != null) ? completion : context.getClock().instant());
	}

	@Override
	public String describe(Locale locale) {
		return IntervalText.describe(this.interval);
	}

	@Override
	public ScheduleType type() {
		return ScheduleType.FIXED_DELAY;
	}

	@Override
	public String expression() {
		return IntervalText.format(this.interval);
	}

	@Override
	public @Nullable ZoneId zone() {
		return null;
	}

	@Override
	public String toString() {
		return expression() + " (fixed delay)";
	}

}
