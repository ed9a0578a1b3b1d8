package dev.triggers.docs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.PeriodicTrigger;

import dev.triggers.schedule.CronDialect;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the code that docs/schedules.md shows.
 */
class ScheduleSnippetsTests {

	@Test
	void schedulesCanBeAsked() {
		Schedule nightly = Schedule.cron("30 2 * * *", ZoneId.of("Europe/Berlin"));

		nightly.next(Instant.parse("2026-01-01T12:00:00Z")); // 2026-01-02T01:30:00Z
		nightly.upcoming(Instant.parse("2026-01-01T12:00:00Z"), 5); // the next five
		nightly.describe(Locale.ENGLISH); // at 02:30

		assertThat(nightly.next(Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo("2026-01-02T01:30:00Z");
		assertThat(nightly.describe(Locale.ENGLISH)).isEqualTo("at 02:30");
	}

	@Test
	void schedulesAreMade() {
		ZoneId zone = ZoneId.of("Europe/Berlin");

		Schedule.every("10s");
		Schedule.every("1d 4h", IntervalMode.FIXED_RATE);
		Schedule.every(Duration.ofMillis(1500));

		Schedule.cron("0 30 2 * * MON-FRI", CronDialect.SPRING, zone);
		Schedule.cron("0 30 2 ? * 2-6", CronDialect.QUARTZ, zone);

		Schedule.times("09:00", "17:30:15.5", "23:15+02:00", "08:00[Europe/Berlin]");
		Schedule.times(ZoneId.of("Europe/Berlin"), "09:00", "17:30");

		Schedule.of(new PeriodicTrigger(Duration.ofMinutes(5)));
	}

}
