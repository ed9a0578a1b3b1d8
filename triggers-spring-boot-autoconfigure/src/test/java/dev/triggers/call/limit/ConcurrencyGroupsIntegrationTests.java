package dev.triggers.call.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrencyGroups} with real threads and timers.
 */
class ConcurrencyGroupsIntegrationTests {

	private static final Duration PERIOD = Duration.ofMillis(100);

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	// what the clock said first to a thread since it was asked to forget
	private final ThreadLocal<@Nullable Long> firstTime = new ThreadLocal<>();

	@AfterEach
	void shutDown() {
		this.timer.shutdownNow();
		this.threads.shutdownNow();
	}

	@Test
	void fortyThreadsNeverStartMoreThanTenCallsInAWindow() throws Exception {
		ConcurrencyGroup group = new ConcurrencyGroup("group", new GroupLimits(4, 10, PERIOD));
		ConcurrencyGroups groups = groups(group);
		List<Long> starts = Collections.synchronizedList(new ArrayList<>());
		MostAtOnce calls = new MostAtOnce();
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(850);
		inThreads(40, (number) -> {
			while (System.nanoTime() - end < 0) {
				Permit permit = groups.request(List.of(group)).get();
				starts.add(start(permit));
				calls.call(number);
				permit.release();
			}
		});
		assertThat(starts).hasSizeGreaterThan(20);
		assertThatNoWindowHasMoreThan(10, starts);
		assertThat(calls.most()).isLessThanOrEqualTo(4);
		assertThatAllPermitsAreBack(group);
	}

	@Test
	void callsInTwoGroupsInOppositeOrderNeverBlockEachOther() throws Exception {
		ConcurrencyGroup one = new ConcurrencyGroup("one", new GroupLimits(1, 500, PERIOD));
		ConcurrencyGroup two = new ConcurrencyGroup("two", GroupLimits.concurrent(2));
		ConcurrencyGroups groups = groups(one, two);
		List<Long> starts = Collections.synchronizedList(new ArrayList<>());
		MostAtOnce callsInOne = new MostAtOnce();
		MostAtOnce callsInTwo = new MostAtOnce();
		inThreads(4, (number) -> {
			for (int i = 0; i < 500; i++) {
				boolean both = i % 4 > 0;
				Permit permit = groups
					.request(
							both ? List.of((number % 2 == 0) ? one : two, (number % 2 == 0) ? two : one) : List.of(two))
					.get();
				long start = start(permit);
				callsInTwo.begin();
				if (both) {
					starts.add(start);
					callsInOne.call(i);
				}
				callsInTwo.end();
				permit.release();
			}
		});
		assertThat(starts).hasSize(1500);
		assertThatNoWindowHasMoreThan(500, starts);
		assertThat(callsInOne.most()).isEqualTo(1);
		assertThat(callsInTwo.most()).isLessThanOrEqualTo(2);
		assertThatAllPermitsAreBack(one, two);
	}

	@Test
	void interruptsTimeoutsAndCancellationsAtAnyMomentLeaveNothingBehind() throws Exception {
		ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(2));
		ConcurrencyGroup two = new ConcurrencyGroup("two", new GroupLimits(1, 5, Duration.ofMillis(1)));
		ConcurrencyGroups groups = groups(one, two);
		ConcurrentLinkedQueue<Thread> callers = new ConcurrentLinkedQueue<>();
		AtomicBoolean ended = new AtomicBoolean();
		MostAtOnce calls = new MostAtOnce();
		AtomicInteger interrupts = new AtomicInteger();
		Future<?> interrupter = this.threads.submit(() -> {
			while (!ended.get()) {
				callers.forEach(Thread::interrupt);
				Thread.yield();
			}
		});
		try {
			inThreads(6, (number) -> {
				Random random = new Random(number);
				callers.add(Thread.currentThread());
				for (int i = 0; i < 2000; i++) {
					callAnyhow(groups, random, List.of(two, one), calls, interrupts);
				}
				callers.remove(Thread.currentThread());
			});
		}
		finally {
			ended.set(true);
			interrupter.get(30, TimeUnit.SECONDS);
		}
		assertThat(interrupts).hasPositiveValue();
		assertThat(calls.most()).isEqualTo(1);
		assertThatAllPermitsAreBack(one, two);
	}

	private static void callAnyhow(ConcurrencyGroups groups, Random random, List<ConcurrencyGroup> passed,
			MostAtOnce calls, AtomicInteger interrupts) {
		try {
			switch (random.nextInt(3)) {
				case 0 -> call(groups.acquire(passed), calls);
				case 1 -> call(groups.acquire(passed, Duration.ofNanos(random.nextInt(100_000))), calls);
				default -> {
					PermitRequest request = groups.request(passed);
					request.thenAccept((permit) -> call(permit, calls));
					request.cancel(true);
				}
			}
		}
		catch (InterruptedException ex) {
			interrupts.incrementAndGet();
		}
		catch (TimeoutException ex) {
			// as good as any other end
		}
	}

	@Test
	void closingWakesAllThreadsThatWait() throws Exception {
		ConcurrencyGroup group = new ConcurrencyGroup("group", GroupLimits.rate(1, Duration.ofHours(1)));
		ConcurrencyGroups groups = groups(group);
		groups.acquire(List.of(group)).release();
		AtomicInteger cancelled = new AtomicInteger();
		List<Future<?>> waiting = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			waiting.add(this.threads.submit(() -> {
				try {
					return groups.acquire(List.of(group));
				}
				catch (CancellationException ex) {
					return cancelled.incrementAndGet();
				}
			}));
		}
		groups.close();
		for (Future<?> thread : waiting) {
			thread.get(30, TimeUnit.SECONDS);
		}
		assertThat(cancelled).hasValue(10);
		assertThatAllPermitsAreBack(group);
	}

	private static void call(Permit permit, MostAtOnce calls) {
		if (permit.start()) {
			calls.call(1);
			permit.release();
		}
	}

	private ConcurrencyGroups groups(ConcurrencyGroup... groups) {
		this.timer.setRemoveOnCancelPolicy(true);
		return new ConcurrencyGroups(List.of(groups), VirtualGroups.timer(() -> {
			long time = System.nanoTime();
			if (this.firstTime.get() == null) {
				this.firstTime.set(time);
			}
			return time;
		}, (task, delay) -> this.timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS)));
	}

	/**
	 * Start a call, and return the time of its start, which is what the clock says first:
	 * it is asked once more for those who wait.
	 */
	private long start(Permit permit) {
		this.firstTime.remove();
		assertThat(permit.start()).isTrue();
		return Objects.requireNonNull(this.firstTime.get());
	}

	private void inThreads(int count, Script script) throws Exception {
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int number = i;
			running.add(this.threads.submit(() -> {
				script.play(number);
				return null;
			}));
		}
		for (Future<?> thread : running) {
			thread.get(60, TimeUnit.SECONDS);
		}
	}

	private void assertThatNoWindowHasMoreThan(int calls, List<Long> starts) {
		Collections.sort(starts);
		for (int i = calls; i < starts.size(); i++) {
			assertThat(starts.get(i) - starts.get(i - calls)).isGreaterThanOrEqualTo(PERIOD.toNanos());
		}
	}

	private void assertThatAllPermitsAreBack(ConcurrencyGroup... groups) {
		assertThat(groups).allSatisfy((group) -> {
			assertThat(group.active()).isZero();
			assertThat(group.waiting()).isZero();
		});
		assertThat(this.timer.getQueue()).isEmpty();
	}

	/**
	 * What a thread does.
	 */
	private interface Script {

		void play(int number) throws Exception;

	}

	/**
	 * Counter of calls that are made at once.
	 */
	private static final class MostAtOnce {

		private final AtomicInteger now = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		void begin() {
			this.most.accumulateAndGet(this.now.incrementAndGet(), Math::max);
		}

		void end() {
			this.now.decrementAndGet();
		}

		void call(int yields) {
			begin();
			for (int i = 0; i < yields % 5; i++) {
				Thread.yield();
			}
			end();
		}

		int most() {
			return this.most.get();
		}

	}

}
