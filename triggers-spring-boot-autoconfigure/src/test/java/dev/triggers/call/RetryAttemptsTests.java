package dev.triggers.call;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RetryAttempts}.
 */
class RetryAttemptsTests {

	private static final RetryWait SECOND = RetryWait.fixed(Duration.ofSeconds(1));

	private static final RetryWait MINUTE = RetryWait.fixed(Duration.ofMinutes(1));

	private static final RetryRule EVERYTHING = RetryRule.on(Throwable.class).waiting(SECOND);

	private final AtomicBoolean cancelled = new AtomicBoolean();

	@Test
	void decisionTellsRuleNumberRestAndWait() {
		RetryRule rule = RetryRule.on(IOException.class).retries(2).waiting(SECOND);
		RetryAttempts attempts = begin(rule);
		assertThat(attempts.next(new IOException())).isEqualTo(new RetryDecision(rule, 1, 1, Duration.ofSeconds(1)));
		assertThat(attempts.next(new IOException())).isEqualTo(new RetryDecision(rule, 2, 0, Duration.ofSeconds(1)));
		assertThat(attempts.next(new IOException())).isNull();
		assertThat(attempts.next(new IOException())).isNull();
	}

	@Test
	void failureThatNoRuleHandlesIsNotRetried() {
		assertThat(begin(RetryRule.on(IOException.class).waiting(SECOND)).next(new TimeoutException())).isNull();
	}

	@Test
	void innermostRuleComesFirst() {
		RetryRule narrow = RetryRule.on(ConnectException.class).retries(1).waiting(SECOND);
		RetryRule wide = RetryRule.on(IOException.class).retries(1).waiting(MINUTE);
		RetryAttempts attempts = begin(narrow, wide);
		assertThat(attempts.next(new ConnectException()).rule()).isEqualTo(narrow);
		assertThat(attempts.next(new ConnectException()).rule()).isEqualTo(wide);
		assertThat(attempts.next(new ConnectException())).isNull();

		RetryAttempts swapped = begin(wide, narrow);
		assertThat(swapped.next(new ConnectException()).rule()).isEqualTo(wide);
		assertThat(swapped.next(new ConnectException()).rule()).isEqualTo(narrow);
	}

	@Test
	void retryByAnotherRuleDoesNotResetWaits() {
		RetryRule inner = RetryRule.on(IOException.class).retries(4).waiting(RetryWait.fibonacci());
		RetryRule outer = RetryRule.on(TimeoutException.class).waiting(MINUTE);
		RetryAttempts attempts = begin(inner, outer);
		attempts.next(new IOException());
		attempts.next(new IOException());
		assertThat(attempts.next(new TimeoutException()).waitTime()).isEqualTo(Duration.ofMinutes(1));
		assertThat(attempts.next(new IOException())).isEqualTo(new RetryDecision(inner, 3, 1, Duration.ofSeconds(2)));
	}

	@Test
	void unlimitedRetriesGoOn() {
		RetryAttempts attempts = begin(EVERYTHING);
		IOException failure = new IOException();
		RetryDecision last = null;
		for (int i = 0; i < 1_000_000; i++) {
			last = attempts.next(failure);
		}
		assertThat(last).isEqualTo(new RetryDecision(EVERYTHING, 1_000_000, null, Duration.ofSeconds(1)));
	}

	@Test
	void ruleWhoseBackOffStoppedLeavesItToTheNext() {
		RetryRule inner = RetryRule.on(IOException.class).waiting(RetryWait.backOff(new FixedBackOff(10, 1)));
		RetryRule outer = RetryRule.on(IOException.class).retries(1).waiting(SECOND);
		RetryAttempts attempts = begin(inner, outer);
		assertThat(attempts.next(new IOException()))
			.isEqualTo(new RetryDecision(inner, 1, null, Duration.ofMillis(10)));
		assertThat(attempts.next(new IOException())).isEqualTo(new RetryDecision(outer, 1, 0, Duration.ofSeconds(1)));
		assertThat(attempts.next(new IOException())).isNull();
	}

	@Test
	void retriesLimitABackOffToo() {
		RetryRule rule = RetryRule.on(IOException.class).retries(1).waiting(RetryWait.backOff(new FixedBackOff(10, 5)));
		RetryAttempts attempts = begin(rule);
		assertThat(attempts.next(new IOException())).isNotNull();
		assertThat(attempts.next(new IOException())).isNull();
	}

	@Test
	void interruptionIsNeverRetried() {
		RetryAttempts attempts = begin(EVERYTHING);
		assertThat(attempts.next(new InterruptedException())).isNull();
		assertThat(attempts.next(new ClosedByInterruptException())).isNull();
		assertThat(attempts.next(new IllegalStateException(new InterruptedException()))).isNull();
	}

	@Test
	void nothingIsRetriedOnceTheExecutionIsCancelled() {
		RetryAttempts attempts = begin(EVERYTHING);
		assertThat(attempts.next(new IOException())).isNotNull();
		this.cancelled.set(true);
		assertThat(attempts.next(new IOException())).isNull();
		assertThat(attempts.next(new CancellationException())).isNull();
	}

	@Test
	void cancellationOfSomethingElseIsAFailure() {
		assertThat(begin(EVERYTHING).next(new CancellationException())).isNotNull();
	}

	@Test
	void errorsAreRetriedOnlyWhereARuleNamesThem() {
		RetryRule exceptions = RetryRule.on(Exception.class).waiting(SECOND);
		assertThat(begin(exceptions).next(new AssertionError())).isNull();
		assertThat(begin(EVERYTHING).next(new AssertionError())).isNotNull();
		assertThat(begin(EVERYTHING).next(new StackOverflowError())).isNull();
	}

	@Test
	void failureIsNotRetriedIfAPredicateThrows() {
		IllegalStateException broken = new IllegalStateException("broken predicate");
		RetryRule inner = RetryRule.on(IOException.class).when((failure) -> {
			throw broken;
		}).waiting(SECOND);
		IOException failure = new IOException();
		assertThat(begin(inner, EVERYTHING).next(failure)).isNull();
		assertThat(failure).hasSuppressedException(broken);
	}

	@Test
	void failureIsNotRetriedIfAPredicateThrowsItAgain() {
		RetryRule rule = RetryRule.on(IllegalStateException.class).when((failure) -> {
			throw failure;
		}).waiting(SECOND);
		IllegalStateException failure = new IllegalStateException();
		assertThat(begin(rule).next(failure)).isNull();
		assertThat(failure).hasNoSuppressedExceptions();
	}

	@Test
	void failureIsNotRetriedIfABackOffThrows() {
		IllegalStateException broken = new IllegalStateException("broken back-off");
		RetryRule rule = RetryRule.on(IOException.class).waiting(RetryWait.backOff(() -> {
			throw broken;
		}));
		IOException failure = new IOException();
		assertThat(begin(rule, EVERYTHING).next(failure)).isNull();
		assertThat(failure).hasSuppressedException(broken);
	}

	@Test
	void circleOfCausesIsNoTrap() {
		IllegalStateException failure = new IllegalStateException();
		failure.initCause(new IOException(failure));
		assertThat(begin(EVERYTHING).next(failure)).isNotNull();
	}

	private RetryAttempts begin(RetryRule innermost, RetryRule... outer) {
		return RetryPolicy.of(innermost, outer).begin(new Random(42), this.cancelled::get);
	}

}
