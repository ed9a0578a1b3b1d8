package dev.triggers.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.util.Assert;

/**
 * Rule that computes when a trigger is due next.
 * <p>
 * A schedule is a pure function: it owns no thread, reads no clock, and keeps no state
 * between calls, so the same arguments always give the same answer. What to do about a
 * due time that was missed is left to the engine.
 * <p>
 * As a Spring {@link Trigger} it can be given to any {@code TaskScheduler}.
 * <p>
 * Implementations are immutable and thread-safe and, apart from custom ones,
 * {@link java.io.Serializable}. Two schedules are equal if they are of one type and were
 * made from the same text and zone.
 *
 * @since 1.0.0
 */
public sealed interface Schedule extends Trigger
		permits CronSchedule, IntervalSchedule, TimesOfDaySchedule, CustomSchedule {

	/**
	 * Return the first time strictly after the given one at which the trigger is due.
	 * <p>
	 * The single exception is an interval of zero, whose next time is the given time
	 * itself.
	 * @param after the exclusive lower bound
	 * @return the next due time, or {@code null} if the trigger is never due again
	 */
	@Nullable Instant next(Instant after);

	/**
	 * Return the next due times, each strictly after the one before.
	 * @param from the exclusive lower bound
	 * @param n the number of times wanted, not negative
	 * @return at most {@code n} times, fewer if the trigger is never due again
	 */
	default List<Instant> upcoming(Instant from, int n) {
		Assert.isTrue(n >= 0, "'n' must not be negative");
		List<Instant> times = new ArrayList<>(Math.min(n, 100));
		Instant time = from;
		while (times.size() < n) {
			time = next(time);
			if (time == null) {
				break;
			}
			times.add(time);
		}
		return List.copyOf(times);
	}

	/**
	 * Describe the schedule in words, for example {@code at 03:00 on Monday}.
	 * @param locale the wanted language; where it cannot say the schedule correctly, the
	 * description is in English
	 * @return the description
	 */
	String describe(Locale locale);

	/**
	 * Return the type of this schedule.
	 * @return the type
	 */
	ScheduleType type();

	/**
	 * Return the text from which an equal schedule can be made: the cron expression as
	 * written, the interval in its canonical form ({@code 1d 4h}), or the times of day in
	 * order. For a custom schedule it is the class name or text of the trigger.
	 * @return the expression
	 */
	String expression();

	/**
	 * Return the zone in which the schedule is read.
	 * @return the zone, or {@code null} for intervals and custom schedules, and for times
	 * of day that are in several zones
	 */
	@Nullable ZoneId zone();

	/**
	 * Return the length of the interval.
	 * @return the interval, or {@code null} if this schedule is none
	 */
	default @Nullable Duration interval() {
		return null;
	}

	/**
	 * Return whether this is a cron schedule that follows the wall clock as it really
	 * runs, because its minute or hour field begins with {@code *}. It skips minutes that
	 * a change of the clock leaves out, and repeats those that come twice.
	 * @return {@code true} if it does
	 */
	default boolean followsWallClock() {
		return false;
	}

	/**
	 * Return when to execute next, as a Spring {@code TaskScheduler} asks for it. Without
	 * a previous execution this is the next time after that of the context's clock.
	 * @param context the times of the previous execution
	 * @return the next time, or {@code null} if the trigger is never due again
	 */
	@Override
	@Nullable Instant nextExecution(TriggerContext context);

	/**
	 * Create a schedule from a cron expression in the {@linkplain CronDialect#UNIX UNIX}
	 * dialect and the zone of the system.
	 * @param expression the five fields or a macro
	 * @return the schedule
	 * @throws InvalidScheduleException if the expression is not valid or can never fire
	 * @see #cron(String, CronDialect, ZoneId)
	 */
	static Schedule cron(String expression) {
		return cron(expression, ZoneId.systemDefault());
	}

	/**
	 * Create a schedule from a cron expression in the {@linkplain CronDialect#UNIX UNIX}
	 * dialect.
	 * @param expression the five fields or a macro
	 * @param zone the zone in which the expression is read
	 * @return the schedule
	 * @throws InvalidScheduleException if the expression is not valid or can never fire
	 * @see #cron(String, CronDialect, ZoneId)
	 */
	static Schedule cron(String expression, ZoneId zone) {
		return cron(expression, CronDialect.UNIX, zone);
	}

	/**
	 * Create a schedule from a cron expression.
	 * <p>
	 * Where the clock of the zone changes, cron's own rule holds. If the minute or the
	 * hour field begins with {@code *}, the schedule {@linkplain #followsWallClock()
	 * follows the wall clock}. Otherwise a time that a gap of at most three hours leaves
	 * out is due at the first instant after the gap, and one that comes twice is due the
	 * first time only.
	 * @param expression the fields or a macro
	 * @param dialect the dialect of the expression
	 * @param zone the zone in which the expression is read
	 * @return the schedule
	 * @throws InvalidScheduleException if the expression is not valid or can never fire
	 */
	static Schedule cron(String expression, CronDialect dialect, ZoneId zone) {
		return CronSchedule.parse(expression, dialect, zone);
	}

	/**
	 * Create a schedule that repeats with the given pause after each execution.
	 * @param interval the pause, zero or positive
	 * @return the schedule
	 */
	static Schedule every(Duration interval) {
		return every(interval, IntervalMode.FIXED_DELAY);
	}

	/**
	 * Create a schedule that repeats in the given interval.
	 * @param interval the interval, zero or positive
	 * @param mode what the interval is measured from
	 * @return the schedule
	 */
	static Schedule every(Duration interval, IntervalMode mode) {
		return new IntervalSchedule(interval, mode);
	}

	/**
	 * Create a schedule that repeats with the given pause after each execution.
	 * @param interval the pause, for example {@code 1d 4h}, {@code 1.5s} or {@code PT10M}
	 * @return the schedule
	 * @throws InvalidScheduleException if the interval is not valid
	 * @see IntervalText
	 */
	static Schedule every(String interval) {
		return every(IntervalText.parse(interval));
	}

	/**
	 * Create a schedule that repeats in the given interval.
	 * @param interval the interval, for example {@code 1d 4h}, {@code 1.5s} or
	 * {@code PT10M}
	 * @param mode what the interval is measured from
	 * @return the schedule
	 * @throws InvalidScheduleException if the interval is not valid
	 * @see IntervalText
	 */
	static Schedule every(String interval, IntervalMode mode) {
		return every(IntervalText.parse(interval), mode);
	}

	/**
	 * Create a schedule from times of day, those without a zone being in UTC.
	 * @param times the times, at least one
	 * @return the schedule
	 * @throws InvalidScheduleException if a time is not valid
	 * @see #times(ZoneId, String...)
	 */
	static Schedule times(String... times) {
		return times(ZoneOffset.UTC, times);
	}

	/**
	 * Create a schedule from times of day such as {@code 09:00}, {@code 17:30:15},
	 * {@code 23:15+02:00} or {@code 08:00[Europe/Berlin]}.
	 * <p>
	 * Each is due once on every date of its zone; times that fall together are due once.
	 * A time that a change of the clock leaves out is due later by the length of the gap,
	 * and one that comes twice is due the second time.
	 * @param defaultZone the zone of times without one
	 * @param times the times, at least one
	 * @return the schedule
	 * @throws InvalidScheduleException if a time is not valid
	 */
	static Schedule times(ZoneId defaultZone, String... times) {
		return TimesOfDaySchedule.parse(defaultZone, List.of(times));
	}

	/**
	 * Create a schedule that follows a trigger of the application.
	 * @param trigger the trigger
	 * @return the schedule, which is the trigger itself if it already is one
	 */
	static Schedule of(Trigger trigger) {
		return (trigger instanceof Schedule schedule) ? schedule : new CustomSchedule(trigger);
	}

}
