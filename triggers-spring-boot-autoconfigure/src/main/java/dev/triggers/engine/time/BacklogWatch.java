package dev.triggers.engine.time;

import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Thread that lets a pool have more threads when tasks wait and hardly any are done: then
 * those under way block, or are long. Sleeps while nothing waits.
 */
final class BacklogWatch implements Runnable {

	/**
	 * How often it looks.
	 */
	static final Duration INTERVAL = Duration.ofMillis(1);

	/**
	 * Tasks that a processor does in this time at least, if they are short.
	 */
	private static final int SHORT_TASKS = 4;

	/**
	 * How often in a row hardly anything is done if tasks are long; once may be the
	 * system, which gave the processors to others.
	 */
	private static final int SLOW_TIMES = 2;

	private static final Runnable NOTHING = () -> {
	};

	private static final Log logger = LogFactory.getLog("triggers");

	private final HandOverQueue queue;

	private final String name;

	private final int processors;

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
		this.processors = processors;
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
		while (watched != null && !watched.isTerminated()) {
			if (this.queue.isEmpty()) {
				// the end of the pool wakes it, too
				LockSupport.parkNanos(this, watched.isShutdown() ? INTERVAL.toNanos() : Long.MAX_VALUE);
			}
			watchBacklog(watched);
		}
	}

	/**
	 * Make threads until nothing waits any more.
	 */
	private void watchBacklog(ThreadPoolExecutor watched) {
		long nanos = System.nanoTime();
		long done = this.queue.countDone();
		int slowTimes = 0;
		while (!this.queue.isEmpty() && !watched.isTerminated()) {
			LockSupport.parkNanos(this, INTERVAL.toNanos());
			long now = System.nanoTime();
			long doneNow = this.queue.countDone();
			boolean slow = (doneNow - done) * INTERVAL.toNanos() < (now - nanos) * SHORT_TASKS * this.processors;
			slowTimes = slow ? slowTimes + 1 : 0;
			if (slowTimes == SLOW_TIMES && !this.queue.isEmpty()) {
				slowTimes = 0;
				makeThreads(watched, this.queue.grow());
				if (this.queue.isSaturated()) {
					tellOfSaturation();
				}
			}
			nanos = now;
			done = doneNow;
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
