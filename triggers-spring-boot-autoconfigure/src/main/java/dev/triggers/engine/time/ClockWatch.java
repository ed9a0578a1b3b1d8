package dev.triggers.engine.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Notices that a wall clock was set, or stood still, by comparing it with the monotonic
 * time that timers go by.
 * <p>
 * Small differences add up until they exceed the threshold, so that a clock that is
 * slewed for hours is noticed too. Whoever asks gets the sum of all jumps so far, and so
 * can correct each of its times exactly once, whoever noticed the jump first.
 */
final class ClockWatch {

	/**
	 * Difference that counts as a jump.
	 */
	static final Duration THRESHOLD = Duration.ofMillis(100);

	private final Clock clock;

	private final LongSupplier nanoTime;

	private final AtomicReference<Base> base;

	ClockWatch(Clock clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
		this.base = new AtomicReference<>(
				new Base(new ClockReading(clock.instant(), nanoTime.getAsLong()), Duration.ZERO));
	}

	/**
	 * Compare both times.
	 * @return by how much the wall clock went further than the time that passed since
	 * this watch was made; negative if it was set back
	 */
	Duration total() {
		Base current = this.base.get();
		long before = this.nanoTime.getAsLong();
		Instant wall = this.clock.instant();
		if (current.reading().agreesWith(wall, before, THRESHOLD.toNanos())) {
			return current.total();
		}
		long nanos = this.nanoTime.getAsLong();
		boolean interrupted = nanos - before > THRESHOLD.toNanos() / 10;
		if (interrupted) {
			// readings that lie apart, as in a pause of the process, cannot be compared
			return current.total();
		}
		ClockReading reading = current.reading();
		Duration jump = Duration.between(reading.wall(), wall).minusNanos(nanos - reading.nanos());
		if (jump.abs().compareTo(THRESHOLD) < 0) {
			return current.total();
		}
		Base next = new Base(new ClockReading(wall, nanos), current.total().plus(jump));
		return this.base.compareAndSet(current, next) ? next.total() : this.base.get().total();
	}

	/**
	 * Reading to compare with, and all jumps before it.
	 */
	private record Base(ClockReading reading, Duration total) {

	}

}
