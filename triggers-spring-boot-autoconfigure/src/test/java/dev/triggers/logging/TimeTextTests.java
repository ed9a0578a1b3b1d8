package dev.triggers.logging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeText}.
 */
class TimeTextTests {

	private final TimeText text = new TimeText(Clock.fixed(Instant.parse("2026-01-01T22:46:00Z"), ZoneOffset.UTC),
			ZoneOffset.UTC);

	@Test
	void timeOfTodayHasNoDate() {
		assertThat(this.text.time(Instant.parse("2026-01-01T23:45:05Z"))).isEqualTo("23:45:05");
		assertThat(this.text.time(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo("2026-01-02 00:00:00");
	}

	@Test
	void nextTimeIsInTheZoneOfTheSchedule() {
		Schedule nightly = Schedule.cron("0 3 * * *", ZoneId.of("Europe/Berlin"));
		assertThat(this.text.next(nightly, true)).isEqualTo("2026-01-02 03:00:00 (in 3 h 14 min)");
		assertThat(this.text.next(nightly, false)).isEqualTo("2026-01-02 03:00:00");
	}

	@Test
	void customScheduleIsNotAsked() {
		assertThat(this.text.next(Schedule.of((context) -> {
			throw new IllegalStateException("asked");
		}), true)).isEmpty();
	}

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
		assertThat(TimeText.duration(duration)).isEqualTo(expected);
	}

}
