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
 * Schedule that repeats in the same interval, however long an execution takes.
 *
 * @param interval the interval, zero or positive
 */
record FixedRateSchedule(Duration interval) implements Schedule, Serializable {

	FixedRateSchedule {
		Assert.isTrue(!interval.isNegative(), "'interval' must not be negative");
	}

	@Override
	public @Nullable Instant next(Instant after) {
		return IntervalText.after(after, this.interval);
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		Instant scheduled = context.lastScheduledExecution();
		return next((scheduled != null) ? scheduled : context.getClock().instant());
	}

	@Override
	public String describe(Locale locale) {
		return IntervalText.describe(this.interval);
	}

	@Override
	public ScheduleType type() {
		return ScheduleType.FIXED_RATE;
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
		return expression() + " (fixed rate)";
	}

}
