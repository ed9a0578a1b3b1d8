package dev.triggers.call.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

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
		this.groups = new ConcurrencyGroups(groups, timer(time::nanoTime, this::schedule));
	}

	VirtualGroups(ConcurrencyGroup... groups) {
		this(new ManualTaskScheduler(), List.of(groups));
	}

	static MonotonicTimer timer(LongSupplier nanoTime, BiFunction<Runnable, Duration, Future<?>> scheduler) {
		return new MonotonicTimer() {

			@Override
			public long nanoTime() {
				return nanoTime.getAsLong();
			}

			@Override
			public Future<?> schedule(Runnable task, Duration delay) {
				return scheduler.apply(task, delay);
			}

		};
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
