package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

/**
 * One registration of a trigger of {@link ControlRaceIntegrationTests}: what its code
 * does, and whether it is called as it should be. A trigger that was removed may end
 * beside a new one of its name, so each has its own.
 */
final class RaceSubject {

	private final int kind;

	private final TriggerHandle handle;

	// causes of executions by their ids
	private final Map<String, Cause> causes;

	private final Queue<String> problems;

	private final Queue<CompletableFuture<?>> futures;

	// ids of the executions of the calls under way
	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final AtomicBoolean begun = new AtomicBoolean();

	private final AtomicLong callCount = new AtomicLong();

	private final AtomicLong lifeCount = new AtomicLong();

	RaceSubject(int kind, TriggerHandle handle, Map<String, Cause> causes, Queue<String> problems,
			Queue<CompletableFuture<?>> futures) {
		this.kind = kind;
		this.handle = handle;
		this.causes = causes;
		this.problems = problems;
		this.futures = futures;
	}

	/**
	 * Whether the before-hook was called and the after-hook was not yet.
	 */
	boolean isBegun() {
		return this.begun.get();
	}

	boolean isCalled() {
		return !this.calls.isEmpty();
	}

	@Override
	public String toString() {
		return this.handle.name() + (isBegun() ? " begun" : "") + " calls " + this.calls;
	}

	long callCount() {
		return this.callCount.get();
	}

	long lifeCount() {
		return this.lifeCount.get();
	}

	private boolean isConcurrent() {
		return this.kind == 2;
	}

	private boolean fails() {
		return this.kind == 3 || this.kind == 7;
	}

	TriggerDefinition definition() {
		Schedule schedule = switch (this.kind) {
			case 0 -> Schedule.every(Duration.ZERO);
			case 1, 2, 3 -> Schedule.every("1ms", IntervalMode.FIXED_RATE);
			default -> Schedule.every("1ms");
		};
		TestTriggers trigger = TestTriggers.named(this.handle.name()).schedule(schedule).calls((element) -> call());
		if (this.kind != 0) {
			trigger.before(this::before).after(this::after);
		}
		switch (this.kind) {
			case 2 -> trigger.concurrent();
			case 3 -> trigger.onFailure(FailurePolicy.STOP);
			case 6 -> trigger.count(3);
			case 7 -> trigger.elements(1, 2, 3)
				.concurrency(2)
				.reconnect(new ReconnectPolicy(Duration.ofMillis(1), Duration.ofMillis(3)));
			default -> {
			}
		}
		return trigger.build();
	}

	private @Nullable Object before() throws Exception {
		check(this.begun.compareAndSet(false, true), "before-hook was called twice");
		this.lifeCount.incrementAndGet();
		check(isConcurrent() || !hasScheduledCalls(), "before-hook was called during a scheduled call");
		return takeTime(20);
	}

	private @Nullable Object after() throws Exception {
		check(!hasScheduledCalls(), "after-hook was called during a scheduled call");
		check(this.begun.compareAndSet(true, false), "after-hook was called without before-hook");
		return takeTime(20);
	}

	private boolean hasScheduledCalls() {
		return this.calls.stream().anyMatch((id) -> !isAsked(id));
	}

	private boolean isAsked(String id) {
		Cause cause = this.causes.get(id);
		return cause == Cause.MANUAL || cause == Cause.RETRY;
	}

	private @Nullable Object call() throws Exception {
		String id = MDC.get("triggerExecution");
		this.callCount.incrementAndGet();
		this.calls.add(id);
		check(isConcurrent() || Set.copyOf(this.calls).size() == 1, "overlaps itself: " + this.calls);
		boolean asked = isAsked(id);
		check(asked || this.kind == 0 || this.begun.get(), "executes before its before-hook");
		try {
			Object result = takeTime(2);
			if (result instanceof Later later) {
				later.atEnd(() -> end(id, asked));
			}
			else {
				end(id, asked);
			}
			return result;
		}
		catch (Exception ex) {
			end(id, asked);
			throw ex;
		}
	}

	private void end(String id, boolean asked) {
		check(asked || this.kind == 0 || this.begun.get(), "executes after its after-hook");
		this.calls.remove(id);
	}

	private @Nullable Object takeTime(int perMille) throws Exception {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		if (random.nextInt(1000) < perMille) {
			control(random);
		}
		if (fails() && random.nextInt(4) == 0) {
			throw (random.nextBoolean()) ? new IllegalStateException("wanted") : new IOException("wanted");
		}
		if (this.kind == 4) {
			new CountDownLatch(1).await(random.nextInt(3000), TimeUnit.MICROSECONDS);
		}
		if (this.kind == 5) {
			Later later = new Later();
			CompletableFuture.delayedExecutor(random.nextInt(2000), TimeUnit.MICROSECONDS)
				.execute(() -> later.complete(1));
			return later;
		}
		return null;
	}

	/**
	 * Control the trigger from inside of its own code, where nothing may block.
	 */
	private void control(ThreadLocalRandom random) throws InterruptedException {
		try {
			switch (random.nextInt(6)) {
				case 0 -> this.handle.stop();
				case 1 -> this.handle.cancel();
				case 2 -> this.handle.restart();
				case 3 -> this.futures.add(this.handle.fire());
				case 4 -> this.handle.start();
				default -> this.handle.await();
			}
		}
		catch (IllegalStateException | NoSuchTriggerException ex) {
			// runs already, would wait for itself, or was removed
		}
	}

	private void check(boolean condition, String problem) {
		if (!condition) {
			this.problems.add(this.handle.name() + " " + problem);
		}
	}

	/**
	 * Result that does something right before it is there, or cancelled: its dependents
	 * run in no useful order.
	 */
	private static final class Later extends CompletableFuture<@Nullable Object> {

		private final ReentrantLock lock = new ReentrantLock();

		// guarded by the lock
		private @Nullable Runnable action;

		private boolean ended;

		void atEnd(Runnable action) {
			this.lock.lock();
			try {
				this.action = action;
				if (this.ended) {
					action.run();
				}
			}
			finally {
				this.lock.unlock();
			}
		}

		/**
		 * Return when the action has been run, if need be by another thread.
		 */
		private void end() {
			this.lock.lock();
			try {
				if (!this.ended && this.action != null) {
					this.action.run();
				}
				this.ended = true;
			}
			finally {
				this.lock.unlock();
			}
		}

		@Override
		public boolean complete(@Nullable Object value) {
			end();
			return super.complete(value);
		}

		@Override
		public boolean cancel(boolean mayInterrupt) {
			end();
			return super.cancel(mayInterrupt);
		}

	}

}
