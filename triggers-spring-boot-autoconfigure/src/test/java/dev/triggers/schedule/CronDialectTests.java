package dev.triggers.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.scheduling.support.CronExpression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CronDialect}.
 */
class CronDialectTests {

	private static final long SEED = 42;

	private static final List<String> SPRING_DAYS = List.of("*", "?", "13", "1,15", "*/7", "10-20/3", "L", "L-3", "LW",
			"6W", "15W", "5W,15W", "15,L", "29", "3/4", "31");

	private static final List<String> SPRING_WEEKDAYS = List.of("*", "?", "FRI", "0", "7", "MON-FRI", "*/2", "*/3",
			"2/2", "0/2", "7/2", "7-2", "FRI-SUN", "5L", "SUNL", "FRI#2", "1#5", "0#1", "MON,WED", "MON#1,FRIL", "0,7",
			"SAT,7-1");

	private static final List<String> QUARTZ_DAYS = List.of("*", "13", "1,15", "*/7", "L", "L-3", "LW", "1W", "15W");

	private static final List<String> QUARTZ_WEEKDAYS = List.of("*", "FRI", "1", "7", "MON-FRI", "2-6", "6L", "FRIL",
			"6#3", "FRI#2", "1#1", "MON,WED");

	private final Random random = new Random(SEED);

	@Test
	void springDialectGivesTheTimesOfSpring() {
		for (int i = 0; i < 20_000; i++) {
			String expression = time() + " " + pick(SPRING_DAYS) + " " + pick(List.of("*", "*", "2", "JAN-JUN", "*/5"))
					+ " " + pick(SPRING_WEEKDAYS);
			LocalDateTime from = from();
			LocalDateTime expected = CronExpression.parse(expression).next(from);
			assertThat(next(expression, CronDialect.SPRING, from)).as("'%s' from %s", expression, from)
				.isEqualTo(expected);
		}
	}

	@Test
	void quartzDialectGivesTheTimesOfCronUtils() {
		CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
		for (int i = 0; i < 5_000; i++) {
			boolean byDay = this.random.nextBoolean();
			String days = byDay ? pick(QUARTZ_DAYS) + " " + pick(List.of("*", "2", "JAN-JUN")) + " ?"
					: "? " + pick(List.of("*", "2", "JAN-JUN")) + " " + pick(QUARTZ_WEEKDAYS);
			String expression = time() + " " + days + pick(List.of("", " *", " 2030-2040/2"));
			LocalDateTime from = from();
			Optional<ZonedDateTime> expected = ExecutionTime.forCron(parser.parse(expression))
				.nextExecution(from.atZone(ZoneOffset.UTC));
			assertThat(next(expression, CronDialect.QUARTZ, from)).as("'%s' from %s", expression, from)
				.isEqualTo(expected.map(ZonedDateTime::toLocalDateTime).orElse(null));
		}
	}

	/**
	 * When the 1st is a Saturday, Spring does not find the Monday after it if it comes
	 * from the Sunday between them; it misses {@code 31W} when the 31st is a Sunday. The
	 * documented meaning is always inside the month.
	 */
	@ParameterizedTest
	@CsvSource({ "0 0 0 1W 2 7-2, 2031-01-31T08:49, 2031-02-03T00:00, 2032-02-02T00:00",
			"0 0 0 31W * ?, 2027-01-30T00:00, 2027-03-31T00:00, 2027-03-31T00:00",
			"0 0 0 31W * ?, 2027-10-01T00:00, 2027-10-29T00:00, 2027-12-31T00:00",
			"0 0 0 L-30 2 ?, 2027-01-01T00:00, , ",
			"0 0 0 L-30 * ?, 2027-02-01T00:00, 2027-03-01T00:00, 2027-03-01T00:00" })
	void springDialectStaysInsideTheMonth(String expression, LocalDateTime from, @Nullable LocalDateTime expected,
			@Nullable LocalDateTime spring) {
		assertThat(next(expression, CronDialect.SPRING, from)).isEqualTo(expected);
		assertThat(CronExpression.parse(expression).next(from)).isEqualTo(spring);
	}

	@ParameterizedTest
	@CsvSource({ "0 15 10 ? * 6L, 2026-01-01T00:00, 2026-01-30T10:15",
			"0 15 10 ? * 6#3, 2026-01-01T00:00, 2026-01-16T10:15",
			"0 15 10 ? * FRI#5, 2026-02-01T00:00, 2026-05-29T10:15",
			"0 15 10 L * ?, 2028-02-01T00:00, 2028-02-29T10:15", "0 15 10 L-2 * ?, 2027-02-01T00:00, 2027-02-26T10:15",
			"0 15 10 LW * ?, 2026-02-01T00:00, 2026-02-27T10:15", "0 15 10 15W * ?, 2026-02-01T00:00, 2026-02-16T10:15",
			"0 15 10 1W * ?, 2026-08-01T00:00, 2026-08-03T10:15", "0 15 10 31W * ?, 2026-05-01T00:00, 2026-05-29T10:15",
			"0 0 0 ? * 1, 2026-01-01T00:00, 2026-01-04T00:00", "0 0 0 ? * L, 2026-01-01T00:00, 2026-01-03T00:00",
			"0 0 0 ? * */3, 2026-01-01T00:00, 2026-01-03T00:00",
			"0 0 0 ? * SUN-TUE, 2026-01-01T00:00, 2026-01-04T00:00",
			"0 0 0 1 1 ? 2030, 2026-01-01T00:00, 2030-01-01T00:00", "0 0 0 1 1 ? 2030, 2030-01-01T00:00, ",
			"0 0 0 1 1 ? 2020, 2026-01-01T00:00, ", "0 0 0 ? 6 2 1999, 1500-01-01T00:00, 1999-06-07T00:00",
			"0/30 * * * * ?, 2026-01-01T00:00:31, 2026-01-01T00:01" })
	void quartzDialectByHand(String expression, LocalDateTime from, @Nullable LocalDateTime expected) {
		assertThat(next(expression, CronDialect.QUARTZ, from)).isEqualTo(expected);
	}

	@Test
	void stepsOfTheDayOfWeekCountFromTheFirstDayOfTheDialect() {
		LocalDateTime sunday = LocalDateTime.of(2026, 1, 3, 12, 0);
		assertThat(next("0 0 * * */4", CronDialect.UNIX, sunday)).isEqualTo("2026-01-04T00:00");
		assertThat(next("0 0 0 * * */4", CronDialect.SPRING, sunday)).isEqualTo("2026-01-05T00:00");
		assertThat(next("0 0 0 ? * */4", CronDialect.QUARTZ, sunday)).isEqualTo("2026-01-04T00:00");
	}

	@Test
	void bothDayFieldsMeanEitherInUnixAndBothInSpring() {
		LocalDateTime from = LocalDateTime.of(2026, 1, 1, 0, 0);
		assertThat(next("0 0 13 * 5", CronDialect.UNIX, from)).isEqualTo("2026-01-02T00:00");
		assertThat(next("0 0 0 13 * 5", CronDialect.SPRING, from)).isEqualTo("2026-02-13T00:00");
	}

	@ParameterizedTest
	@CsvSource({ "SPRING, 0 0 0 ? * L", "SPRING, 0 0 * * *", "SPRING, 0 0 0 * * FRI-MON", "SPRING, 0 0 0 1#2 * ?",
			"SPRING, 0 0 0 ? * 1#6", "SPRING, 0 0 0 L-31 * ?", "SPRING, 0 0 0 32W * ?", "SPRING, 0 0 0 L/2 * ?",
			"SPRING, 60 0 0 * * *", "SPRING, ? 0 0 * * *", "SPRING, 0 0 0 1 1 ? 2030", "QUARTZ, 0 0 0 * * *",
			"QUARTZ, 0 0 0 ? * ?", "QUARTZ, 0 0 0 1 * MON", "QUARTZ, 0 0 0 ? * 0", "QUARTZ, 0 0 0 ? * 8",
			"QUARTZ, 0 0 0 1 1 ? 1969", "QUARTZ, @daily", "QUARTZ, 0 0 0 ? * FRI-MON" })
	void invalidExpressionIsRefused(CronDialect dialect, String expression) {
		assertThatExceptionOfType(InvalidScheduleException.class)
			.isThrownBy(() -> Schedule.cron(expression, dialect, ZoneOffset.UTC))
			.withMessageContaining(expression);
	}

	private static @Nullable LocalDateTime next(String expression, CronDialect dialect, LocalDateTime from) {
		try {
			Instant next = Schedule.cron(expression, dialect, ZoneOffset.UTC).next(from.toInstant(ZoneOffset.UTC));
			return (next != null) ? LocalDateTime.ofInstant(next, ZoneOffset.UTC) : null;
		}
		catch (InvalidScheduleException ex) {
			assertThat(ex.reason()).startsWith("it can never fire");
			return null;
		}
	}

	private String time() {
		return pick(List.of("0", "*", "30", "*/20", "5,10")) + " " + pick(List.of("0", "*/15", "7", "10-20/5", "*"))
				+ " " + pick(List.of("0", "3", "*/6", "9-17", "*", "22"));
	}

	private LocalDateTime from() {
		return LocalDateTime.of(2024, 1, 1, 0, 0).plusSeconds(this.random.nextInt(12 * 365 * 86400));
	}

	private String pick(List<String> values) {
		return values.get(this.random.nextInt(values.size()));
	}

}
