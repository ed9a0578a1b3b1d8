package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalTriggerEngine}: many threads do anything at any time.
 */
class EngineRaceIntegrationTests {

	private static final int THREADS = 6;

	private static final int OPERATIONS = 2000;

	private static final int CALLS = 100;

	/**
	 * Longest time to go on for enough calls, as a loaded machine makes few.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final AtomicInteger overlaps = new AtomicInteger();

	private final AtomicLong calls = new AtomicLong();

	private final AtomicInteger executing = new AtomicInteger();

	@Test
	void noOperationOverlapsExecutionsOrLeavesAnyBehind() throws Exception {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.initialize();
		TriggersTaskExecutor pool = new TriggersTaskExecutor(64);
		pool.initialize();
		LocalTriggerEngine engine = new LocalTriggerEngine(scheduler, pool, (name) -> scheduler,
				TestCalls.tools(scheduler), TestCalls.noActions(), List::of);
		engine.open();
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(i);
			running.add(threads.submit(() -> operate(engine, random)));
		}
		for (Future<?> thread : running) {
			thread.get(60, TimeUnit.SECONDS);
		}
		engine.close(Duration.ofSeconds(30));
		assertThat(this.overlaps).hasValue(0);
		assertThat(this.calls.get()).isGreaterThan(CALLS);
		assertThat(this.executing).hasValue(0);
		assertThat(scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
		long atTheEnd = this.calls.get();
		pool.submit(() -> {
		}).get(30, TimeUnit.SECONDS);
		assertThat(this.calls).hasValue(atTheEnd);
		threads.shutdown();
		scheduler.shutdown();
		pool.shutdown();
	}

	private void operate(LocalTriggerEngine engine, Random random) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		for (int i = 0; i < OPERATIONS || (this.calls.get() <= CALLS && System.nanoTime() < end); i++) {
			int number = random.nextInt(4);
			String name = "t" + number;
			try {
				switch (random.nextInt(20)) {
					case 0 -> engine.unregister(name);
					case 1, 2, 3 -> engine.register(trigger(number));
					case 4 -> engine.suspend();
					case 5, 6, 7 -> engine.open();
					case 8, 9, 10 -> engine.stop(name);
					case 11 -> Thread.onSpinWait();
					default -> engine.start(name, List.of());
				}
			}
			catch (NoSuchTriggerException | IllegalStateException ex) {
				// not registered, or registered already
			}
		}
		engine.open();
	}

	private TriggerDefinition trigger(int number) {
		Schedule schedule = (number % 2 == 0) ? Schedule.every(Duration.ZERO)
				: Schedule.every("1ms", IntervalMode.FIXED_RATE);
		// for each registration: a removed trigger may end beside a new one of its name
		AtomicInteger own = new AtomicInteger();
		return TestTriggers.named("t" + number).schedule(schedule).calls((element) -> call(own)).build();
	}

	private Object call(AtomicInteger own) {
		this.executing.incrementAndGet();
		if (own.incrementAndGet() > 1) {
			this.overlaps.incrementAndGet();
		}
		Thread.yield();
		own.decrementAndGet();
		this.executing.decrementAndGet();
		return this.calls.incrementAndGet();
	}

}
