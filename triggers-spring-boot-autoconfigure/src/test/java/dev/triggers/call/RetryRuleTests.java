package dev.triggers.call;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryRule}.
 */
class RetryRuleTests {

	private static final RetryWait SECOND = RetryWait.fixed(Duration.ofSeconds(1));

	@Test
	void builderSetsEverything() {
		RetryRule rule = RetryRule.on(IOException.class, TimeoutException.class).retries(3).waiting(SECOND);
		assertThat(rule.exceptions()).containsExactly(IOException.class, TimeoutException.class);
		assertThat(rule.predicate()).isNull();
		assertThat(rule.retries()).isEqualTo(3);
		assertThat(rule.waiting()).isSameAs(SECOND);
	}

	@Test
	void ruleHandlesInstancesOfItsTypes() {
		RetryRule rule = RetryRule.on(IOException.class, TimeoutException.class).waiting(SECOND);
		assertThat(rule.handles(new ConnectException())).isTrue();
		assertThat(rule.handles(new TimeoutException())).isTrue();
		assertThat(rule.handles(new IllegalStateException(new IOException()))).as("causes do not count").isFalse();
	}

	@Test
	void predicateKnowsTheTypeOfTheException() {
		RetryRule rule = RetryRule.on(SQLException.class)
			.when((failure) -> failure.getErrorCode() == 1205)
			.waiting(SECOND);
		assertThat(rule.handles(new SQLException("deadlock", "40001", 1205))).isTrue();
		assertThat(rule.handles(new SQLException("syntax", "42000", 156))).isFalse();
		assertThat(rule.handles(new IllegalStateException())).isFalse();
	}

	@Test
	void severalPredicatesMustAllMatch() {
		RetryRule rule = RetryRule.on(IOException.class)
			.when((failure) -> !(failure instanceof FileNotFoundException))
			.when((failure) -> failure.getMessage() != null)
			.waiting(SECOND);
		assertThat(rule.handles(new IOException("reset"))).isTrue();
		assertThat(rule.handles(new IOException())).isFalse();
		assertThat(rule.handles(new FileNotFoundException("missing"))).isFalse();
	}

	@Test
	void negativeRetriesAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryRule.on(IOException.class).retries(-1).waiting(SECOND))
			.withMessage("'retries' must not be negative, but is -1");
	}

	@Test
	void ruleWithoutExceptionsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RetryRule(List.of(), null, null, SECOND))
			.withMessage("'exceptions' must not be empty");
	}

	@Test
	void interruptedExceptionIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> RetryRule.on(IOException.class, InterruptedException.class).waiting(SECOND))
			.withMessage("'exceptions' must not contain InterruptedException, which is never retried");
	}

	@Test
	void ruleSaysWhatItDoes() {
		assertThat(RetryRule.on(IOException.class).retries(3).waiting(SECOND))
			.hasToString("IOException: 3 retries, fixed 1s");
		assertThat(RetryRule.on(IOException.class, TimeoutException.class)
			.when((failure) -> true)
			.retries(1)
			.waiting(RetryWait.fibonacci()))
			.hasToString("IOException or TimeoutException with predicate: 1 retry, fibonacci");
		assertThat(RetryRule.on(IOException.class).waiting(SECOND))
			.hasToString("IOException: unlimited retries, fixed 1s");
	}

}
