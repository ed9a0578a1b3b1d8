package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/**
 * Time of a {@link TriggerModel}: tasks that run in the order in which they were added,
 * and timers.
 */
final class ModelTime {

	private final Deque<Runnable> tasks = new ArrayDeque<>();

	private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparing(Timer::time));

	private Instant now;

	ModelTime(Instant now) {
		this.now = now;
	}

	Instant now() {
		return this.now;
	}

	void execute(Runnable task) {
		this.tasks.add(task);
	}

	void executeNext(Runnable task) {
		this.tasks.addFirst(task);
	}

	Timer at(Instant time, Runnable task) {
		Timer timer = new Timer(time, task);
		this.timers.add(timer);
		return timer;
	}

	boolean cancel(@Nullable Timer timer) {
		return timer != null && this.timers.remove(timer);
	}

	void clear() {
		this.tasks.clear();
		this.timers.clear();
	}

	void advance(Duration duration) {
		Instant end = this.now.plus(duration);
		settle();
		while (!this.timers.isEmpty() && !this.timers.peek().time.isAfter(end)) {
			Timer next = this.timers.remove();
			this.now = next.time;
			next.task.run();
			settle();
		}
		this.now = end;
	}

	private void settle() {
		while (!this.tasks.isEmpty()) {
			this.tasks.remove().run();
		}
	}

	/**
	 * What happens at a time.
	 */
	record Timer(Instant time, Runnable task) {

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

}
