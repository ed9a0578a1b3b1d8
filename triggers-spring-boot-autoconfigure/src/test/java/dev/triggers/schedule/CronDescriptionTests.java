package dev.triggers.schedule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CronSchedule#describe(Locale)}.
 */
class CronDescriptionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					* * * * *            | every minute
					*/1 * * * *          | every minute
					*/5 * * * *          | every 5 minutes
					0-59/5 * * * *       | every 5 minutes
					5/15 * * * *         | every 15 minutes from minute 5
					*/7 * * * *          | every 7 minutes from minute 0 through 56 of every hour
					3-59/7 * * * *       | every 7 minutes from minute 3 through 59 of every hour
					*/90 * * * *         | every hour
					0 * * * *            | every hour
					@hourly              | every hour
					15 * * * *           | every hour at minute 15
					15,45 * * * *        | every hour at minutes 15 and 45
					0,30 * * * *         | every 30 minutes
					10-20 * * * *        | every hour at minutes 10 through 20
					0 3 * * *            | at 03:00
					@daily               | at 00:00
					0 0,12 * * *         | at 00:00 and 12:00
					0 0,6,12,18 * * *    | at 00:00, 06:00, 12:00 and 18:00
					0,20 9,17 * * *      | at 09:00, 09:20, 17:00 and 17:20
					1,2,3,30 4 * * *     | at 04:01, 04:02, 04:03 and 04:30
					0 1,2,5,7,9,13 * * * | at minute 0 in hours 1, 2, 5, 7, 9 and 13
					* 9 * * *            | every minute between 09:00 and 09:59
					* 9-17 * * *         | every minute between 09:00 and 17:59
					* */2 * * *          | every minute in every 2nd hour from 0 through 22
					*/10 8-18/2 * * *    | every 10 minutes in every 2nd hour from 8 through 18
					*/15 9-17 * * *      | every 15 minutes between 09:00 and 17:59
					*/15 9,17 * * *      | every 15 minutes in hours 9 and 17
					0,10,15 9-17 * * *   | at minutes 0, 10 and 15 between 09:00 and 17:59
					0 */2 * * *          | every 2 hours
					15 */2 * * *         | every 2 hours from 00:15
					0 1/2 * * *          | every 2 hours from 01:00
					0 */5 * * *          | every 5 hours from 00:00 through 20:00
					30 9-17 * * *        | every hour from 09:30 through 17:30
					0 9-17 * * 1-5       | every hour from 09:00 through 17:00 on Monday through Friday
					0 0 * * 5            | at 00:00 on Friday
					30 2 * * 0           | at 02:30 on Sunday
					30 2 * * SUN         | at 02:30 on Sunday
					30 2 * * 7           | at 02:30 on Sunday
					@weekly              | at 00:00 on Sunday
					* * * * 0,6          | every minute on Saturday and Sunday
					5 4 * * SUN-MON      | at 04:05 on Monday and Sunday
					0 0 * * */2          | at 00:00 on Tuesday, Thursday, Saturday and Sunday
					0 0 * * 0-7          | at 00:00
					0 0 13 * *           | at 00:00 on day 13 of the month
					0 0 13 * 5           | at 00:00 on day 13 of the month or on Friday
					0 0 1,15 * *         | at 00:00 on days 1 and 15 of the month
					15 10 1,15 1-6 1-5   | at 10:15 on days 1 and 15 of the month or on Monday through Friday, in January through June
					0 0 */2 * *          | at 00:00 on every 2nd day from day 1 of the month
					0 0 2-10/4 * *       | at 00:00 on every 4th day from day 2 through 10 of the month
					0 0 */2 * 1          | at 00:00 on every 2nd day from day 1 of the month or on Monday
					0 0 1-7 * 1          | at 00:00 on days 1 through 7 of the month or on Monday
					0 0 1-31 * 5         | at 00:00
					0 0 */1 5 5          | at 00:00 in May
					0 0 29 2 *           | at 00:00 on day 29 of the month in February
					@monthly             | at 00:00 on day 1 of the month
					@yearly              | at 00:00 on day 1 of the month in January
					0 0 1 */3 *          | at 00:00 on day 1 of the month in January, April, July and October
					0 22,23 * 3,6 *      | at 22:00 and 23:00 in March and June
					0 12 * DEC 1         | at 12:00 on Monday in December
					""")
	void unixExpressionInEnglish(String expression, String words) {
		assertThat(Schedule.cron(expression, ZoneOffset.UTC).describe(Locale.ENGLISH)).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SPRING | 0 0 3 * * *               | at 03:00
			SPRING | 30 0 3 * * *              | at 03:00:30
			SPRING | * * * * * *               | every second
			SPRING | */10 * * * * *            | every 10 seconds
			SPRING | 30 * * * * *              | every minute at second 30
			SPRING | 5,6 */5 * * * *           | every 5 minutes, at seconds 5 and 6 of the minute
			SPRING | */10 0 3 * * *            | at 03:00, every 10 seconds of the minute
			SPRING | 0 0 0 L * *               | at 00:00 on the last day of the month
			SPRING | 0 0 0 L-3 * *             | at 00:00 on the 3rd day before the last day of the month
			SPRING | 0 0 0 1,L * *             | at 00:00 on day 1 and the last day of the month
			SPRING | 0 0 0 LW * *              | at 00:00 on the last working day of the month
			SPRING | 0 0 0 15W * *             | at 00:00 on the working day nearest to day 15 of the month
			SPRING | 0 0 0 ? * 5L              | at 00:00 on the last Friday of the month
			SPRING | 0 0 0 ? * MON,FRI#2       | at 00:00 on Monday and the second Friday of the month
			SPRING | 0 0 0 13 * FRI            | at 00:00 on day 13 of the month, only if on Friday
			SPRING | 0 0 12 * * */2            | at 12:00 on Monday, Wednesday, Friday and Sunday
			QUARTZ | 0 0 3 ? * MON-FRI         | at 03:00 on Monday through Friday
			QUARTZ | 0 0 3 ? * 1               | at 03:00 on Sunday
			QUARTZ | 0 0 3 ? * L               | at 03:00 on Saturday
			QUARTZ | 0 0 3 L * ? 2027          | at 03:00 on the last day of the month in 2027
			QUARTZ | 0 0 3 * 1-3 ? 2026-2027   | at 03:00 in January through March in 2026 and 2027
			QUARTZ | 0 0 3 * * ? *             | at 03:00
			""")
	void expressionOfAnotherDialectInEnglish(CronDialect dialect, String expression, String words) {
		assertThat(Schedule.cron(expression, dialect, ZoneOffset.UTC).describe(Locale.ENGLISH)).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource({ "de, 0 3 * * *, um 03:00", "de-AT, 30 17 * * *, um 17:30", "fr, 0 3 * * *, à 03:00",
			"it, */5 * * * *, ogni 5 minuti", "es, * * * * *, cada minuto", "de, */5 * * * *, every 5 minutes",
			"de, 0 3 * * 1, at 03:00 on Monday", "ja, 0 3 * * *, at 03:00", "'', 0 3 * * *, at 03:00" })
	void anotherLanguageIsUsedWhereItIsRight(String language, String expression, String words) {
		Schedule schedule = Schedule.cron(expression, ZoneOffset.UTC);
		assertThat(schedule.describe(Locale.forLanguageTag(language))).isEqualTo(words);
	}

	@Test
	void equalWordsMeanEqualTimes() {
		Random random = new Random(7);
		Map<String, Schedule> known = new HashMap<>();
		Instant from = Instant.parse("2027-01-01T00:00:00Z");
		int shared = 0;
		for (int i = 0; i < 15_000; i++) {
			Schedule schedule = Schedule.cron(ReferenceCron.random(random).expression(), ZoneOffset.UTC);
			Schedule other = known.putIfAbsent(schedule.describe(Locale.ENGLISH), schedule);
			if (other != null) {
				List<Instant> times = schedule.upcoming(from, 30);
				assertThat(other.upcoming(from, 30)).as("%s and %s", schedule, other).isEqualTo(times);
				shared++;
			}
		}
		assertThat(shared).isGreaterThan(1000);
	}

}
