package dev.triggers.firing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.SimpleTriggerContext;

import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Due times of a schedule that have passed.
 *
 * @param number number of due times that have passed and were not reported before; times
 * of a calendar are counted up to {@value #MAX_COUNTED}
 * @param latest the last due time that has passed
 * @param following the first due time that has not, or {@code null} if there is none
 */
record MissedFirings(long number, Instant latest, @Nullable Instant following) {

	/**
	 * Number of calendar times up to which they are counted one by one; whoever missed
	 * more goes on from the present.
	 */
	static final int MAX_COUNTED = 10_000;

	/**
	 * Count the due times before a moment.
	 * @param schedule the schedule
	 * @param due its first due time that has passed
	 * @param now the moment
	 * @param reported the last due time that was reported before, or {@code null}
	 * @return the missed due times
	 */
	static MissedFirings count(Schedule schedule, Instant due, Instant now, @Nullable Instant reported) {
		Duration interval = schedule.interval();
		return (interval != null) ? divide(interval, due, now, reported) : iterate(schedule, due, now, reported);
	}

	boolean onTime(Instant now) {
		return now.equals(this.following);
	}

	private static MissedFirings divide(Duration interval, Instant due, Instant now, @Nullable Instant reported) {
		// due times strictly before now: one nanosecond less makes the division exact
		long further = Duration.between(due, now).minusNanos(1).dividedBy(interval);
		Instant lastDue = due.plus(interval.multipliedBy(further));
		long known = (reported == null || reported.isBefore(due)) ? 0
				: Duration.between(due, reported).dividedBy(interval) + 1;
		return new MissedFirings(Math.max(0, further + 1 - known), lastDue, lastDue.plus(interval));
	}

	private static MissedFirings iterate(Schedule schedule, Instant due, Instant now, @Nullable Instant reported) {
		long count = 0;
		Instant lastDue = due;
		Instant nextDue = due;
		for (int i = 0; nextDue != null && nextDue.isBefore(now); i++) {
			if (i == MAX_COUNTED) {
				return new MissedFirings(count, now, following(schedule, now));
			}
			count += (reported == null || nextDue.isAfter(reported)) ? 1 : 0;
			lastDue = nextDue;
			nextDue = following(schedule, lastDue);
		}
		return new MissedFirings(count, lastDue, nextDue);
	}

	private static @Nullable Instant following(Schedule schedule, Instant due) {
		if (schedule.type() != ScheduleType.CUSTOM) {
			return schedule.next(due);
		}
		SimpleTriggerContext context = new SimpleTriggerContext(Clock.fixed(due, ZoneOffset.UTC));
		context.update(due, due, due);
		Instant next = schedule.nextExecution(context);
		return (next != null && next.isAfter(due)) ? next : null;
	}

}
