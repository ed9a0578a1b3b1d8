package dev.triggers.call;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	private static final RetryRule INNER = RetryRule.on(IOException.class)
		.retries(1)
		.waiting(RetryWait.fixed(Duration.ofSeconds(1)));

	private static final RetryRule OUTER = RetryRule.on(TimeoutException.class).waiting(RetryWait.fibonacci());

	@Test
	void rulesKeepTheirOrder() {
		assertThat(RetryPolicy.of(INNER, OUTER).rules()).containsExactly(INNER, OUTER);
		assertThat(RetryPolicy.of(INNER)).isEqualTo(new RetryPolicy(List.of(INNER)));
	}

	@Test
	void rulesCannotBeChanged() {
		List<RetryRule> rules = RetryPolicy.of(INNER, OUTER).rules();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> rules.remove(0));
	}

	@Test
	void noneRetriesNothing() {
		RetryAttempts attempts = RetryPolicy.none().begin(new Random(), () -> false);
		assertThat(attempts.next(new IOException())).isNull();
	}

	@Test
	void callsDoNotShareCounters() {
		RetryPolicy policy = RetryPolicy.of(INNER);
		for (int call = 0; call < 2; call++) {
			RetryAttempts attempts = policy.begin(new Random(), () -> false);
			assertThat(attempts.next(new IOException())).isNotNull();
			assertThat(attempts.next(new IOException())).isNull();
		}
	}

}
