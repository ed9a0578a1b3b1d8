package dev.triggers.call;

import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

import dev.triggers.schedule.IntervalText;

/**
 * How long a {@link RetryRule} waits before each of its retries.
 * <p>
 * No wait is longer than {@linkplain #LONGEST 365 days}.
 * <p>
 * Immutable and thread-safe, apart from a {@link BackOff} of the application that is not.
 *
 * @since 1.0.0
 */
public final class RetryWait {

	/**
	 * The longest possible wait.
	 */
	public static final Duration LONGEST = Duration.ofDays(365);

	private final String description;

	private final Function<RandomGenerator, Sequence> start;

	private RetryWait(String description, Function<RandomGenerator, Sequence> start) {
		this.description = description;
		this.start = start;
	}

	/**
	 * Wait the same time before each retry.
	 * @param wait the time; zero for none
	 * @return the wait
	 * @throws IllegalArgumentException if the time is negative or longer than
	 * {@link #LONGEST}
	 */
	public static RetryWait fixed(Duration wait) {
		checkLength("wait", wait);
		return new RetryWait("fixed " + IntervalText.format(wait), (random) -> () -> wait);
	}

	/**
	 * Wait as many seconds as the Fibonacci numbers say: 1, 1, 2, 3, 5, 8 and so on, each
	 * the sum of the two before, up to {@link #LONGEST}.
	 * @return the wait
	 */
	public static RetryWait fibonacci() {
		return new RetryWait("fibonacci", (random) -> new FibonacciSequence());
	}

	/**
	 * Wait a random time, each between the bounds equally likely.
	 * @param min the shortest time, not negative
	 * @param max the longest time, not shorter than {@code min}
	 * @return the wait
	 * @throws IllegalArgumentException if a bound is negative or longer than
	 * {@link #LONGEST}, or {@code max} is shorter than {@code min}
	 */
	public static RetryWait range(Duration min, Duration max) {
		checkLength("min", min);
		checkLength("max", max);
		Assert.isTrue(max.compareTo(min) >= 0, () -> "'max' must not be shorter than 'min', but "
				+ IntervalText.format(max) + " is shorter than " + IntervalText.format(min));
		return new RetryWait("range " + IntervalText.format(min) + " to " + IntervalText.format(max),
				(random) -> () -> uniform(random, min.toNanos(), max.toNanos()));
	}

	/**
	 * Wait exactly {@code base} at first. The bound of each further wait is twice the one
	 * before, beginning with {@code 2 * base}, but at most {@code cap}; the wait is a
	 * random time between zero and the bound, each equally likely ("full jitter").
	 * @param base the first wait, which {@code cap} does not limit; not negative
	 * @param cap the longest of the further waits, not negative
	 * @return the wait
	 * @throws IllegalArgumentException if an argument is negative or longer than
	 * {@link #LONGEST}
	 * @see <a href=
	 * "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
	 * Backoff And Jitter</a>
	 */
	public static RetryWait exponentialJitter(Duration base, Duration cap) {
		checkLength("base", base);
		checkLength("cap", cap);
		return new RetryWait(
				"exponential jitter from " + IntervalText.format(base) + " up to " + IntervalText.format(cap),
				(random) -> new ExponentialJitterSequence(base, cap.toNanos(), random));
	}

	/**
	 * Wait as long as a Spring back-off says. It is started once per call, at the first
	 * retry of the rule. When it says {@link BackOffExecution#STOP}, the rule has no
	 * retries left.
	 * <p>
	 * Waits above {@link #LONGEST} are cut to it. If it throws, or gives a negative wait,
	 * the call is not retried. If it is random, its randomness is its own.
	 * @param backOff the back-off, which may be started by many threads at once
	 * @return the wait
	 */
	public static RetryWait backOff(BackOff backOff) {
		return new RetryWait(String.valueOf(backOff), (random) -> new BackOffSequence(backOff.start()));
	}

	/**
	 * Begin the waits of one call.
	 * @param random where random waits come from
	 * @return the waits, to be used by one thread at a time
	 */
	Sequence begin(RandomGenerator random) {
		return this.start.apply(random);
	}

	@Override
	public String toString() {
		return this.description;
	}

	private static void checkLength(String name, Duration wait) {
		Assert.isTrue(!wait.isNegative(), () -> "'" + name + "' must not be negative, but is " + wait);
		Assert.isTrue(wait.compareTo(LONGEST) <= 0, () -> "'" + name + "' must not be longer than "
				+ IntervalText.format(LONGEST) + ", but is " + IntervalText.format(wait));
	}

	// Both bounds are possible.
	private static Duration uniform(RandomGenerator random, long minNanos, long maxNanos) {
		return Duration.ofNanos(random.nextLong(minNanos, maxNanos + 1));
	}

	/**
	 * Waits of one rule during one call.
	 */
	@FunctionalInterface
	interface Sequence {

		/**
		 * Return the next wait.
		 * @return the wait, or {@code null} if there is none, also from then on
		 */
		@Nullable Duration next();

	}

	/**
	 * Fibonacci numbers as seconds.
	 */
	private static final class FibonacciSequence implements Sequence {

		private long current = 1;

		private long following = 1;

		@Override
		public Duration next() {
			Duration wait = Duration.ofSeconds(this.current);
			long sum = this.current + this.following;
			this.current = this.following;
			this.following = Math.min(sum, LONGEST.toSeconds());
			return wait;
		}

	}

	/**
	 * The base, then random waits below a bound that doubles.
	 */
	private static final class ExponentialJitterSequence implements Sequence {

		private final Duration base;

		private final long capNanos;

		private final RandomGenerator random;

		private long boundNanos;

		private boolean first = true;

		private ExponentialJitterSequence(Duration base, long capNanos, RandomGenerator random) {
			this.base = base;
			this.capNanos = capNanos;
			this.random = random;
			this.boundNanos = base.toNanos();
		}

		@Override
		public Duration next() {
			if (this.first) {
				this.first = false;
				return this.base;
			}
			// Neither is longer than 365 days, so doubling cannot overflow.
			this.boundNanos = Math.min(this.capNanos, this.boundNanos * 2);
			return uniform(this.random, 0, this.boundNanos);
		}

	}

	/**
	 * What a Spring back-off says.
	 */
	private static final class BackOffSequence implements Sequence {

		private final BackOffExecution execution;

		private boolean stopped;

		private BackOffSequence(BackOffExecution execution) {
			this.execution = execution;
		}

		@Override
		public @Nullable Duration next() {
			long millis = this.stopped ? BackOffExecution.STOP : this.execution.nextBackOff();
			if (millis == BackOffExecution.STOP) {
				this.stopped = true;
				return null;
			}
			Assert.state(millis >= 0, () -> "BackOff gave a negative wait of " + millis + " ms");
			return Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
		}

	}

}
