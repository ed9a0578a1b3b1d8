package dev.triggers.engine.time;

import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Thread that lets a pool have more threads when tasks wait and hardly any are done: then
 * the threads that have tasks are not busy, but blocked. Sleeps while nothing waits.
 */
final class BacklogWatch implements Runnable {

	/**
	 * How often it looks.
	 */
	static final Duration INTERVAL = Duration.ofMillis(1);

	/**
	 * Tasks that a thread does in this time if it is not blocked: a task that takes
	 * longer than a quarter of a millisecond is worth a thread of its own.
	 */
	private static final int EXPECTED = 4;

	private static final Runnable NOTHING = () -> {
	};

	private static final Log logger = LogFactory.getLog("triggers");

	private final HandOverQueue queue;

	private final String name;

	private final Runnable onSaturation;

	private volatile @Nullable Thread thread;

	private volatile @Nullable ThreadPoolExecutor pool;

	/**
	 * Create a watch.
	 * @param name name of its thread
	 * @param processors number of threads that can do something at once
	 * @param maxThreads most threads of the pool
	 * @param onSaturation called again and again while tasks wait for all of these
	 */
	BacklogWatch(String name, int processors, int maxThreads, Runnable onSaturation) {
		this.name = name;
		this.onSaturation = onSaturation;
		this.queue = new HandOverQueue(processors, maxThreads, this::wake);
	}

	HandOverQueue queue() {
		return this.queue;
	}

	/**
	 * Begin.
	 */
	void start(ThreadPoolExecutor pool) {
		this.pool = pool;
		Thread started = new Thread(this, this.name);
		started.setDaemon(true);
		this.queue.setMaker(started);
		this.thread = started;
		started.start();
	}

	/**
	 * Return whether it is its own thread that calls the pool, to have a thread made.
	 */
	boolean isMakingThreads() {
		return Thread.currentThread() == this.thread;
	}

	void wake() {
		LockSupport.unpark(this.thread);
	}

	@Override
	public void run() {
		ThreadPoolExecutor watched = this.pool;
		long before = this.queue.countDone();
		while (watched != null && !watched.isTerminated()) {
			if (this.queue.isEmpty()) {
				// the end of the pool wakes it, too
				LockSupport.parkNanos(this, watched.isShutdown() ? INTERVAL.toNanos() : Long.MAX_VALUE);
				before = this.queue.countDone();
			}
			LockSupport.parkNanos(this, INTERVAL.toNanos());
			long done = this.queue.countDone();
			if (!this.queue.isEmpty() && done - before < (long) EXPECTED * this.queue.countBusy()) {
				makeThreads(watched, this.queue.grow());
				if (this.queue.isSaturated()) {
					tellOfSaturation();
				}
			}
			before = done;
		}
	}

	private void tellOfSaturation() {
		try {
			this.onSaturation.run();
		}
		catch (Throwable ex) {
			logger.debug("Nobody hears that all threads are taken", ex);
		}
	}

	private void makeThreads(ThreadPoolExecutor pool, int number) {
		for (int made = 0; made < number; made++) {
			try {
				pool.execute(NOTHING);
			}
			catch (Throwable ex) {
				// shut down, or short of memory: those that exist do the rest
				this.queue.notMade();
			}
		}
	}

}
