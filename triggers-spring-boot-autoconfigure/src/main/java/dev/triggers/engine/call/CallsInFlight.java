package dev.triggers.engine.call;

import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls of user code that have not yet ended, so that they can be interrupted: the
 * threads that they are on, and the results that they returned and that are pending.
 * Thread-safe.
 *
 * @since 1.0.0
 */
public final class CallsInFlight {

	private static final Log logger = LogFactory.getLog("triggers");

	private final ReentrantLock lock = new ReentrantLock();

	private final ThreadSet threads = new ThreadSet();

	// in user code that is not to be interrupted
	private final ThreadSet spared = new ThreadSet();

	private Set<CompletionStage<?>> results = Set.of();

	// a thread that belongs to somebody else, and whether it was interrupted from here
	private @Nullable Thread borrowed;

	private boolean borrowedInterrupted;

	private boolean cancelled;

	/**
	 * Take note that the calling thread enters user code.
	 * @return {@code false} if it may not, since the calls are cancelled
	 */
	public boolean enter() {
		this.lock.lock();
		try {
			return !this.cancelled && this.threads.add(Thread.currentThread());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that the calling thread belongs to somebody else, whose interrupts are
	 * not meant for these calls.
	 */
	public void borrowThread() {
		this.lock.lock();
		try {
			this.borrowed = Thread.currentThread();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that the calling thread has left user code; clears its interrupt, which
	 * was meant for the call or left behind by it.
	 */
	public void exit() {
		this.lock.lock();
		try {
			Thread thread = Thread.currentThread();
			boolean ours = thread != this.borrowed || this.borrowedInterrupted;
			if (this.threads.remove(thread) && ours) {
				Thread.interrupted();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Run user code that must run even if the calls are cancelled.
	 * @param code the code
	 */
	public void spare(Runnable code) {
		Thread thread = Thread.currentThread();
		boolean outer = spare(thread);
		try {
			code.run();
		}
		finally {
			this.lock.lock();
			try {
				if (outer) {
					this.spared.remove(thread);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private boolean spare(Thread thread) {
		this.lock.lock();
		try {
			return this.spared.add(thread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note of something that is waited for; it is cancelled with the calls.
	 * @param result what is pending
	 */
	public void enter(CompletionStage<?> result) {
		this.lock.lock();
		try {
			if (this.results.isEmpty()) {
				// most executions have none
				this.results = Collections.newSetFromMap(new IdentityHashMap<>());
			}
			this.results.add(result);
			if (!this.cancelled) {
				return;
			}
		}
		finally {
			this.lock.unlock();
		}
		cancel(result);
	}

	/**
	 * Take note that something is no longer waited for.
	 * @param result what was pending
	 */
	public void exit(CompletionStage<?> result) {
		this.lock.lock();
		try {
			if (!this.results.isEmpty()) {
				this.results.remove(result);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Interrupt the calls, cancel what they wait for, and let none begin any more.
	 */
	public void cancel() {
		List<CompletionStage<?>> pending;
		this.lock.lock();
		try {
			this.cancelled = true;
			List<Thread> interrupted = new ArrayList<>();
			this.threads.addTo(interrupted);
			interrupted.forEach(Thread::interrupt);
			this.borrowedInterrupted |= this.borrowed != null && this.threads.contains(this.borrowed);
			pending = new ArrayList<>(this.results);
		}
		finally {
			this.lock.unlock();
		}
		// not under the lock: cancelling calls the dependents of the result
		pending.forEach(CallsInFlight::cancel);
	}

	private static void cancel(CompletionStage<?> result) {
		try {
			if (result instanceof Future<?> future) {
				future.cancel(true);
			}
		}
		catch (Throwable ex) {
			// some stages cannot be cancelled; the others must be
			logger.debug("Result cannot be cancelled", ex);
		}
	}

	/**
	 * Return whether the calls were cancelled.
	 * @return {@code true} if they were
	 */
	public boolean isCancelled() {
		this.lock.lock();
		try {
			return this.cancelled;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the threads that are in user code.
	 * @return the threads
	 */
	public Set<Thread> threads() {
		this.lock.lock();
		try {
			Set<Thread> all = new HashSet<>();
			this.threads.addTo(all);
			this.spared.addTo(all);
			return all;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return whether an exception says that a call was interrupted or cancelled.
	 * @param exception what the call threw
	 * @return {@code true} if one of its causes does
	 */
	public static boolean isInterruption(Throwable exception) {
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < 20; depth++) {
			if (cause instanceof InterruptedException || cause instanceof CancellationException
					|| cause instanceof ClosedByInterruptException) {
				return true;
			}
			cause = cause(cause);
		}
		return false;
	}

	private static @Nullable Throwable cause(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (Throwable ex) {
			// exceptions are user code, too
			return null;
		}
	}

}
