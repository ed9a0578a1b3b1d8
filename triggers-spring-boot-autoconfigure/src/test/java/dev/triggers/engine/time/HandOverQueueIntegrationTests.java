package dev.triggers.engine.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HandOverQueue} with threads.
 */
class HandOverQueueIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int TASKS = 20_000;

	private final HandOverQueue queue = new HandOverQueue();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean ended;

	@AfterEach
	void interruptThreads() throws InterruptedException {
		this.ended = true;
		this.threads.forEach(Thread::interrupt);
		for (Thread thread : this.threads) {
			thread.join(LIMIT.toMillis());
		}
	}

	@Test
	void whoCameLastGetsTheTask() {
		List<String> executed = new ArrayList<>();
		Thread first = start("first", () -> take(executed));
		await().atMost(LIMIT).until(() -> isWaiting(first));
		Thread second = start("second", () -> take(executed));
		await().atMost(LIMIT).until(() -> isWaiting(second));
		assertThat(this.queue.offer(() -> executed.add(Thread.currentThread().getName()))).isTrue();
		await().atMost(LIMIT).until(() -> !second.isAlive());
		assertThat(executed).containsExactly("second");
		this.queue.enqueue(() -> executed.add(Thread.currentThread().getName()));
		await().atMost(LIMIT).until(() -> !first.isAlive());
		assertThat(executed).containsExactly("second", "first");
		assertThat(this.queue.offer(() -> {
		})).isFalse();
	}

	@Test
	void eachTaskIsTakenOnceWhateverThreadsDo() {
		AtomicIntegerArray times = new AtomicIntegerArray(TASKS);
		AtomicInteger executed = new AtomicInteger();
		for (int thread = 0; thread < 4; thread++) {
			start("worker", this::work);
		}
		start("interrupter", () -> interruptSome(executed));
		for (int task = 0; task < TASKS; task++) {
			int number = task;
			Runnable code = () -> {
				times.incrementAndGet(number);
				executed.incrementAndGet();
			};
			if (!this.queue.offer(code)) {
				this.queue.enqueue(code);
			}
		}
		await().atMost(LIMIT).until(() -> executed.get() == TASKS);
		for (int task = 0; task < TASKS; task++) {
			assertThat(times.get(task)).isOne();
		}
		assertThat(this.queue).isEmpty();
	}

	@Test
	void threadsOfAPoolThatAreNotNeededEnd() {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 10, 1, TimeUnit.MILLISECONDS, this.queue);
		AtomicInteger executed = new AtomicInteger();
		for (int task = 0; task < 10; task++) {
			pool.execute(executed::incrementAndGet);
		}
		await().atMost(LIMIT).until(() -> executed.get() == 10 && pool.getPoolSize() == 1);
		pool.execute(executed::incrementAndGet);
		await().atMost(LIMIT).until(() -> executed.get() == 11);
		pool.shutdown();
		await().atMost(LIMIT).until(pool::isTerminated);
	}

	private Thread start(String name, Runnable code) {
		Thread thread = new Thread(code, name);
		this.threads.add(thread);
		thread.start();
		return thread;
	}

	private void take(List<String> executed) {
		try {
			this.queue.take().run();
		}
		catch (InterruptedException ex) {
			executed.add("interrupted");
		}
	}

	private void work() {
		boolean ends = false;
		while (!ends) {
			try {
				Runnable task = this.queue.poll(ThreadLocalRandom.current().nextInt(1_000), TimeUnit.MICROSECONDS);
				if (task != null) {
					task.run();
				}
			}
			catch (InterruptedException ex) {
				ends = this.ended;
			}
		}
	}

	private void interruptSome(AtomicInteger executed) {
		while (executed.get() < TASKS) {
			this.threads.get(ThreadLocalRandom.current().nextInt(4)).interrupt();
			Thread.onSpinWait();
		}
	}

	private static boolean isWaiting(Thread thread) {
		return thread.getState() == Thread.State.WAITING;
	}

}
