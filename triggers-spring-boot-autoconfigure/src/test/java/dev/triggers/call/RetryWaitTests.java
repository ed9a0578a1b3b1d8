package dev.triggers.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link RetryWait}.
 */
class RetryWaitTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Random random = new Random(42);

	@Test
	void fixedWaitIsAlwaysTheSame() {
		assertThat(waits(RetryWait.fixed(Duration.ofNanos(1)), 3)).containsOnly(Duration.ofNanos(1));
		assertThat(waits(RetryWait.fixed(Duration.ZERO), 3)).containsOnly(Duration.ZERO);
		assertThat(waits(RetryWait.fixed(RetryWait.LONGEST), 3)).containsOnly(RetryWait.LONGEST);
	}

	@Test
	void fibonacciWaitGrowsToAYearAndStaysThere() {
		List<Duration> waits = waits(RetryWait.fibonacci(), 10_000);
		assertThat(waits.subList(0, 7)).extracting(Duration::toSeconds).containsExactly(1L, 1L, 2L, 3L, 5L, 8L, 13L);
		assertThat(waits).isSorted();
		assertThat(waits.get(36)).isEqualTo(Duration.ofSeconds(24_157_817));
		assertThat(waits.subList(37, waits.size())).containsOnly(RetryWait.LONGEST);
	}

	@Test
	void rangeIsUniformAndIncludesItsBounds() {
		List<Duration> waits = waits(RetryWait.range(Duration.ofNanos(3), Duration.ofNanos(6)), 4000);
		for (long nanos = 3; nanos <= 6; nanos++) {
			assertThat(waits).filteredOn(Duration.ofNanos(nanos)::equals).hasSizeBetween(900, 1100);
		}
		assertThat(waits).allMatch((wait) -> wait.toNanos() >= 3 && wait.toNanos() <= 6);
	}

	@Test
	void exponentialJitterIsUniformBelowADoublingBound() {
		List<List<Duration>> calls = Stream
			.generate(() -> waits(RetryWait.exponentialJitter(SECOND, Duration.ofSeconds(5)), 5))
			.limit(4000)
			.toList();
		assertThat(calls).allMatch((waits) -> waits.get(0).equals(SECOND));
		assertUniform(calls, 1, Duration.ofSeconds(2));
		assertUniform(calls, 2, Duration.ofSeconds(4));
		assertUniform(calls, 3, Duration.ofSeconds(5));
		assertUniform(calls, 4, Duration.ofSeconds(5));
	}

	@Test
	void exponentialJitterNeverOverflows() {
		List<Duration> waits = waits(RetryWait.exponentialJitter(RetryWait.LONGEST, RetryWait.LONGEST), 10_000);
		assertThat(waits).allMatch((wait) -> !wait.isNegative() && wait.compareTo(RetryWait.LONGEST) <= 0);
	}

	@Test
	void sameRandomNumbersGiveTheSameWaits() {
		RetryWait jitter = RetryWait.exponentialJitter(SECOND, Duration.ofMinutes(1));
		assertThat(waits(jitter.begin(new Random(7)), 20)).isEqualTo(waits(jitter.begin(new Random(7)), 20));
	}

	@Test
	void backOffEndsWhenItStops() {
		assertThat(waits(RetryWait.backOff(new FixedBackOff(10, 2)), 4)).containsExactly(Duration.ofMillis(10),
				Duration.ofMillis(10), null, null);
		assertThat(waits(RetryWait.backOff(new ExponentialBackOff(100, 2)), 3)).containsExactly(Duration.ofMillis(100),
				Duration.ofMillis(200), Duration.ofMillis(400));
	}

	@Test
	void backOffThatStoppedIsNotAskedAgain() {
		AtomicInteger asked = new AtomicInteger();
		RetryWait wait = RetryWait
			.backOff(() -> () -> (asked.incrementAndGet() == 1) ? BackOffExecution.STOP : SECOND.toMillis());
		assertThat(waits(wait, 3)).containsOnlyNulls();
		assertThat(asked).hasValue(1);
	}

	@Test
	void backOffBeginsAnewForEachCall() {
		RetryWait wait = RetryWait.backOff(new ExponentialBackOff(100, 2));
		assertThat(waits(wait, 3)).isEqualTo(waits(wait, 3));
	}

	@Test
	void backOffIsCutToTheLongestWait() {
		assertThat(waits(RetryWait.backOff(() -> () -> Long.MAX_VALUE), 1)).containsExactly(RetryWait.LONGEST);
	}

	@Test
	void backOffWithNegativeWaitIsWrong() {
		RetryWait wait = RetryWait.backOff(() -> () -> -2);
		assertThatIllegalStateException().isThrownBy(() -> waits(wait, 1))
			.withMessage("BackOff gave a negative wait of -2 ms");
	}

	@Test
	void negativeAndTooLongWaitsAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.fixed(Duration.ofSeconds(-1)))
			.withMessage("'wait' must not be negative, but is PT-1S");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.fixed(RetryWait.LONGEST.plusNanos(1)))
			.withMessageStartingWith("'wait' must not be longer than 365d, but is 365d ");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.fixed(Duration.ofSeconds(Long.MAX_VALUE)))
			.withMessageStartingWith("'wait' must not be longer than 365d");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.range(Duration.ofSeconds(-1), SECOND))
			.withMessageStartingWith("'min' must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.range(SECOND, Duration.ofSeconds(-1)))
			.withMessageStartingWith("'max' must not be negative");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryWait.exponentialJitter(Duration.ofSeconds(-1), SECOND))
			.withMessageStartingWith("'base' must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.exponentialJitter(SECOND, Duration.ofDays(366)))
			.withMessage("'cap' must not be longer than 365d, but is 366d");
	}

	@Test
	void rangeWithItsBoundsSwappedIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> RetryWait.range(Duration.ofSeconds(2), SECOND))
			.withMessage("'max' must not be shorter than 'min', but 1s is shorter than 2s");
	}

	@Test
	void waitsSayWhatTheyAre() {
		assertThat(RetryWait.fixed(Duration.ofMillis(1500))).hasToString("fixed 1s 500ms");
		assertThat(RetryWait.fibonacci()).hasToString("fibonacci");
		assertThat(RetryWait.range(SECOND, Duration.ofMinutes(1))).hasToString("range 1s to 1m");
		assertThat(RetryWait.exponentialJitter(SECOND, Duration.ofMinutes(1)))
			.hasToString("exponential jitter from 1s up to 1m");
		assertThat(RetryWait.backOff(new FixedBackOff(10, 2))).hasToString("FixedBackOff[interval=10, maxAttempts=2]");
	}

	private static void assertUniform(List<List<Duration>> calls, int index, Duration bound) {
		List<Duration> waits = calls.stream().map((call) -> call.get(index)).toList();
		assertThat(waits).allMatch((wait) -> !wait.isNegative() && wait.compareTo(bound) <= 0);
		for (int quarter = 0; quarter < 4; quarter++) {
			Duration low = bound.multipliedBy(quarter).dividedBy(4);
			Duration high = bound.multipliedBy(quarter + 1).dividedBy(4);
			assertThat(waits).filteredOn((wait) -> wait.compareTo(low) >= 0 && wait.compareTo(high) < 0)
				.hasSizeBetween(calls.size() * 9 / 40, calls.size() * 11 / 40);
		}
	}

	private List<@Nullable Duration> waits(RetryWait wait, int count) {
		return waits(wait.begin(this.random), count);
	}

	private static List<@Nullable Duration> waits(RetryWait.Sequence sequence, int count) {
		List<@Nullable Duration> waits = new ArrayList<>();
		for (int number = 0; number < count; number++) {
			waits.add(sequence.next());
		}
		return waits;
	}

}
