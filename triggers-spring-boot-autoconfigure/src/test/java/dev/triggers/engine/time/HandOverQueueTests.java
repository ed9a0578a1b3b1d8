package dev.triggers.engine.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HandOverQueue} without waiting threads.
 */
class HandOverQueueTests {

	private final HandOverQueue queue = new HandOverQueue();

	@Test
	void taskIsRefusedIfNoThreadWaits() {
		assertThat(this.queue.offer(task())).isFalse();
		assertThat(this.queue.offer(task(), 1, TimeUnit.HOURS)).isFalse();
		assertThat(this.queue).isEmpty();
	}

	@Test
	void tasksWaitInTheirOrder() throws InterruptedException {
		Runnable first = task();
		Runnable second = task();
		Runnable third = task();
		this.queue.enqueue(first);
		this.queue.put(second);
		this.queue.enqueue(third);
		assertThat(this.queue).containsExactly(first, second, third);
		assertThat(this.queue.peek()).isSameAs(first);
		assertThat(this.queue.take()).isSameAs(first);
		assertThat(this.queue.poll(0, TimeUnit.SECONDS)).isSameAs(second);
		assertThat(this.queue.poll()).isSameAs(third);
		assertThat(this.queue.poll()).isNull();
		assertThat(this.queue).isEmpty();
	}

	@Test
	void tasksAreRemoved() {
		Runnable first = task();
		Runnable second = task();
		Runnable third = task();
		List.of(first, second, third).forEach(this.queue::enqueue);
		assertThat(this.queue.remove(second)).isTrue();
		assertThat(this.queue.remove(second)).isFalse();
		assertThat(this.queue).hasSize(2);
		List<Runnable> drained = new ArrayList<>();
		assertThat(this.queue.drainTo(drained, 1)).isOne();
		assertThat(this.queue).hasSize(1);
		assertThat(this.queue.drainTo(drained)).isOne();
		assertThat(drained).containsExactly(first, third);
		assertThat(this.queue).isEmpty();
	}

	@Test
	void threadThatHasWaitedInVainGetsNoTask() throws InterruptedException {
		assertThat(this.queue.poll(0, TimeUnit.SECONDS)).isNull();
		assertThat(this.queue.poll(-1, TimeUnit.SECONDS)).isNull();
		assertThat(this.queue.poll(1, TimeUnit.NANOSECONDS)).isNull();
		assertThat(this.queue.offer(task())).isFalse();
	}

	@Test
	void threadThatIsInterruptedGetsNoTask() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(this.queue::take);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.queue.poll(1, TimeUnit.HOURS));
		assertThat(Thread.interrupted()).isFalse();
		assertThat(this.queue.offer(task())).isFalse();
	}

	private static Runnable task() {
		return new Runnable() {

			@Override
			public void run() {
			}

		};
	}

}
