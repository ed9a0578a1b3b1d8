package dev.triggers.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.execution.Cause;
import dev.triggers.execution.DurationText;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.schedule.Schedule;
import dev.triggers.schedule.ScheduleType;

/**
 * Warns of executions that go on for longer than the interval of their trigger: between
 * two due times, or after an end. Of several in a row only the first is reported.
 * <p>
 * One timer is set for all executions, for the one that would be late first, as nearly
 * all of them end before. Executions of triggers with custom schedules, which may count
 * how often they are asked, or with intervals below a second are not watched.
 *
 * @since 1.0.0
 */
public final class LongExecutionLog implements ExecutionListener {

	private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

	/**
	 * Nobody waits longer, and nanoseconds can express it.
	 */
	private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

	private static final RecentDurations NONE = new RecentDurations();

	private final MonotonicTimer timer;

	private final Function<String, @Nullable Schedule> schedules;

	// of all triggers that are registered; until they execute there is one object for all
	private final Map<String, RecentDurations> triggers = new ConcurrentHashMap<>();

	private final Map<ExecutionId, Watch> watches = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	// written under the lock
	private volatile @Nullable Alarm alarm;

	/**
	 * Create a log.
	 * @param timer wakes it
	 * @param schedules gives the schedule that the trigger of a name follows now, or
	 * {@code null} if there is none
	 */
	public LongExecutionLog(MonotonicTimer timer, Function<String, @Nullable Schedule> schedules) {
		this.timer = timer;
		this.schedules = schedules;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		String trigger = event.trigger().name();
		if (event instanceof ExecutionEvent.Started started) {
			RecentDurations recent = recent(trigger);
			if (recent != null) {
				begin(started, recent);
			}
		}
		else if (event instanceof ExecutionEvent.Finished finished) {
			end(finished.execution());
		}
		else if (event instanceof ExecutionEvent.Registered) {
			this.triggers.put(trigger, NONE);
		}
		else if (event instanceof ExecutionEvent.Unregistered) {
			this.triggers.remove(trigger);
		}
	}

	private @Nullable RecentDurations recent(String trigger) {
		RecentDurations recent = this.triggers.get(trigger);
		return (recent != NONE) ? recent : this.triggers.computeIfPresent(trigger,
				(name, present) -> (present != NONE) ? present : new RecentDurations());
	}

	private void begin(ExecutionEvent.Started event, RecentDurations recent) {
		long started = this.timer.nanoTime();
		this.watches.put(event.execution().id(), new Watch(event, recent, started));
		setAlarm(lateAt(started, SHORTEST_INTERVAL));
	}

	private static long lateAt(long started, Duration interval) {
		// one that takes just as long is not reported
		return started + interval.plusMillis(1).toNanos();
	}

	/**
	 * Look again at a time, unless that is going to happen before.
	 */
	private void setAlarm(long time) {
		Alarm set = this.alarm;
		if (set != null && set.time - time <= 0) {
			return;
		}
		this.lock.lock();
		try {
			Alarm current = this.alarm;
			if (current != null && current.time - time <= 0) {
				return;
			}
			if (current != null) {
				current.timer.cancel(false);
			}
			Duration delay = Duration.ofNanos(Math.max(0, time - this.timer.nanoTime()));
			this.alarm = new Alarm(time, this.timer.schedule(this::lookForLateOnes, delay));
		}
		catch (RejectedExecutionException ex) {
			// the scheduler was shut down
			this.alarm = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void lookForLateOnes() {
		this.lock.lock();
		this.alarm = null;
		this.lock.unlock();
		long now = this.timer.nanoTime();
		Long next = null;
		for (Watch watch : this.watches.values()) {
			Duration interval = (watch.late) ? null : interval(watch, now);
			if (interval == null) {
				continue;
			}
			long lateAt = lateAt(watch.started, interval);
			if (lateAt - now <= 0) {
				warn(watch, interval);
			}
			else if (next == null || lateAt - next < 0) {
				next = lateAt;
			}
		}
		if (next != null) {
			setAlarm(next);
		}
	}

	/**
	 * Return the interval to look at an execution after, or {@code null} if it is not
	 * watched. To ask a schedule costs more than many an execution, so that it is not
	 * done within the shortest interval.
	 */
	private @Nullable Duration interval(Watch watch, long now) {
		if (lateAt(watch.started, SHORTEST_INTERVAL) - now > 0) {
			return SHORTEST_INTERVAL;
		}
		Duration known = watch.interval;
		if (known == null) {
			ExecutionEvent.Started event = watch.event;
			known = interval(this.schedules.apply(event.trigger().name()), event.execution());
			watch.interval = (known != null) ? known : Duration.ZERO;
		}
		boolean watched = known != null && known.compareTo(SHORTEST_INTERVAL) >= 0
				&& known.compareTo(LONGEST_INTERVAL) <= 0;
		return (watched) ? known : null;
	}

	private static @Nullable Duration interval(@Nullable Schedule schedule, Execution execution) {
		if (schedule == null || schedule.type() == ScheduleType.CUSTOM) {
			return null;
		}
		Duration interval = schedule.interval();
		if (interval != null) {
			return interval;
		}
		boolean onTime = execution.firing().cause() == Cause.SCHEDULED;
		Instant due = onTime ? execution.firing().scheduledTime() : schedule.next(execution.startTime());
		Instant next = (due != null) ? schedule.next(due) : null;
		return (next != null) ? Duration.between(due, next) : null;
	}

	private static void warn(Watch watch, Duration interval) {
		watch.late = true;
		if (watch.recent.isFirstLateOne()) {
			ExecutionEvent.Started event = watch.event;
			Duration usual = watch.recent.median();
			Log logger = event.trigger().references().log();
			logger.warn("Execution " + event.execution().id() + " of '" + event.trigger().name()
					+ "' is still running after " + DurationText.of(interval)
					+ ((usual != null) ? ", usually " + DurationText.of(usual) : "")
					+ ": it takes longer than the interval of its trigger");
		}
	}

	private void end(Execution execution) {
		Watch watch = this.watches.remove(execution.id());
		if (watch == null) {
			return;
		}
		Duration duration = execution.duration();
		if (duration != null) {
			watch.recent.add(duration, watch.late);
		}
	}

	/**
	 * When executions are looked at next.
	 */
	private record Alarm(long time, Future<?> timer) {

	}

	/**
	 * One execution under way.
	 */
	private static final class Watch {

		private final ExecutionEvent.Started event;

		private final RecentDurations recent;

		private final long started;

		// only touched by the timer; zero for executions that are not watched
		private @Nullable Duration interval;

		// written by the timer, and read by whichever thread ends the execution
		private volatile boolean late;

		private Watch(ExecutionEvent.Started event, RecentDurations recent, long started) {
			this.event = event;
			this.recent = recent;
			this.started = started;
		}

	}

}
