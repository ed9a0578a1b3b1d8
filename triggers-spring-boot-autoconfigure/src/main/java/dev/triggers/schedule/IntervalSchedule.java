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
 * Schedule that repeats after an interval.
 *
 * @param interval the interval, zero or positive
 * @param mode what the interval is measured from
 */
record IntervalSchedule(Duration interval, IntervalMode mode) implements Schedule, Serializable {

	IntervalSchedule {
		Assert.isTrue(!interval.isNegative(), "'interval' must not be negative");
	}

	@Override
	public @Nullable Instant next(Instant after) {
		return IntervalText.after(after, this.interval);
	}

	@Override
	public @Nullable Instant nextExecution(TriggerContext context) {
		Instant start = switch (this.mode) {
			case FIXED_DELAY -> context.lastCompletion();
			case FIXED_RATE -> context.lastScheduledExecution();
		};
		return next((start != null) ? start : context.getClock().instant());
	}

	@Override
	public String describe(Locale locale) {
		return IntervalText.describe(this.interval);
	}

	@Override
	public ScheduleType type() {
		return switch (this.mode) {
			case FIXED_DELAY -> ScheduleType.FIXED_DELAY;
			case FIXED_RATE -> ScheduleType.FIXED_RATE;
		};
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
		return switch (this.mode) {
			case FIXED_DELAY -> expression() + " (fixed delay)";
			case FIXED_RATE -> expression() + " (fixed rate)";
		};
	}

}
