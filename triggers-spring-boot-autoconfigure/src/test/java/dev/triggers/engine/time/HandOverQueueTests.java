package dev.triggers.engine.time;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandOverQueue}, without threads.
 */
class HandOverQueueTests {

	private final AtomicInteger backlogs = new AtomicInteger();

	private final HandOverQueue queue = new HandOverQueue(2, 10, this.backlogs::incrementAndGet);

	private final Runnable first = () -> {
	};

	private final Runnable second = () -> {
	};

	private void occupy(int threads) {
		for (int thread = 0; thread < threads; thread++) {
			assertThat(this.queue.offer(this.first)).isFalse();
		}
	}

	@Test
	void asManyThreadsAreMadeAsThereAreProcessors() {
		occupy(2);
		assertThat(this.queue.offer(this.first)).isTrue();
		assertThat(this.queue).containsExactly(this.first);
		assertThat(this.queue.countBusy()).isEqualTo(2);
	}

	@Test
	void tasksThatWaitAreTakenInTheirOrder() {
		occupy(2);
		this.queue.offer(this.first);
		this.queue.offer(this.second);
		assertThat(this.queue.poll()).isNull();
		this.queue.done();
		assertThat(this.queue.poll()).isSameAs(this.first);
		assertThat(this.queue.poll()).isNull();
		this.queue.done();
		assertThat(this.queue.poll()).isSameAs(this.second);
	}

	@Test
	void nobodyOvertakesTasksThatWait() {
		occupy(2);
		this.queue.offer(this.first);
		this.queue.done();
		assertThat(this.queue.offer(this.second)).isTrue();
		assertThat(this.queue).containsExactly(this.first, this.second);
	}

	@Test
	void backlogIsToldOfOnce() {
		occupy(2);
		assertThat(this.backlogs).hasValue(0);
		this.queue.offer(this.first);
		this.queue.offer(this.second);
		assertThat(this.backlogs).hasValue(1);
	}

	@Test
	void fourTimesAsManyThreadsAreMadeForTasksThatAreNotDone() {
		occupy(2);
		for (int task = 0; task < 100; task++) {
			this.queue.offer(this.first);
		}
		assertThat(this.queue.grow()).isEqualTo(6);
		assertThat(this.queue.grow()).isEqualTo(2);
		assertThat(this.queue.grow()).isZero();
		assertThat(this.queue.countBusy()).isEqualTo(10);
	}

	@Test
	void noMoreThreadsAreMadeThanThereAreTasks() {
		occupy(2);
		this.queue.offer(this.first);
		assertThat(this.queue.grow()).isOne();
		assertThat(this.queue.grow()).isZero();
	}

	@Test
	void threadsThatAreBusyWhenNothingWaitsDoNotCount() {
		occupy(2);
		for (int task = 0; task < 3; task++) {
			this.queue.offer(this.first);
		}
		assertThat(this.queue.grow()).isEqualTo(3);
		List<Runnable> taken = new ArrayList<>();
		this.queue.drainTo(taken);
		assertThat(taken).hasSize(3);
		// one of five ends, so that four are blocked
		this.queue.done();
		occupy(2);
		assertThat(this.queue.offer(this.first)).isTrue();
	}

	@Test
	void fewThreadsTakeTasksAgainWhenAllIsDone() {
		occupy(2);
		for (int task = 0; task < 8; task++) {
			this.queue.offer(this.first);
		}
		this.queue.grow();
		this.queue.grow();
		this.queue.clear();
		while (this.queue.countBusy() > 0) {
			this.queue.done();
		}
		occupy(2);
		assertThat(this.queue.offer(this.first)).isTrue();
	}

	@Test
	void taskForWhichThereIsNoThreadWaits() {
		occupy(2);
		this.queue.enqueue(this.second);
		assertThat(this.queue.countBusy()).isOne();
		assertThat(this.queue.poll()).isSameAs(this.second);
	}

	@Test
	void whoMakesThreadsIsNeverServed() {
		this.queue.setMaker(Thread.currentThread());
		occupy(20);
		assertThat(this.queue.countBusy()).isZero();
	}

	@Test
	void waitingEndsWithItsTime() throws InterruptedException {
		assertThat(this.queue.poll(0, TimeUnit.NANOSECONDS)).isNull();
		assertThat(this.queue.poll(1, TimeUnit.NANOSECONDS)).isNull();
		// who waited is not given a task any more
		occupy(2);
	}

}
