package dev.triggers.call.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Concurrency groups in virtual time, which never have more than one timer.
 */
final class VirtualGroups {

	final ManualTaskScheduler time;

	final ConcurrencyGroups groups;

	private final List<Future<?>> timers = new ArrayList<>();

	VirtualGroups(ManualTaskScheduler time, List<ConcurrencyGroup> groups) {
		this.time = time;
		this.groups = new ConcurrencyGroups(groups, time::nanoTime, this::schedule);
	}

	VirtualGroups(ConcurrencyGroup... groups) {
		this(new ManualTaskScheduler(), List.of(groups));
	}

	int pendingTimers() {
		this.timers.removeIf(Future::isDone);
		return this.timers.size();
	}

	private Future<?> schedule(Runnable task, Duration delay) {
		assertThat(pendingTimers()).isZero();
		assertThat(delay).isPositive();
		Future<?> timer = this.time.schedule(task, this.time.now().plus(delay));
		this.timers.add(timer);
		return timer;
	}

}
