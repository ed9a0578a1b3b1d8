package dev.triggers.call;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryPolicy} with random rules and failures, against loops that are
 * really nested.
 */
class RetryPropertyTests {

	private static final long SEED = 20260101;

	private static final int CASES = 5_000;

	private static final List<Class<? extends Throwable>> TYPES = List.of(Exception.class, IOException.class,
			FileNotFoundException.class, TimeoutException.class);

	private final Random random = new Random(SEED);

	@Test
	void rulesActLikeNestedLoops() {
		int severalRules = 0;
		for (int i = 0; i < CASES; i++) {
			List<RetryRule> rules = rules();
			List<@Nullable Exception> failures = failures();
			long seed = this.random.nextLong();
			VirtualCall call = new VirtualCall(new RetryPolicy(rules), new Random(seed));
			Throwable outcome = call.invoke(failures::get);
			NestedLoops expected = new NestedLoops(failures);
			String label = "case " + i + " of seed " + SEED + ": " + rules;
			assertThat(outcome).as(label).isSameAs(expected.invoke(rules, new Random(seed)));
			assertThat(call.retries()).as(label).isEqualTo(expected.retries);
			severalRules += (call.retries().stream().map(RetryDecision::rule).distinct().count() > 1) ? 1 : 0;
		}
		assertThat(severalRules).as("cases retried by several rules").isGreaterThan(CASES / 10);
	}

	@Test
	void callsAreBoundedByTheSumOfRetries() {
		for (int i = 0; i < CASES; i++) {
			List<RetryRule> rules = rules();
			VirtualCall call = new VirtualCall(new RetryPolicy(rules), this.random);
			List<@Nullable Exception> failures = failures();
			call.invoke((number) -> failures.get(number % (failures.size() - 1)));
			int sum = rules.stream().mapToInt(RetryRule::retries).sum();
			assertThat(call.starts()).as("case " + i + " of seed " + SEED + ": " + rules).hasSizeBetween(1, sum + 1);
		}
	}

	@Test
	void rulesForTheSameFailureAreUsedUpFromTheInnermost() {
		for (int i = 0; i < CASES; i++) {
			List<RetryRule> rules = rules();
			VirtualCall call = new VirtualCall(new RetryPolicy(rules), this.random);
			call.invoke((number) -> new FileNotFoundException());
			List<RetryRule> expected = rules.stream()
				.filter((rule) -> rule.handles(new FileNotFoundException()))
				.flatMap((rule) -> Stream.generate(() -> rule).limit(rule.retries()))
				.toList();
			assertThat(call.retries()).as("case " + i + " of seed " + SEED + ": " + rules)
				.extracting(RetryDecision::rule)
				.isEqualTo(expected);
		}
	}

	@Test
	void randomWaitsStayInTheirBounds() {
		for (int i = 0; i < CASES; i++) {
			long base = nanos();
			long cap = nanos();
			RetryWait wait = RetryWait.exponentialJitter(Duration.ofNanos(base), Duration.ofNanos(cap));
			RetryWait.Sequence waits = wait.begin(this.random);
			assertThat(waits.next()).isEqualTo(Duration.ofNanos(base));
			for (int retry = 1; retry < 10; retry++) {
				double bound = Math.min(cap, base * Math.pow(2, retry));
				assertThat((double) waits.next().toNanos()).as("case " + i + " of seed " + SEED + ": " + wait)
					.isBetween(0.0, bound);
			}
			long min = Math.min(base, cap);
			long max = Math.max(base, cap);
			RetryWait range = RetryWait.range(Duration.ofNanos(min), Duration.ofNanos(max));
			assertThat(range.begin(this.random).next().toNanos()).as("case " + i + " of seed " + SEED + ": " + range)
				.isBetween(min, max);
		}
	}

	// Of any order of magnitude up to the longest wait.
	private long nanos() {
		return Math.min(this.random.nextLong(Long.MAX_VALUE) >> this.random.nextInt(63), RetryWait.LONGEST.toNanos());
	}

	private List<RetryRule> rules() {
		return Stream.generate(this::rule).limit(this.random.nextInt(5)).toList();
	}

	private RetryRule rule() {
		RetryRule.Builder<Throwable> builder = RetryRule.on(TYPES.get(this.random.nextInt(TYPES.size())));
		if (this.random.nextInt(4) == 0) {
			builder.when((failure) -> !"skip".equals(failure.getMessage()));
		}
		return builder.retries(this.random.nextInt(4)).waiting(randomWait());
	}

	private RetryWait randomWait() {
		Duration base = Duration.ofMillis(this.random.nextInt(1000));
		return switch (this.random.nextInt(4)) {
			case 0 -> RetryWait.fixed(base);
			case 1 -> RetryWait.fibonacci();
			case 2 -> RetryWait.range(base, base.multipliedBy(3));
			default -> RetryWait.exponentialJitter(base, Duration.ofSeconds(2));
		};
	}

	// More than any rules retry, and success at last.
	private List<@Nullable Exception> failures() {
		List<@Nullable Exception> failures = new ArrayList<>();
		int count = 1 + this.random.nextInt(16);
		for (int i = 0; i < count; i++) {
			failures.add(failure(this.random.nextBoolean() ? "skip" : ""));
		}
		failures.add(null);
		return failures;
	}

	private Exception failure(String message) {
		return switch (this.random.nextInt(4)) {
			case 0 -> new Exception(message);
			case 1 -> new IOException(message);
			case 2 -> new FileNotFoundException(message);
			default -> new TimeoutException(message);
		};
	}

	/**
	 * Loops around a call, one for each rule, as the specification puts it.
	 */
	private static final class NestedLoops {

		private final List<@Nullable Exception> failures;

		private final List<RetryDecision> retries = new ArrayList<>();

		private int calls;

		private NestedLoops(List<@Nullable Exception> failures) {
			this.failures = failures;
		}

		private @Nullable Throwable invoke(List<RetryRule> rules, Random random) {
			Attempt attempt = () -> this.failures.get(this.calls++);
			for (RetryRule rule : rules) {
				attempt = loop(rule, attempt, random);
			}
			return attempt.call();
		}

		private Attempt loop(RetryRule rule, Attempt inner, Random random) {
			RetryWait.Sequence waits = rule.waiting().begin(random);
			int[] count = new int[1];
			return () -> {
				Exception failure = inner.call();
				while (failure != null && rule.handles(failure) && count[0] < rule.retries()) {
					count[0]++;
					this.retries.add(new RetryDecision(rule, count[0], rule.retries() - count[0], waits.next()));
					failure = inner.call();
				}
				return failure;
			};
		}

	}

	/**
	 * Call that returns what it failed with.
	 */
	private interface Attempt {

		@Nullable Exception call();

	}

}
