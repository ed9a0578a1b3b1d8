package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.TriggerHandle;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.bulk.BulkExecution;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkExecution} under limits on real threads.
 */
@ExtendWith(QuietLogging.class)
class BulkLimitsIntegrationTests {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	private static final Duration PERIOD = Duration.ofMillis(100);

	private final Random random = new Random(42);

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final ScheduledThreadPoolExecutor groupTimer = new ScheduledThreadPoolExecutor(1);

	private final TriggersTaskExecutor pool = new TriggersTaskExecutor(64);

	// what the clock said to a thread last
	private final ThreadLocal<Long> lastTime = ThreadLocal.withInitial(() -> 0L);

	static List<String> threads() {
		boolean virtual = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
		return virtual ? List.of("platform", "virtual") : List.of("platform");
	}

	@BeforeEach
	void initialize() {
		this.scheduler.setPoolSize(2);
		this.scheduler.initialize();
		this.pool.initialize();
		this.groupTimer.setRemoveOnCancelPolicy(true);
	}

	@AfterEach
	void shutDown() {
		this.scheduler.shutdown();
		this.pool.shutdown();
		this.groupTimer.shutdownNow();
	}

	@ParameterizedTest
	@MethodSource("threads")
	void limitsAreExactForFortyExecutionsOfWhichAThirdIsCancelled(String threads) throws Exception {
		Gate api = new Gate("api", new GroupLimits(4, 10, PERIOD));
		LocalTriggerEngine engine = engine(threads, api);
		List<Subject> subjects = IntStream.range(0, 40)
			.mapToObj((number) -> new Subject(engine, "t" + number, 2, 2, List.of(api)))
			.toList();
		AtomicInteger calls = new AtomicInteger();
		for (Subject victim : subjects.subList(0, 13)) {
			int moment = this.random.nextInt(50);
			api.atStart((start) -> {
				if (start == moment) {
					this.scheduler.execute(victim.handle::cancel);
				}
			});
		}
		for (Subject subject : subjects) {
			subject.calls = (element) -> (calls.incrementAndGet() % 10 == 0)
					? CompletableFuture.failedFuture(new IOException("once")) : pendingOrNot(calls.get());
		}
		List<CompletableFuture<Execution>> executions = subjects.stream().map(Subject::fire).toList();
		int cancelled = 0;
		for (int i = 0; i < executions.size(); i++) {
			Execution execution = get(executions.get(i));
			if (execution != null) {
				subjects.get(i).check(execution);
			}
			if (execution != null && execution.outcome() != Outcome.CANCELLED) {
				assertThat(execution.counts().ended()).isEqualTo(2);
			}
			else {
				cancelled++;
			}
		}
		assertThat(cancelled).isBetween(1, 13);
		api.check();
		engine.close(Duration.ZERO);
	}

	@ParameterizedTest
	@MethodSource("threads")
	void triggersInTwoGroupsInOppositeOrderNeverBlockEachOther(String threads) throws Exception {
		Gate one = new Gate("one", new GroupLimits(1, 300, PERIOD));
		Gate two = new Gate("two", GroupLimits.concurrent(2));
		LocalTriggerEngine engine = engine(threads, one, two);
		List<Subject> subjects = List.of(new Subject(engine, "a", 8, 300, List.of(one, two)),
				new Subject(engine, "b", 8, 300, List.of(two, one)), new Subject(engine, "c", 8, 300, List.of(two)),
				new Subject(engine, "d", 0, 300, List.of(two, one)));
		subjects.forEach((subject) -> subject.calls = (element) -> (element % 4 == 0) ? pendingOrNot(element) : null);
		List<CompletableFuture<Execution>> executions = subjects.stream().map(Subject::fire).toList();
		for (int i = 0; i < executions.size(); i++) {
			Execution execution = executions.get(i).get(60, TimeUnit.SECONDS);
			subjects.get(i).check(execution);
			assertThat(execution.counts().ok()).isEqualTo(300);
		}
		assertThat(one.starts).hasSize(900);
		one.check();
		two.check();
		engine.close(Duration.ZERO);
	}

	@ParameterizedTest
	@MethodSource("threads")
	void cancellationAtAnyMomentLeavesNothingBehind(String threads) throws Exception {
		Gate one = new Gate("one", GroupLimits.concurrent(2));
		Gate two = new Gate("two", new GroupLimits(3, 20, Duration.ofMillis(1)));
		LocalTriggerEngine engine = engine(threads, one, two);
		Subject other = new Subject(engine, "other", 4, Integer.MAX_VALUE, List.of(two));
		other.calls = (element) -> pendingOrNot(element);
		CompletableFuture<Execution> otherExecution = other.fire();
		for (int round = 0; round < 200; round++) {
			Subject subject = new Subject(engine, "t" + round, 8, Integer.MAX_VALUE, List.of(two, one));
			int moment = this.random.nextInt(8);
			subject.calls = (element) -> {
				if (element == moment) {
					this.scheduler.execute(subject.handle::cancel);
				}
				if (element % 3 == 2) {
					throw new IOException("flaky");
				}
				return pendingOrNot(element);
			};
			Execution execution = subject.fire().get(60, TimeUnit.SECONDS);
			subject.check(execution);
			assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED);
			assertThat(one.group).hasToString("one (0 active, 0 waiting)");
		}
		other.handle.cancel();
		other.check(otherExecution.get(60, TimeUnit.SECONDS));
		one.check();
		two.checkPermits();
		engine.close(Duration.ZERO);
	}

	/**
	 * Wait for an execution.
	 * @return the execution, or {@code null} if it was cancelled before it began
	 */
	private static @Nullable Execution get(CompletableFuture<Execution> execution) throws Exception {
		try {
			return execution.get(60, TimeUnit.SECONDS);
		}
		catch (CancellationException ex) {
			return null;
		}
	}

	private @Nullable Object pendingOrNot(int number) {
		if (number % 2 == 0) {
			Thread.yield();
			return null;
		}
		return CompletableFuture.supplyAsync(() -> number, this.scheduler);
	}

	private LocalTriggerEngine engine(String threads, Gate... gates) {
		LocalTriggerEngine engine = new LocalTriggerEngine(this.scheduler, executor(threads), (name) -> this.scheduler,
				TestCalls.tools(timer(), Stream.of(gates).map((gate) -> gate.group).toList(),
						Map.of("retry",
								RetryPolicy.of(RetryRule.on(IOException.class)
									.retries(1)
									.waiting(RetryWait.fixed(Duration.ofMillis(2)))))),
				TestCalls.noActions(), List::of);
		engine.open();
		return engine;
	}

	private Executor executor(String threads) {
		if (threads.equals("platform")) {
			return this.pool;
		}
		SimpleAsyncTaskExecutor virtual = new SimpleAsyncTaskExecutor();
		virtual.setVirtualThreads(true);
		return virtual;
	}

	private MonotonicTimer timer() {
		return new MonotonicTimer() {

			@Override
			public long nanoTime() {
				long now = System.nanoTime();
				BulkLimitsIntegrationTests.this.lastTime.set(now);
				return now;
			}

			@Override
			public Future<?> schedule(Runnable task, Duration delay) {
				return BulkLimitsIntegrationTests.this.groupTimer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
			}

		};
	}

	/**
	 * What a call does.
	 */
	private interface Calls {

		@Nullable Object call(int element) throws Exception;

	}

	/**
	 * Who is told of starts.
	 */
	private interface StartListener {

		void started(int number);

	}

	/**
	 * A concurrency group and what really passes it.
	 */
	private final class Gate {

		private final ConcurrencyGroup group;

		private final List<Long> starts = Collections.synchronizedList(new ArrayList<>());

		private final AtomicInteger now = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final List<StartListener> listeners = new ArrayList<>();

		Gate(String name, GroupLimits limits) {
			this.group = new ConcurrencyGroup(name, limits);
		}

		void atStart(StartListener listener) {
			this.listeners.add(listener);
		}

		void enter() {
			this.most.accumulateAndGet(this.now.incrementAndGet(), Math::max);
			// the clock is asked for the start last
			this.starts.add(BulkLimitsIntegrationTests.this.lastTime.get());
			int number = this.starts.size();
			this.listeners.forEach((listener) -> listener.started(number));
		}

		void leave() {
			this.now.decrementAndGet();
		}

		void check() {
			checkPermits();
			GroupLimits limits = this.group.limits();
			assertThat(this.most.get()).isLessThanOrEqualTo(limits.concurrentCalls());
			Integer calls = limits.callsPerPeriod();
			if (calls != null) {
				Collections.sort(this.starts);
				for (int i = calls; i < this.starts.size(); i++) {
					assertThat(this.starts.get(i) - this.starts.get(i - calls)).as("start %d", i)
						.isGreaterThanOrEqualTo(limits.period().toNanos());
				}
			}
		}

		void checkPermits() {
			assertThat(this.now).hasValue(0);
			assertThat(this.group).hasToString(this.group.name() + " (0 active, 0 waiting)");
			assertThat(BulkLimitsIntegrationTests.this.groupTimer.getQueue()).isEmpty();
		}

	}

	/**
	 * A trigger, and what its execution has read and called.
	 */
	private static final class Subject {

		private final TriggerHandle handle;

		private final int concurrency;

		private final List<Gate> gates;

		private final AtomicInteger read = new AtomicInteger();

		private final AtomicInteger opened = new AtomicInteger();

		private final AtomicInteger closed = new AtomicInteger();

		private final AtomicInteger inFlight = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private volatile Calls calls = (element) -> null;

		Subject(LocalTriggerEngine engine, String name, int concurrency, int elements, List<Gate> gates) {
			this.concurrency = concurrency;
			this.gates = gates;
			engine.register(TestTriggers.named(name)
				.schedule(Schedule.every("1h"))
				.concurrency(concurrency)
				.groups(gates.stream().map((gate) -> gate.group.name()).toArray(String[]::new))
				.retry("retry")
				.elements(() -> {
					this.opened.incrementAndGet();
					return IntStream.range(0, elements)
						.peek((number) -> this.read.incrementAndGet())
						.onClose(this.closed::incrementAndGet);
				})
				.calls((element) -> call((element instanceof Integer number) ? number : -1))
				.build());
			this.handle = TestHandles.of(engine, name);
		}

		CompletableFuture<Execution> fire() {
			return this.handle.fire();
		}

		private @Nullable Object call(int element) throws Exception {
			this.gates.forEach(Gate::enter);
			this.most.accumulateAndGet(this.inFlight.incrementAndGet(), Math::max);
			boolean pending = false;
			try {
				Object result = this.calls.call(element);
				if (result instanceof CompletableFuture<?> future) {
					pending = true;
					return new Pending(future, this::leave);
				}
				return result;
			}
			finally {
				if (!pending) {
					leave();
				}
			}
		}

		private void leave() {
			this.inFlight.decrementAndGet();
			this.gates.forEach(Gate::leave);
		}

		void check(Execution execution) {
			ElementCounts counts = execution.counts();
			assertThat(counts.inFlight()).isZero();
			assertThat(counts.ended()).isEqualTo(this.read.get());
			assertThat(this.closed).hasValue(this.opened.get());
			if (execution.outcome() != Outcome.CANCELLED) {
				assertThat(this.opened).hasValue(1);
			}
			if (this.concurrency > 0) {
				assertThat(this.most.get()).isLessThanOrEqualTo(this.concurrency);
			}
		}

	}

	/**
	 * Result of a call that tells of its end before anybody else is told.
	 */
	private static final class Pending extends CompletableFuture<Object> {

		private final ReentrantLock lock = new ReentrantLock();

		private final Runnable end;

		// guarded by the lock
		private boolean ended;

		Pending(CompletableFuture<?> result, Runnable end) {
			this.end = end;
			result.whenComplete((value, ex) -> {
				end();
				if (ex != null) {
					completeExceptionally(ex);
				}
				else {
					complete(value);
				}
			});
		}

		private void end() {
			// who is not the first waits until the end has been told
			this.lock.lock();
			try {
				if (!this.ended) {
					this.ended = true;
					this.end.run();
				}
			}
			finally {
				this.lock.unlock();
			}
		}

		@Override
		public boolean cancel(boolean mayInterrupt) {
			end();
			return super.cancel(mayInterrupt);
		}

	}

}
