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
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Executes tasks that are expected to be short one after the other on as few threads as
 * keep the processors busy: to wake a thread for each takes longer than most of them do.
 * <p>
 * A task that is not short after all delays only those that happen to be behind it, and
 * only until it is noticed: as long as tasks wait, each thread is looked at every
 * {@link #INTERVAL}, and one that is in the same task as before is replaced. Thread-safe.
 */
final class ShortTasks {

	private static final Log logger = LogFactory.getLog("triggers");

	/**
	 * How often threads are looked at.
	 */
	static final Duration INTERVAL = Duration.ofMillis(2);

	private final Executor threads;

	private final Executor watcher;

	private final int parallelism;

	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final Set<Worker> workers = ConcurrentHashMap.newKeySet();

	// without those that were replaced
	private final AtomicInteger working = new AtomicInteger();

	private final AtomicBoolean watched = new AtomicBoolean();

	/**
	 * Create tasks.
	 * @param threads gives threads, perhaps later if all are taken
	 * @param watcher runs what looks at the threads on one of its own, which is needed
	 * while tasks wait
	 * @param parallelism most threads at once, besides those that were replaced
	 */
	ShortTasks(Executor threads, Executor watcher, int parallelism) {
		this.threads = threads;
		this.watcher = watcher;
		this.parallelism = parallelism;
	}

	/**
	 * Execute a task soon.
	 * @param task the task, which may turn out to be long
	 * @throws RuntimeException if there is no thread
	 */
	void execute(Runnable task) {
		this.waiting.add(task);
		try {
			Worker worker = hire();
			if (worker != null) {
				begin(worker);
			}
			else {
				watch();
			}
		}
		catch (Throwable ex) {
			// unless a thread has taken it that is there already
			if (this.waiting.remove(task)) {
				throw ex;
			}
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
		while (worker != null) {
			worker.takeTasks();
			// whoever has added a task just now may have relied on this worker
			worker = (dismiss(worker) && !this.waiting.isEmpty()) ? hire() : null;
		}
	}

	/**
	 * Return one more worker, or {@code null} if there are enough.
	 */
	private @Nullable Worker hire() {
		int number = this.working.get();
		while (number < this.parallelism) {
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
			this.working.decrementAndGet();
		}
		return dismissed;
	}

	private void watch() {
		if (!this.watched.get() && this.watched.compareAndSet(false, true)) {
			try {
				this.watcher.execute(this::watchWhileTasksWait);
			}
			catch (Throwable ex) {
				this.watched.set(false);
				throw ex;
			}
		}
	}

	private void watchWhileTasksWait() {
		do {
			while (!this.waiting.isEmpty()) {
				LockSupport.parkNanos(INTERVAL.toNanos());
				try {
					replaceStuck();
				}
				catch (RejectedExecutionException ex) {
					// shut down: nobody can be replaced any more
					return;
				}
				catch (Throwable ex) {
					logger.debug("There is no thread for tasks that wait; next try in " + INTERVAL.toMillis() + " ms",
							ex);
				}
			}
			this.watched.set(false);
		}
		while (!this.waiting.isEmpty() && this.watched.compareAndSet(false, true));
	}

	/**
	 * Replace the workers that are in the same task as at the last call, if tasks wait.
	 */
	void replaceStuck() {
		for (Worker worker : this.workers) {
			if (worker.isStuck() && !this.waiting.isEmpty()) {
				dismiss(worker);
			}
		}
		Worker other = this.waiting.isEmpty() ? null : hire();
		while (other != null) {
			begin(other);
			other = hire();
		}
	}

	/**
	 * Takes tasks until there are none, or it is dismissed.
	 */
	private final class Worker {

		private final AtomicBoolean dismissed = new AtomicBoolean();

		// number of the present task; written by the thread of the worker
		private final AtomicLong task = new AtomicLong();

		// what that was; only touched by the one who watches
		private long seen;

		void takeTasks() {
			Runnable next = ShortTasks.this.waiting.poll();
			while (next != null) {
				this.task.setRelease(this.task.getPlain() + 1);
				execute(next);
				next = this.dismissed.get() ? null : ShortTasks.this.waiting.poll();
			}
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
		}

		boolean dismiss() {
			return this.dismissed.compareAndSet(false, true);
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
