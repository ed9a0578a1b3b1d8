package dev.triggers.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
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
 * Each execution sets a timer, which it nearly always cancels. Executions of triggers
 * with custom schedules, which may count how often they are asked, or with intervals
 * below a second are not watched.
 *
 * @since 1.0.0
 */
public final class LongExecutionLog implements ExecutionListener {

	private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

	private final MonotonicTimer timer;

	private final Function<String, @Nullable Schedule> schedules;

	private final Map<String, RecentDurations> triggers = new ConcurrentHashMap<>();

	private final Map<ExecutionId, Watch> watches = new ConcurrentHashMap<>();

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
			RecentDurations recent = this.triggers.get(trigger);
			if (recent != null) {
				begin(started, recent);
			}
		}
		else if (event instanceof ExecutionEvent.Finished finished) {
			end(finished.execution());
		}
		else if (event instanceof ExecutionEvent.Registered) {
			this.triggers.put(trigger, new RecentDurations());
		}
		else if (event instanceof ExecutionEvent.Unregistered) {
			this.triggers.remove(trigger);
		}
	}

	private void begin(ExecutionEvent.Started event, RecentDurations recent) {
		Execution execution = event.execution();
		Duration interval = interval(this.schedules.apply(event.trigger().name()), execution);
		if (interval == null || interval.compareTo(SHORTEST_INTERVAL) < 0) {
			return;
		}
		Watch watch = new Watch(recent);
		this.watches.put(execution.id(), watch);
		// one that takes just as long is not reported
		Duration patience = interval.plusMillis(1);
		try {
			watch.alarm = this.timer.schedule(() -> warn(event, interval), patience);
		}
		catch (RejectedExecutionException ex) {
			// the scheduler was shut down
			this.watches.remove(execution.id());
		}
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

	private void warn(ExecutionEvent.Started event, Duration interval) {
		Watch watch = this.watches.get(event.execution().id());
		if (watch == null) {
			return;
		}
		watch.late = true;
		if (watch.recent.isFirstLateOne()) {
			Duration usual = watch.recent.median();
			Log logger = LogFactory.getLog(event.trigger().references().logger());
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
		Future<?> alarm = watch.alarm;
		if (alarm != null) {
			alarm.cancel(false);
		}
		Duration duration = execution.duration();
		if (duration != null) {
			watch.recent.add(duration, watch.late);
		}
	}

	/**
	 * One execution under way.
	 */
	private static final class Watch {

		private final RecentDurations recent;

		// each is written by one thread, and read by whichever ends the execution
		private volatile @Nullable Future<?> alarm;

		private volatile boolean late;

		private Watch(RecentDurations recent) {
			this.recent = recent;
		}

	}

}
