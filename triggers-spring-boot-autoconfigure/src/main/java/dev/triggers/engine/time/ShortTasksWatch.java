package dev.triggers.engine.time;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks every {@link #INTERVAL} whether tasks wait behind others that are not short, on a
 * thread of its own, which sleeps when no task has waited for a while, and ends when none
 * has for longer. Thread-safe.
 */
final class ShortTasksWatch {

	/**
	 * How often it looks while tasks wait.
	 */
	static final Duration INTERVAL = Duration.ofMillis(2);

	/**
	 * How seldom, if a look does not help.
	 */
	private static final Duration LONGEST_INTERVAL = Duration.ofMillis(100);

	/**
	 * So often it looks in vain before it sleeps: to be woken takes longer than to look.
	 */
	private static final int LOOKS_IN_VAIN = 50;

	private static final Duration SLEEP = Duration.ofSeconds(2);

	private static final Log logger = LogFactory.getLog("triggers");

	private final Executor threads;

	private final Consumer<Duration> pause;

	private final BooleanSupplier waiting;

	private final BooleanSupplier look;

	private final AtomicBoolean running = new AtomicBoolean();

	// that watches
	private volatile @Nullable Thread thread;

	private volatile boolean asleep;

	private volatile boolean ended;

	/**
	 * Create a watch.
	 * @param threads gives the thread
	 * @param pause waits for a time at most, on the calling thread; ends early when that
	 * is unparked
	 * @param waiting tells whether tasks wait
	 * @param look looks what they wait for; tells whether it may help to look again soon
	 */
	ShortTasksWatch(Executor threads, Consumer<Duration> pause, BooleanSupplier waiting, BooleanSupplier look) {
		this.threads = threads;
		this.pause = pause;
		this.waiting = waiting;
		this.look = look;
	}

	/**
	 * Watch from now on; called after a task was added.
	 */
	void wake() {
		if (this.asleep) {
			LockSupport.unpark(this.thread);
		}
		if (!this.running.get() && this.running.compareAndSet(false, true)) {
			start();
		}
	}

	/**
	 * Watch no longer.
	 */
	void end() {
		this.ended = true;
		LockSupport.unpark(this.thread);
	}

	private void start() {
		try {
			this.threads.execute(this::run);
		}
		catch (Throwable ex) {
			// the next task tries again; until then those before it have to be short
			this.running.set(false);
			logger.debug("There is no thread to watch short triggers", ex);
		}
	}

	private void run() {
		boolean goesOn = true;
		while (goesOn) {
			try {
				this.thread = Thread.currentThread();
				watch();
			}
			finally {
				this.thread = null;
				this.running.set(false);
			}
			// whoever has added a task just now may have relied on this thread
			goesOn = !this.ended && this.waiting.getAsBoolean() && this.running.compareAndSet(false, true);
		}
	}

	private void watch() {
		Duration interval = INTERVAL;
		int inVain = 0;
		while (inVain < LOOKS_IN_VAIN && !this.ended) {
			this.pause.accept(interval);
			boolean waits = this.waiting.getAsBoolean();
			inVain = waits ? 0 : inVain + 1;
			interval = (!waits || look()) ? INTERVAL : longer(interval);
			if (inVain == LOOKS_IN_VAIN && sleep()) {
				inVain = 0;
			}
		}
	}

	private boolean look() {
		try {
			return this.look.getAsBoolean();
		}
		catch (Throwable ex) {
			logger.debug("There is no thread for short triggers that wait", ex);
			return false;
		}
	}

	private static Duration longer(Duration interval) {
		Duration twice = interval.multipliedBy(2);
		return (twice.compareTo(LONGEST_INTERVAL) < 0) ? twice : LONGEST_INTERVAL;
	}

	/**
	 * Sleep until a task waits, or for long.
	 * @return whether a task waits
	 */
	private boolean sleep() {
		this.asleep = true;
		if (!this.waiting.getAsBoolean() && !this.ended) {
			this.pause.accept(SLEEP);
		}
		this.asleep = false;
		return this.waiting.getAsBoolean();
	}

}
