package dev.triggers.call.limit;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GroupLimits}.
 */
class GroupLimitsTests {

	@Test
	void factoriesSetWhatTheyName() {
		Duration second = Duration.ofSeconds(1);
		assertThat(GroupLimits.unlimited()).isEqualTo(new GroupLimits(null, null, null));
		assertThat(GroupLimits.concurrent(8)).isEqualTo(new GroupLimits(8, null, null));
		assertThat(GroupLimits.rate(20, second)).isEqualTo(new GroupLimits(null, 20, second));
	}

	static Stream<Arguments> invalidLimits() {
		Duration second = Duration.ofSeconds(1);
		return Stream.of(Arguments.of(0, null, null, "'concurrentCalls' must be positive"),
				Arguments.of(-1, null, null, "'concurrentCalls' must be positive"),
				Arguments.of(null, 0, second, "'callsPerPeriod' must be positive"),
				Arguments.of(null, 1, null, "'callsPerPeriod' and 'period' must be set together"),
				Arguments.of(1, null, second, "'callsPerPeriod' and 'period' must be set together"),
				Arguments.of(null, 1, Duration.ZERO, "'period' must be positive and at most 36500 days"),
				Arguments.of(null, 1, second.negated(), "'period' must be positive and at most 36500 days"),
				Arguments.of(null, 1, Duration.ofDays(36501), "'period' must be positive and at most 36500 days"));
	}

	@ParameterizedTest
	@MethodSource("invalidLimits")
	void invalidLimitsAreRefused(@Nullable Integer concurrentCalls, @Nullable Integer callsPerPeriod,
			@Nullable Duration period, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new GroupLimits(concurrentCalls, callsPerPeriod, period))
			.withMessage(message);
	}

}
