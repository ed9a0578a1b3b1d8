package dev.triggers.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the examples of {@code docs/schedules.md}.
 */
class ScheduleDocumentationTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mmxxx");

	private final String text;

	ScheduleDocumentationTests() throws IOException {
		this.text = Files.readString(Path.of("..", "docs", "schedules.md"));
	}

	@Test
	void scheduleAnswersQuestions() {
		Schedule nightly = Schedule.cron("30 2 * * *", ZoneId.of("Europe/Berlin"));
		assertThat(nightly.next(Instant.parse("2026-01-01T12:00:00Z"))).isEqualTo("2026-01-02T01:30:00Z");
		assertThat(nightly.upcoming(Instant.parse("2026-01-01T12:00:00Z"), 5)).hasSize(5);
		assertThat(nightly.describe(Locale.ENGLISH)).isEqualTo("at 02:30");
	}

	@Test
	void factoriesTakeTheShownArguments() {
		assertThat(Schedule.every("10s").type()).isEqualTo(ScheduleType.FIXED_DELAY);
		assertThat(Schedule.every("1d 4h", IntervalMode.FIXED_RATE).interval()).isEqualTo(Duration.ofHours(28));
		assertThat(Schedule.every(Duration.ofMillis(1500)).expression()).isEqualTo("1s 500ms");
		assertThat(Schedule.cron("0 30 2 * * MON-FRI", CronDialect.SPRING, BERLIN).describe(Locale.ENGLISH))
			.isEqualTo(Schedule.cron("0 30 2 ? * 2-6", CronDialect.QUARTZ, BERLIN).describe(Locale.ENGLISH));
		assertThat(Schedule.times("09:00", "17:30:15.5", "23:15+02:00", "08:00[Europe/Berlin]").zone()).isNull();
		assertThat(Schedule.of(new PeriodicTrigger(Duration.ofMinutes(5))).type()).isEqualTo(ScheduleType.CUSTOM);
	}

	@Test
	void expressionsAreDescribedAsShown() {
		List<MatchResult> rows = rows("\\| `([^`]+)` \\| ((?:at|every) [^|]+) \\|");
		assertThat(rows).hasSize(8)
			.allSatisfy((row) -> assertThat(Schedule.cron(row.group(1), BERLIN).describe(Locale.ENGLISH))
				.isEqualTo(row.group(2)));
	}

	@Test
	void clockChangesAreAsShown() {
		List<MatchResult> rows = rows("\\| `([^`]+)`( from 02:00 to 05:00)? \\| ([-+0-9:, ]*) ?\\| ([-+0-9:, ]+) \\|");
		assertThat(rows).hasSize(4).allSatisfy((row) -> {
			LocalTime from = (row.group(2) != null) ? LocalTime.of(1, 59) : LocalTime.MIN;
			LocalTime to = (row.group(2) != null) ? LocalTime.of(5, 0) : LocalTime.of(12, 0);
			assertThat(times(row.group(1), LocalDate.of(2026, 3, 29), from, to)).isEqualTo(row.group(3).strip());
			assertThat(times(row.group(1), LocalDate.of(2026, 10, 25), from, to)).isEqualTo(row.group(4).strip());
		});
	}

	@Test
	void messageIsAsShown() {
		InvalidScheduleException ex = InvalidScheduleExceptionTests.catchInvalid(() -> Schedule.cron("75 * * * *"));
		assertThat(this.text).contains(ex.getMessage() + "\n" + ex.suggestion());
	}

	private static String times(String expression, LocalDate date, LocalTime from, LocalTime to) {
		Instant end = date.atTime(to).atZone(BERLIN).toInstant();
		return Schedule.cron(expression, BERLIN)
			.upcoming(date.atTime(from).atZone(BERLIN).toInstant(), 20)
			.stream()
			.filter((time) -> time.isBefore(end))
			.map((time) -> TIME.format(ZonedDateTime.ofInstant(time, BERLIN)))
			.collect(Collectors.joining(", "));
	}

	private List<MatchResult> rows(String pattern) {
		return Pattern.compile(pattern).matcher(this.text).results().toList();
	}

}
