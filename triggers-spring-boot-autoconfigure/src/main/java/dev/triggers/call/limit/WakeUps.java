package dev.triggers.call.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for nothing but time, and the one timer that wakes the first of
 * them. Guarded by the lock of the {@link Admission}.
 */
final class WakeUps {

	private final MonotonicTimer timer;

	private final LongConsumer wake;

	private final TreeSet<PermitRequest> requests = new TreeSet<>(WakeUps::compare);

	private @Nullable Future<?> alarm;

	private long alarmTime;

	private long alarmNumber;

	/**
	 * Create wake-ups.
	 * @param timer the timer
	 * @param wake called by the timer, without the lock, with what {@link #isCurrent}
	 * takes
	 */
	WakeUps(MonotonicTimer timer, LongConsumer wake) {
		this.timer = timer;
		this.wake = wake;
	}

	void add(PermitRequest request, long time) {
		request.wakeUpAt(time);
		this.requests.add(request);
	}

	void remove(PermitRequest request) {
		this.requests.remove(request);
	}

	PermitRequest first() {
		return this.requests.first();
	}

	/**
	 * Return whether the timer that calls is the one that is set, and if so, take note
	 * that none is set any more.
	 */
	boolean isCurrent(long number) {
		boolean current = this.alarm != null && number == this.alarmNumber;
		if (current) {
			this.alarm = null;
		}
		return current;
	}

	List<PermitRequest> due(long now) {
		List<PermitRequest> due = new ArrayList<>();
		for (PermitRequest request : this.requests) {
			if (request.wakeUpTime() - now > 0) {
				break;
			}
			due.add(request);
		}
		return due;
	}

	/**
	 * Set the timer as needed: it may fire too early, but not too late.
	 * @return why the timer cannot be set, or {@code null} if it is
	 */
	@Nullable Throwable setTimer(long now) {
		if (this.requests.isEmpty()) {
			clearTimer();
			return null;
		}
		long time = first().wakeUpTime();
		if (this.alarm != null && this.alarmTime - time <= 0) {
			return null;
		}
		clearTimer();
		try {
			long number = this.alarmNumber;
			this.alarm = this.timer.schedule(() -> this.wake.accept(number), Duration.ofNanos(time - now));
			this.alarmTime = time;
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private void clearTimer() {
		this.alarmNumber++;
		if (this.alarm != null) {
			this.alarm.cancel(false);
			this.alarm = null;
		}
	}

	private static int compare(PermitRequest one, PermitRequest other) {
		// by the difference, since monotonic time overflows
		int byTime = Long.signum(one.wakeUpTime() - other.wakeUpTime());
		return (byTime != 0) ? byTime : Long.compare(one.number(), other.number());
	}

}
