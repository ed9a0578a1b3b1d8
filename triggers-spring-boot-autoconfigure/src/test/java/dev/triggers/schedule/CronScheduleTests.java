package dev.triggers.schedule;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.SimpleTriggerContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CronSchedule}.
 */
class CronScheduleTests {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

	@Test
	void nextIsStrictlyAfterTheGivenTime() {
		Schedule noon = Schedule.cron("0 12 * * *", ZoneOffset.UTC);
		Instant today = Instant.parse("2026-03-01T12:00:00Z");
		assertThat(noon.next(today)).isEqualTo(today.plus(1, ChronoUnit.DAYS));
		assertThat(noon.next(today.minusNanos(1))).isEqualTo(today);
		assertThat(noon.next(today.plusNanos(1))).isEqualTo(today.plus(1, ChronoUnit.DAYS));
	}

	@Test
	void fixedTimeInTheGapFiresRightAfterIt() {
		Schedule halfPastTwo = Schedule.cron("30 2 * * *", BERLIN);
		assertThat(halfPastTwo.next(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
	}

	@Test
	void fixedTimeInTheOverlapFiresTheFirstTimeOnly() {
		Schedule halfPastTwo = Schedule.cron("30 2 * * *", BERLIN);
		assertThat(halfPastTwo.upcoming(Instant.parse("2026-10-24T12:00:00Z"), 2))
			.containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
		assertThat(halfPastTwo.next(Instant.parse("2026-10-25T00:45:00Z"))).isEqualTo("2026-10-26T01:30:00Z");
	}

	@Test
	void wildcardFollowsTheWallClockThroughTheOverlap() {
		Schedule quarters = Schedule.cron("*/30 2 * * *", BERLIN);
		assertThat(quarters.followsWallClock()).isTrue();
		assertThat(quarters.upcoming(Instant.parse("2026-10-24T12:00:00Z"), 4)).extracting(Instant::toString)
			.containsExactly("2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z",
					"2026-10-25T01:30:00Z");
	}

	@Test
	void leapDayIsFoundAcross2100() {
		Schedule leapDay = Schedule.cron("0 0 29 2 *", ZoneOffset.UTC);
		assertThat(leapDay.upcoming(Instant.parse("2092-01-01T00:00:00Z"), 3)).extracting(Instant::toString)
			.containsExactly("2092-02-29T00:00:00Z", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z");
		Schedule mondayLeapDay = Schedule.cron("0 0 0 29 2 1", CronDialect.SPRING, BERLIN);
		assertThat(mondayLeapDay.next(Instant.parse("2080-01-01T00:00:00Z"))).isEqualTo("2112-02-28T23:00:00Z");
	}

	@Test
	void timesAtTheEndsOfTheCalendarAreNoProblem() {
		for (String id : ZoneId.getAvailableZoneIds()) {
			for (String expression : List.of("* * * * *", "0 3 * * *", "0 0 29 2 *")) {
				Schedule schedule = Schedule.cron(expression, ZoneId.of(id));
				assertThat(schedule.next(Instant.MIN)).as(id).isAfter(Instant.MIN);
				assertThat(schedule.next(Instant.MAX)).as(id).isNull();
				assertThat(schedule.next(Instant.MAX.minusSeconds(86400 * 20))).as(id)
					.matches((next) -> (next == null) == expression.contains("29"));
			}
		}
	}

	/**
	 * Spring's own expression repeats for half an hour in Lord Howe, and a quarter in
	 * Chatham.
	 */
	@ParameterizedTest
	@CsvSource({ "0 7 * * * *, Australia/Lord_Howe, 2026-04-04T14:45:00Z",
			"0 15 * * * *, Australia/Lord_Howe, 2026-04-04T14:50:00Z",
			"0 7 * * * *, Pacific/Chatham, 2026-04-04T14:05:00Z" })
	void nextIsAfterItsArgumentWhereSpringGoesBack(String expression, ZoneId zone, Instant around) {
		boolean springGoesBack = false;
		Schedule schedule = Schedule.cron(expression, CronDialect.SPRING, zone);
		CronExpression spring = CronExpression.parse(expression);
		for (int i = -7200; i < 7200; i += 30) {
			Instant from = around.plusSeconds(i);
			ZonedDateTime next = spring.next(from.atZone(zone));
			springGoesBack |= !next.toInstant().isAfter(from);
			assertThat(schedule.next(from)).isAfter(from);
		}
		assertThat(springGoesBack).isTrue();
	}

	@Test
	void nextExecutionLooksAfterTheLatestKnownTime() {
		Schedule hourly = Schedule.cron("@hourly", ZoneOffset.UTC);
		Clock clock = Clock.fixed(Instant.parse("2026-01-01T08:30:00Z"), ZoneOffset.UTC);
		SimpleTriggerContext context = new SimpleTriggerContext(clock);
		assertThat(hourly.nextExecution(context)).isEqualTo("2026-01-01T09:00:00Z");
		Instant scheduled = Instant.parse("2026-01-01T09:00:00Z");
		context.update(scheduled, scheduled, scheduled.plusSeconds(5000));
		assertThat(hourly.nextExecution(context)).isEqualTo("2026-01-01T11:00:00Z");
		// the clock jumped back while the method ran
		context.update(scheduled, scheduled, scheduled.minusSeconds(5000));
		assertThat(hourly.nextExecution(context)).isEqualTo("2026-01-01T10:00:00Z");
	}

	@ParameterizedTest
	@CsvSource({ "0 0 31 2 *, February never has 31 days, 4, 2", "'0 0 30,31 FEB *', February never has 30 days, 4, 5",
			"0 0 31 4-6/2 *, April and June never have 31 days, 4, 2" })
	void expressionThatCanNeverFireIsRefused(String expression, String reason, int offset, int length) {
		InvalidScheduleException ex = InvalidScheduleExceptionTests
			.catchInvalid(() -> Schedule.cron(expression, BERLIN));
		assertThat(ex.reason()).isEqualTo("it can never fire: " + reason);
		assertThat(ex.offset()).isEqualTo(offset);
		assertThat(ex.length()).isEqualTo(length);
	}

	@Test
	void expressionThatFiresRarelyIsRecognizedByItsUpcomingTimes() {
		Schedule rare = Schedule.cron("0 0 0 29 2 1", CronDialect.SPRING, ZoneOffset.UTC);
		List<Instant> times = rare.upcoming(Instant.parse("2026-01-01T00:00:00Z"), 2);
		assertThat(ChronoUnit.DAYS.between(times.get(0), times.get(1))).isGreaterThan(5 * 366);
	}

	@Test
	void schedulesFromTheSameTextAndZoneAreEqual() {
		Schedule schedule = Schedule.cron(" 0 3 * * * ", BERLIN);
		assertThat(schedule).isEqualTo(Schedule.cron("0 3 * * *", BERLIN))
			.hasSameHashCodeAs(Schedule.cron("0 3 * * *", BERLIN))
			.isNotEqualTo(Schedule.cron("0 3 * * *", ZoneOffset.UTC))
			.isNotEqualTo(Schedule.cron("0 4 * * *", BERLIN))
			.hasToString("0 3 * * * (UNIX, Europe/Berlin)");
		assertThat(schedule.expression()).isEqualTo("0 3 * * *");
		assertThat(schedule.zone()).isEqualTo(BERLIN);
		assertThat(schedule.type()).isEqualTo(ScheduleType.CRON);
		assertThat(schedule.interval()).isNull();
		assertThat(schedule.followsWallClock()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 3 * * *", "@hourly", "*/5 9-17 * * MON-FRI" })
	void serializedScheduleIsEqualAndWorks(String expression) throws IOException, ClassNotFoundException {
		Schedule schedule = Schedule.cron(expression, BERLIN);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
			output.writeObject(schedule);
		}
		try (ObjectInputStream input = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			Schedule copy = (Schedule) input.readObject();
			assertThat(copy).isEqualTo(schedule);
			assertThat(copy.upcoming(Instant.EPOCH, 5)).isEqualTo(schedule.upcoming(Instant.EPOCH, 5));
		}
	}

	@Test
	void macrosStandForTheirFields() {
		Instant from = LocalDateTime.of(2026, 1, 1, 0, 30).toInstant(ZoneOffset.UTC);
		assertThat(Schedule.cron("@hourly", ZoneOffset.UTC).followsWallClock()).isTrue();
		assertThat(Schedule.cron("@yearly", CronDialect.SPRING, ZoneOffset.UTC).next(from))
			.isEqualTo("2027-01-01T00:00:00Z");
	}

}
