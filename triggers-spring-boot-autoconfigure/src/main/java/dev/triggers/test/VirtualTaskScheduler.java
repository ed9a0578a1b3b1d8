package dev.triggers.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;

import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/**
 * Scheduler of the triggers in virtual time. It does what the engine asks for, and
 * refuses the rest.
 */
final class VirtualTaskScheduler implements TaskScheduler {

	private final VirtualTime time;

	VirtualTaskScheduler(VirtualTime time) {
		this.time = time;
	}

	@Override
	public Clock getClock() {
		return this.time.clock();
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
		return this.time.schedule(task, startTime);
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
		throw refusal();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
		throw refusal();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
		throw refusal();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
		throw refusal();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
		throw refusal();
	}

	private static UnsupportedOperationException refusal() {
		return new UnsupportedOperationException(
				"In tests with @TriggersTest, 'triggersTaskScheduler' runs single tasks of triggers only; "
						+ "schedule your own on a TaskScheduler of your own");
	}

}
