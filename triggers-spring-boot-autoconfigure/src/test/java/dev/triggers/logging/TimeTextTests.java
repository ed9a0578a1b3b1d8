package dev.triggers.logging;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

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

}
