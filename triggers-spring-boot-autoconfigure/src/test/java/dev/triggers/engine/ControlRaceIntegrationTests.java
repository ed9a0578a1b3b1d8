package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestCalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TriggerHandle}: many threads control triggers at random, from outside
 * and from inside of their code. It takes 2 seconds, or {@code -Dtriggers.race.seconds}.
 */
@ExtendWith(QuietLogging.class)
class ControlRaceIntegrationTests {

	private static final int THREADS = 16;

	private static final int TRIGGERS = 8;

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("triggers.race.seconds", 2));

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final TriggersTaskExecutor pool = new TriggersTaskExecutor(64);

	private final Map<String, Cause> causes = new ConcurrentHashMap<>();

	private final Map<Integer, ExecutionId> failed = new ConcurrentHashMap<>();

	private final Queue<String> problems = new ConcurrentLinkedQueue<>();

	private final Queue<CompletableFuture<?>> futures = new ConcurrentLinkedQueue<>();

	private final Queue<RaceSubject> subjects = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
		this.pool.shutdown();
		this.scheduler.shutdown();
	}

	@Test
	void anythingAtAnyTimeKeepsTheRules() throws Exception {
		LocalTriggerEngine engine = engine();
		for (int number = 0; number < TRIGGERS; number++) {
			register(engine, number);
		}
		long end = System.nanoTime() + TIME.toNanos();
		List<Future<?>> operators = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(i);
			operators.add(this.threads.submit(() -> {
				while (System.nanoTime() < end) {
					operate(engine, random);
					LockSupport.parkNanos(random.nextInt(100_000));
				}
			}));
		}
		for (Future<?> operator : operators) {
			get(operator, TIME.plus(LIMIT));
		}
		stopAll(engine);
		checkSubjects();
		engine.close(LIMIT);
		close();
	}

	private LocalTriggerEngine engine() {
		this.scheduler.setRemoveOnCancelPolicy(true);
		this.scheduler.setThreadNamePrefix("race-scheduler-");
		this.scheduler.initialize();
		this.pool.setThreadNamePrefix("race-pool-");
		this.pool.initialize();
		LocalTriggerEngine engine = new LocalTriggerEngine(this.scheduler, this.pool, (name) -> this.scheduler,
				TestCalls.tools(this.scheduler), TestCalls.noActions(), () -> List.of(this::onEvent));
		engine.open();
		return engine;
	}

	private void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Started started) {
			Execution execution = started.execution();
			this.causes.put(execution.id().value(), execution.firing().cause());
		}
		if (event instanceof ExecutionEvent.Finished finished && finished.execution().hasFailures()) {
			int number = Integer.parseInt(finished.trigger().name().substring(1));
			this.failed.put(number, finished.execution().id());
		}
	}

	private void register(LocalTriggerEngine engine, int number) {
		RaceSubject subject = new RaceSubject(number, TestHandles.of(engine, "t" + number), this.causes, this.problems,
				this.futures);
		engine.register(subject.definition());
		this.subjects.add(subject);
	}

	private void operate(LocalTriggerEngine engine, Random random) {
		int number = random.nextInt(TRIGGERS);
		TriggerHandle handle = TestHandles.of(engine, "t" + number);
		try {
			switch (random.nextInt(20)) {
				case 0, 1, 2, 3, 4 -> handle.start();
				case 5, 6 -> handle.stop();
				case 7, 8 -> handle.cancel();
				case 9, 10 -> handle.restartWithin(Duration.ofMillis(random.nextInt(50)));
				case 11, 12, 13 -> this.futures.add(handle.fire());
				case 14 -> retryFailed(handle, number);
				case 15 -> handle.changeSchedule(schedule(random));
				case 16 -> replace(engine, number);
				default -> inspect(handle);
			}
		}
		catch (NoSuchTriggerException | IllegalStateException | NoSuchExecutionException ex) {
			// removed, running or registered already, or remembered no longer
		}
		catch (RuntimeException | Error | InterruptedException ex) {
			this.problems.add("operation failed: " + ex);
		}
	}

	private void retryFailed(TriggerHandle handle, int number) {
		ExecutionId id = this.failed.get(number);
		if (id != null) {
			this.futures.add(handle.retryFailed(id));
		}
	}

	private static Schedule schedule(Random random) {
		return Schedule.every(Duration.ofMillis(1 + random.nextInt(5)),
				random.nextBoolean() ? IntervalMode.FIXED_DELAY : IntervalMode.FIXED_RATE);
	}

	private void replace(LocalTriggerEngine engine, int number) {
		if (number >= TRIGGERS / 2) {
			engine.unregister("t" + number);
			register(engine, number);
		}
	}

	private void inspect(TriggerHandle handle) {
		TriggerState state = handle.state();
		if (handle.iteration() < 0 || handle.schedule() == null) {
			this.problems.add(handle.name() + " is not consistent in " + state);
		}
		handle.remaining();
		handle.nextFiring();
		handle.lastExecution();
		handle.unresponsiveExecutions();
		for (Execution execution : handle.currentExecutions()) {
			if (execution.outcome() != null) {
				this.problems.add(handle.name() + " has a current execution that has ended: " + execution);
			}
		}
	}

	/**
	 * Stop all triggers, again if they were started by executions that were asked for.
	 */
	private void stopAll(LocalTriggerEngine engine) throws Exception {
		for (int round = 0; round < 20; round++) {
			for (TriggerDefinition trigger : engine.definitions()) {
				TriggerHandle handle = TestHandles.of(engine, trigger.name());
				handle.stop();
				assertThat(handle.await(LIMIT))
					.as(() -> trigger.name() + " has ended: " + engine.find(trigger.name()) + threadDump())
					.isTrue();
			}
			for (CompletableFuture<?> future : this.futures) {
				get(future.exceptionally((ex) -> null), LIMIT);
			}
		}
		await().atMost(LIMIT).untilAsserted(() -> assertQuiet(engine));
	}

	private void assertQuiet(LocalTriggerEngine engine) {
		assertThat(engine.definitions()).extracting((trigger) -> engine.find(trigger.name()))
			.noneMatch((snapshot) -> snapshot.state().state().isRunning()
					|| !engine.currentExecutions(snapshot.definition().name()).isEmpty());
		assertThat(this.futures).allMatch(CompletableFuture::isDone)
			.allMatch((future) -> !future.isCompletedExceptionally() || future.isCancelled());
	}

	private void checkSubjects() {
		assertThat(this.problems).isEmpty();
		await().atMost(LIMIT)
			.untilAsserted(
					() -> assertThat(this.subjects).filteredOn((subject) -> subject.isBegun() || subject.isCalled())
						.as(() -> "under way" + threadDump())
						.isEmpty());
		long calls = this.subjects.stream().mapToLong(RaceSubject::callCount).sum();
		assertThat(calls).isGreaterThan(100);
		assertThat(this.subjects.stream().mapToLong(RaceSubject::lifeCount).sum()).isGreaterThan(20);
	}

	private void close() {
		this.threads.shutdown();
		this.pool.shutdown();
		this.scheduler.shutdown();
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("race-")));
		assertThat(this.scheduler.getScheduledThreadPoolExecutor().getQueue()).isEmpty();
	}

	private static void get(Future<?> future, Duration limit) throws Exception {
		try {
			future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("Blocked" + threadDump(), ex);
		}
	}

	private static String threadDump() {
		StringBuilder dump = new StringBuilder("\n");
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			dump.append(thread).append(" ").append(thread.getState()).append("\n");
			for (StackTraceElement element : stack) {
				dump.append("\tat ").append(element).append("\n");
			}
		});
		return dump.toString();
	}

}
