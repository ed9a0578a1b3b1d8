package dev.triggers.cache.backend;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one backend: logs its failures, at most once per minute, and keeps callers
 * from waiting for it again and again.
 * <p>
 * A failure that took long was probably a timeout. For a while after it nobody asks the
 * backend; then one caller does, and the others follow if that succeeds. Thread-safe.
 *
 * @since 1.0.0
 */
public final class BackendGuard {

	/**
	 * Failures that took longer than this are to be avoided.
	 */
	static final Duration SLOW = Duration.ofMillis(100);

	/**
	 * How long a backend is not asked after such a failure.
	 */
	static final Duration PAUSE = Duration.ofSeconds(5);

	/**
	 * Shortest time between two log records.
	 */
	static final Duration SILENCE = Duration.ofMinutes(1);

	private static final Log logger = LogFactory.getLog("triggers");

	private final String name;

	private final LongSupplier nanoTime;

	/**
	 * Time until which nobody asks, or {@code null} while everybody may.
	 */
	private final AtomicReference<@Nullable Long> pausedUntil = new AtomicReference<>();

	private final ReentrantLock lock = new ReentrantLock();

	// what follows is guarded by the lock
	private @Nullable Long silentUntil;

	private long failedReads;

	private long failedWrites;

	/**
	 * Create a guard.
	 * @param name name of the backend
	 * @param nanoTime monotonic time in nanoseconds; may overflow
	 */
	public BackendGuard(String name, LongSupplier nanoTime) {
		this.name = name;
		this.nanoTime = nanoTime;
	}

	long nanoTime() {
		return this.nanoTime.getAsLong();
	}

	/**
	 * Return whether the caller may ask the backend.
	 */
	boolean mayAsk() {
		Long until = this.pausedUntil.get();
		if (until == null) {
			return true;
		}
		long now = nanoTime();
		// the first one asks for all, who go on waiting meanwhile
		return now - until >= 0 && this.pausedUntil.compareAndSet(until, now + PAUSE.toNanos());
	}

	void succeeded() {
		if (this.pausedUntil.get() != null) {
			this.pausedUntil.set(null);
		}
	}

	/**
	 * Note that the backend was not asked after all, so that somebody else may.
	 */
	void notAsked() {
		Long until = this.pausedUntil.get();
		if (until != null) {
			this.pausedUntil.compareAndSet(until, nanoTime());
		}
	}

	/**
	 * Note a failure.
	 * @param read whether an entry was to be read
	 * @param cache name of the cache
	 * @param failure the failure, or {@code null} if the backend was not asked
	 * @param nanos how long it took
	 */
	void failed(boolean read, String cache, @Nullable RuntimeException failure, long nanos) {
		if (failure != null && nanos > SLOW.toNanos()) {
			this.pausedUntil.set(nanoTime() + PAUSE.toNanos());
		}
		String message = count(read, cache, failure);
		if (message != null) {
			logger.warn(message);
			logger.debug("Cache backend '" + this.name + "' failed", failure);
		}
	}

	/**
	 * Count a failure, and return what is to be logged, or {@code null} if nothing is.
	 */
	private @Nullable String count(boolean read, String cache, @Nullable RuntimeException failure) {
		this.lock.lock();
		try {
			if (read) {
				this.failedReads++;
			}
			else {
				this.failedWrites++;
			}
			long now = nanoTime();
			if (failure == null || (this.silentUntil != null && now - this.silentUntil < 0)) {
				return null;
			}
			String message = "Cache backend '" + this.name + "' fails: " + this.failedReads + " reads were misses and "
					+ this.failedWrites + " writes were dropped since this was last said; cache '" + cache + "': "
					+ failure;
			this.silentUntil = now + SILENCE.toNanos();
			this.failedReads = 0;
			this.failedWrites = 0;
			return message;
		}
		finally {
			this.lock.unlock();
		}
	}

}
