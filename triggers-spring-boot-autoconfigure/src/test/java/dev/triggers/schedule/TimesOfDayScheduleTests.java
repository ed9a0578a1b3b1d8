package dev.triggers.schedule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.scheduling.support.SimpleTriggerContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TimesOfDaySchedule}.
 */
class TimesOfDayScheduleTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@Test
	void timesAreMergedInOrder() {
		Schedule schedule = Schedule.times("09:00", "17:30:15", "23:15+02:00", "08:00[Europe/Berlin]", "09:00");
		assertThat(schedule.upcoming(Instant.parse("2026-01-01T00:00:00Z"), 5)).extracting(Instant::toString)
			.containsExactly("2026-01-01T07:00:00Z", "2026-01-01T09:00:00Z", "2026-01-01T17:30:15Z",
					"2026-01-01T21:15:00Z", "2026-01-02T07:00:00Z");
	}

	@Test
	void equalInstantsAreDueOnce() {
		Schedule schedule = Schedule.times("09:00", "10:00+01:00", "09:00Z", "09:00[Etc/UTC]");
		assertThat(schedule.upcoming(Instant.parse("2026-01-01T00:00:00Z"), 2)).extracting(Instant::toString)
			.containsExactly("2026-01-01T09:00:00Z", "2026-01-02T09:00:00Z");
		assertThat(schedule.expression()).isEqualTo("09:00, 10:00+01:00");
	}

	@Test
	void missingTimeMovesByTheGapAndAmbiguousTimeIsTheSecond() {
		Schedule schedule = Schedule.times(BERLIN, "02:30");
		assertThat(schedule.next(Instant.parse("2026-03-29T00:00:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
		assertThat(schedule.next(Instant.parse("2026-10-25T00:00:00Z"))).isEqualTo("2026-10-25T01:30:00Z");
	}

	@Test
	void timesAtTheEndsOfTheCalendarAreNoProblem() {
		for (String id : ZoneId.getAvailableZoneIds()) {
			Schedule schedule = Schedule.times(ZoneId.of(id), "00:00", "23:59:59.999999999");
			assertThat(schedule.next(Instant.MAX)).as(id).isNull();
			assertThat(schedule.next(Instant.MIN)).as(id).isAfter(Instant.MIN);
		}
	}

	@Test
	void expressionIsSortedAndMakesAnEqualSchedule() {
		Schedule schedule = Schedule.times(BERLIN, "17:30", "09:00Z", "08:15:30.5");
		assertThat(schedule.expression()).isEqualTo("08:15:30.500[Europe/Berlin], 09:00, 17:30[Europe/Berlin]");
		assertThat(Schedule.times(schedule.expression().split(", "))).isEqualTo(schedule)
			.hasSameHashCodeAs(schedule)
			.hasToString(schedule.expression());
	}

	@Test
	void zoneIsKnownWhenItIsTheOnlyOne() {
		assertThat(Schedule.times("09:00").zone()).isEqualTo(ZoneOffset.UTC);
		assertThat(Schedule.times(BERLIN, "09:00", "10:00").zone()).isEqualTo(BERLIN);
		assertThat(Schedule.times(BERLIN, "09:00", "10:00Z").zone()).isNull();
	}

	@Test
	void timesAreDescribedWithTheirZones() {
		assertThat(Schedule.times(BERLIN, "17:30", "09:00").describe(Locale.ENGLISH))
			.isEqualTo("at 09:00 and 17:30 Europe/Berlin");
		assertThat(Schedule.times("09:00").describe(Locale.GERMAN)).isEqualTo("at 09:00 UTC");
		assertThat(Schedule.times("09:00", "23:15+02:00", "08:00[Europe/Berlin]").describe(Locale.ENGLISH))
			.isEqualTo("at 08:00 Europe/Berlin, 09:00 UTC and 23:15 +02:00");
	}

	@Test
	void nextExecutionLooksAfterTheLatestKnownTime() {
		Instant noon = Instant.parse("2026-01-01T12:00:00Z");
		SimpleTriggerContext context = new SimpleTriggerContext(Clock.fixed(noon, ZoneOffset.UTC));
		assertThat(Schedule.times("09:00", "12:00").nextExecution(context)).isEqualTo("2026-01-02T09:00:00Z");
		context.update(noon, noon, noon.plusSeconds(86400));
		assertThat(Schedule.times("09:00", "12:00").nextExecution(context)).isEqualTo("2026-01-03T09:00:00Z");
	}

	@Test
	void atLeastOneTimeIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.times())
			.withMessage("'times' must name at least one time of day");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					9:00                | ^^^^               | it is not a time of day | Did you mean '09:00'?
					noon                | ^^^^               | it is not a time of day | Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
					"09:00 Z"           | ^^^^^^^            | it is not a time of day | Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
					25:00               | ^^^^^              | a time of day must be 00:00-23:59:59, found 25:00 | Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
					09:00[Europe/Belin] | ______^^^^^^^^^^^^ | unknown zone 'Europe/Belin' | Did you mean 'Europe/Berlin'?
					09:00+25:00         | _____^^^^^^        | unknown zone '+25:00' | Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
					""")
	void invalidTimeIsRefused(String text, String caret, String reason, String suggestion) {
		InvalidScheduleException ex = InvalidScheduleExceptionTests.catchInvalid(() -> Schedule.times(text));
		assertThat(ex.reason()).isEqualTo(reason);
		assertThat("_".repeat(ex.offset()) + "^".repeat(ex.length())).isEqualTo(caret);
		assertThat(ex.suggestion()).isEqualTo(suggestion);
	}

}
