package dev.triggers.engine.time;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Executes tasks that are expected to be short one after the other on as few threads as
 * keep the processors busy: to wake a thread for each takes longer than most of them do.
 * <p>
 * A task that is not short after all delays only those that happen to be behind it, and
 * only until it is noticed: as long as tasks wait, a {@link ShortTasksWatch} looks at
 * each thread, and one that is in the same task as before is replaced. As long as that is
 * all of them, their number doubles. Thread-safe.
 */
final class ShortTasks {

	/**
	 * After so many tasks a thread goes back to the pool if others wait for one.
	 */
	private static final int TURN = 32;

	/**
	 * After so many looks at which a thread went on, there are as few as before.
	 */
	private static final int CALM_LOOKS = 2;

	private static final Log logger = LogFactory.getLog("triggers");

	private final Executor threads;

	private final BooleanSupplier congested;

	private final int parallelism;

	private final int maxThreads;

	private final ShortTasksWatch watch;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

	// without those that were replaced
	private final AtomicInteger working = new AtomicInteger();

	// of the thread that it belongs to
	private final ThreadLocal<Worker> current = new ThreadLocal<>();

	// most workers at once; raised by the watch
	private volatile int limit;

	private volatile boolean closed;

	// only touched by the watch
	private int calmLooks;

	/**
	 * Create tasks.
	 * @param threads gives threads, perhaps later if all are taken
	 * @param congested tells whether others wait for one of these threads
	 * @param watcher gives the watch a thread of its own
	 * @param pause waits on the thread of the watch
	 * @param parallelism most threads at once, as long as all tasks are short
	 * @param maxThreads most threads at once, besides those that were replaced
	 */
	ShortTasks(Executor threads, BooleanSupplier congested, Executor watcher, Consumer<Duration> pause, int parallelism,
			int maxThreads) {
		this.threads = threads;
		this.congested = congested;
		this.parallelism = parallelism;
		this.maxThreads = maxThreads;
		this.limit = parallelism;
		this.watch = new ShortTasksWatch(watcher, pause, () -> !this.waiting.isEmpty(), this::replaceStuck);
	}

	/**
	 * Execute a task soon.
	 * @param task the task, which may turn out to be long
	 * @throws RuntimeException if there is no thread
	 */
	void execute(Runnable task) {
		if (this.closed) {
			this.threads.execute(task);
			return;
		}
		boolean takenByCaller = isCalledByWorker() && this.waiting.isEmpty();
		this.waiting.add(task);
		try {
			// a worker takes itself what one of its tasks adds
			Worker worker = takenByCaller ? null : hire();
			if (worker != null) {
				begin(worker);
			}
			else {
				this.watch.wake();
			}
		}
		catch (Throwable ex) {
			// unless a thread has taken it that is there already
			if (this.waiting.remove(task)) {
				throw ex;
			}
		}
		if (this.closed) {
			handOverWaiting();
		}
	}

	private boolean isCalledByWorker() {
		Worker worker = this.current.get();
		return worker != null && !worker.isDismissed();
	}

	/**
	 * Share threads no longer: hand over what waits, and what comes, as each of them
	 * comes.
	 */
	void close() {
		this.closed = true;
		this.watch.end();
		try {
			handOverWaiting();
		}
		catch (RejectedExecutionException ex) {
			// the pool was shut down before, and refuses what came since then
			logger.debug("Short triggers are not executed any more", ex);
		}
	}

	private void handOverWaiting() {
		Runnable next = this.waiting.poll();
		while (next != null) {
			this.threads.execute(next);
			next = this.waiting.poll();
		}
	}

	private void begin(Worker worker) {
		try {
			this.threads.execute(() -> work(worker));
		}
		catch (Throwable ex) {
			dismiss(worker);
			throw ex;
		}
	}

	private void work(Worker first) {
		Worker worker = first;
		try {
			while (worker != null) {
				this.current.set(worker);
				if (worker.takeTasks() && goesOnLater(worker)) {
					return;
				}
				// whoever has added a task just now may have relied on this worker
				worker = (dismiss(worker) && !this.waiting.isEmpty()) ? hire() : null;
			}
		}
		finally {
			this.current.remove();
		}
	}

	/**
	 * Let a worker go on when others that wait for its thread have had their turn.
	 */
	private boolean goesOnLater(Worker worker) {
		worker.rest();
		try {
			this.threads.execute(() -> work(worker));
			return true;
		}
		catch (Throwable ex) {
			// then at once
			return false;
		}
	}

	/**
	 * Return one more worker, or {@code null} if there are enough.
	 */
	private @Nullable Worker hire() {
		int number = this.working.get();
		while (number < this.limit) {
			if (this.working.compareAndSet(number, number + 1)) {
				Worker worker = new Worker();
				this.workers.add(worker);
				return worker;
			}
			number = this.working.get();
		}
		return null;
	}

	/**
	 * Let a worker go.
	 * @return {@code false} if it was replaced before
	 */
	private boolean dismiss(Worker worker) {
		boolean dismissed = worker.dismiss();
		if (dismissed) {
			this.workers.remove(worker);
			if (this.working.decrementAndGet() == 0) {
				this.limit = this.parallelism;
			}
		}
		return dismissed;
	}

	/**
	 * Replace the workers that are in the same task as at the last call, if tasks wait.
	 * @return {@code false} if no worker has begun, as all threads are taken by others
	 */
	boolean replaceStuck() {
		boolean begun = false;
		boolean replaced = false;
		// dismissing the last worker resets the limit
		int before = this.limit;
		boolean goingOn = false;
		for (Worker worker : this.workers) {
			begun |= worker.hasBegun();
			if (worker.isStuck() && !this.waiting.isEmpty()) {
				replaced |= dismiss(worker);
			}
			else {
				goingOn |= worker.hasBegun();
			}
		}
		// more threads than processors look stuck only because they are so many
		boolean allStuck = replaced && !goingOn;
		this.calmLooks = (allStuck) ? 0 : this.calmLooks + 1;
		if (allStuck) {
			this.limit = Math.min(2 * before, Math.max(this.maxThreads, this.parallelism));
		}
		else if (this.calmLooks >= CALM_LOOKS) {
			this.limit = this.parallelism;
		}
		Worker other = this.waiting.isEmpty() ? null : hire();
		while (other != null) {
			begin(other);
			other = hire();
		}
		return begun;
	}

	/**
	 * Takes tasks until there are none, or it is dismissed.
	 */
	private final class Worker {

		private final AtomicBoolean dismissed = new AtomicBoolean();

		// number of the present task, zero if it has no thread; written by the thread of
		// the worker
		private final AtomicLong task = new AtomicLong();

		// what that was; only touched by the watch
		private long seen;

		/**
		 * Take tasks.
		 * @return whether there may be more, and others wait for the thread
		 */
		boolean takeTasks() {
			Runnable next = ShortTasks.this.waiting.poll();
			while (next != null) {
				long number = this.task.getPlain() + 1;
				this.task.setRelease(number);
				execute(next);
				if (isDismissed()) {
					return false;
				}
				if (number % TURN == 0 && ShortTasks.this.congested.getAsBoolean()) {
					return true;
				}
				next = ShortTasks.this.waiting.poll();
			}
			return false;
		}

		private static void execute(Runnable task) {
			try {
				task.run();
			}
			catch (Throwable ex) {
				// as a thread that ends by it would do
				Thread thread = Thread.currentThread();
				thread.getUncaughtExceptionHandler().uncaughtException(thread, ex);
			}
			finally {
				// whoever left it behind, it is not meant for the next task
				Thread.interrupted();
			}
		}

		void rest() {
			this.task.set(0);
		}

		boolean hasBegun() {
			return this.task.get() > 0;
		}

		boolean dismiss() {
			return this.dismissed.compareAndSet(false, true);
		}

		boolean isDismissed() {
			return this.dismissed.get();
		}

		/**
		 * Return whether the worker has been in a task since the last call.
		 */
		boolean isStuck() {
			long before = this.seen;
			this.seen = this.task.get();
			return this.seen == before && before > 0;
		}

	}

}
