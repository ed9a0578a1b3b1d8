package dev.triggers.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntervalText}.
 */
class IntervalTextTests {

	@ParameterizedTest
	@CsvSource({ "1d4h, PT28H", "1d  4h 30m, PT28H30M", "1.5h, PT1H30M", "0.000000001s, PT0.000000001S", "PT10M, PT10M",
			"pt1.5s, PT1.5S", "P1D, PT24H", "PT0S, PT0S", "9223372036854775807s, PT2562047788015215H30M7S" })
	void textIsReadExactly(String text, Duration expected) {
		assertThat(IntervalText.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					10        | ^^       | '10' has no unit: did you mean '10s'?
					1d4       | __^      | '4' has no unit: did you mean '4s'?
					10 s      | __^      | no blank is allowed between a number and its unit
					1y        | _^       | unknown unit 'y', units are d, h, m, s and ms
					5minutes  | _^^^^^^^ | unknown unit 'minutes', units are d, h, m, s and ms
					1h1d      | ___^     | unit 'd' must come before 'h'
					1h 1h     | ____^    | unit 'h' is given twice
					1.5ms     | _^^      | 'ms' takes no decimals
					-5s       | ^        | an interval must not be negative
					PT-5S     | ^^^^^    | an interval must not be negative
					-PT5S     | ^^^^^    | an interval must not be negative
					PTX       | ^^^      | it is not an ISO-8601 duration such as 'PT10M'
					abc       | ^        | a number with a unit was expected at position 1
					1h,5m     | __^      | a number with a unit was expected at position 3
					"1s "     | __^      | it must not end with a blank
					" 1s"     | ^        | a number with a unit was expected at position 1
					""        | ""       | it is empty
					1.0000000001s         | ^^^^^^^^^^^^^        | it is not a whole number of nanoseconds
					9223372036854775808s  | ^^^^^^^^^^^^^^^^^^^^ | it is too long, an interval has at most 9223372036854775807 seconds
					""")
	void invalidTextIsRefused(String text, String caret, String reason) {
		InvalidScheduleException ex = InvalidScheduleExceptionTests.catchInvalid(() -> IntervalText.parse(text));
		assertThat(ex.reason()).isEqualTo(reason);
		assertThat("_".repeat(ex.offset()) + "^".repeat(ex.length())).isEqualTo(caret);
		assertThat(ex.suggestion()).isNotBlank();
	}

	@ParameterizedTest
	@CsvSource({ "5minutes, Did you mean '5m'?", "1H, Did you mean '1h'?", "2msec, Did you mean '2ms'?" })
	void nearestUnitIsSuggested(String text, String suggestion) {
		assertThat(InvalidScheduleExceptionTests.catchInvalid(() -> IntervalText.parse(text)).suggestion())
			.isEqualTo(suggestion);
	}

	@Test
	void veryLongTextIsRefused() {
		InvalidScheduleException ex = InvalidScheduleExceptionTests
			.catchInvalid(() -> IntervalText.parse("9".repeat(1_000_000) + "s"));
		assertThat(ex.reason()).isEqualTo("it has more than 100 characters");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s, again and again without a pause", "PT1S, 1s, every second", "PT10S, 10s, every 10 seconds",
			"PT1H, 1h, every hour", "PT24H, 1d, every day", "PT28H, 1d 4h, every 1 day 4 hours",
			"PT0.5S, 500ms, every 500 milliseconds", "PT1.5S, 1s 500ms, every 1 second 500 milliseconds",
			"PT90.0000001S, 1m 30.0000001s, every 1 minute 30.0000001 seconds" })
	void intervalIsWrittenInCanonicalForm(Duration interval, String text, String words) {
		assertThat(IntervalText.format(interval)).isEqualTo(text);
		assertThat(Schedule.every(interval).describe(Locale.ENGLISH)).isEqualTo(words);
	}

	@Test
	void canonicalFormGivesTheSameIntervalBack() {
		Random random = new Random(3);
		for (int i = 0; i < 10_000; i++) {
			Duration interval = Duration.ofSeconds(random.nextLong() >>> (1 + random.nextInt(62)),
					random.nextInt(4) * 250_000_000L + (random.nextBoolean() ? random.nextInt(1000) : 0));
			assertThat(IntervalText.parse(IntervalText.format(interval))).isEqualTo(interval);
		}
	}

}
