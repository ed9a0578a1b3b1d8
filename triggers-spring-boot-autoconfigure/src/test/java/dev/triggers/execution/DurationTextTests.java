package dev.triggers.execution;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DurationText}.
 */
class DurationTextTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			PT0S, 0 ms
			PT0.012S, 12 ms
			PT1.5S, 1.5 s
			PT9.99S, 10.0 s
			PT12.4S, 12 s
			PT60S, 1 min
			PT61S, 1 min 1 s
			PT3H14M59S, 3 h 14 min
			PT24H, 1 d
			PT49H, 2 d 1 h
			""")
	void durationHasItsTwoLargestUnits(Duration duration, String expected) {
		assertThat(DurationText.of(duration)).isEqualTo(expected);
	}

}
