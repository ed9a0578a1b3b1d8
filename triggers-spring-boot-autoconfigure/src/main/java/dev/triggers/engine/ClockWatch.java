package dev.triggers.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Notices that a wall clock was set, or stood still, by comparing it with the monotonic
 * time that timers go by.
 * <p>
 * Small differences add up until they exceed the threshold, so that a clock that is
 * slewed for hours is noticed too.
 */
final class ClockWatch {

	/**
	 * Difference that counts as a jump.
	 */
	static final Duration THRESHOLD = Duration.ofMillis(100);

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable Instant wallBase;

	private long nanoBase;

	ClockWatch(Clock clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Begin to compare from the present.
	 */
	void reset() {
		this.lock.lock();
		try {
			this.wallBase = this.clock.instant();
			this.nanoBase = this.nanoTime.getAsLong();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Compare both times and report a jump, once.
	 * @param onJump gets by how much the wall clock went further than the time that
	 * passed; negative if it was set back
	 */
	void check(Consumer<Duration> onJump) {
		Duration jump = jump();
		if (jump != null) {
			onJump.accept(jump);
		}
	}

	private @Nullable Duration jump() {
		this.lock.lock();
		try {
			long before = this.nanoTime.getAsLong();
			Instant wall = this.clock.instant();
			long nanos = this.nanoTime.getAsLong();
			boolean interrupted = nanos - before > THRESHOLD.toNanos() / 10;
			if (this.wallBase == null || interrupted) {
				// readings that lie apart, as in a pause of the process, cannot be
				// compared
				return null;
			}
			Duration jump = Duration.between(this.wallBase, wall).minusNanos(nanos - this.nanoBase);
			if (jump.abs().compareTo(THRESHOLD) < 0) {
				return null;
			}
			this.wallBase = wall;
			this.nanoBase = nanos;
			return jump;
		}
		finally {
			this.lock.unlock();
		}
	}

}
