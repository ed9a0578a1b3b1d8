package dev.triggers.schedule;

import java.time.ZoneOffset;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link InvalidScheduleException}.
 */
class InvalidScheduleExceptionTests {

	static InvalidScheduleException catchInvalid(ThrowingCallable callable) {
		return catchThrowableOfType(InvalidScheduleException.class, callable);
	}

	@Test
	void messageEscapesControlCharactersAndCutsLongTexts() {
		InvalidScheduleException ex = catchInvalid(() -> Schedule.cron("\u0000\n* * * * *" + "x".repeat(1000)));
		assertThat(ex.getMessage()).startsWith("'\\u0000\\u000a* * * * *xxx").contains("xxx...'").hasSizeLessThan(500);
		assertThat(ex.expression()).hasSizeGreaterThan(1000);
	}

	@Test
	void rangeMustLieInsideTheExpression() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InvalidScheduleException("abc", "bad", 2, 2, null))
			.withMessage("'offset' and 'length' must lie inside the expression");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					75 * * * *        | ^^              | 'minute' must be 0-59, found 75
					61 25 * * *       | ^^              | 'minute' must be 0-59, found 61
					0 24 * * *        | __^^            | 'hour' must be 0-23, found 24
					0 0 0 * *         | ____^           | 'day of month' must be 1-31, found 0
					0 0 1 13 *        | ______^^        | 'month' must be 1-12 or JAN-DEC, found 13
					0 0 * * 8         | ________^       | 'day of week' must be 0-7 or SUN-SAT, found 8
					-5 * * * *        | ^^              | 'minute' must be 0-59, found -5
					5- * * * *        | __              | 'minute' must be 0-59, found nothing
					JAN * * * *       | ^^^             | 'minute' must be 0-59, found 'JAN'
					* * * * MONDAY    | ________^^^^^^  | 'day of week' must be 0-7 or SUN-SAT, found 'MONDAY': did you mean 'MON'?
					* * * JNA *       | ______^^^       | 'month' must be 1-12 or JAN-DEC, found 'JNA': did you mean 'JAN'?
					0 22-2 * * *      | __^^^^          | 'hour' has a range that runs backwards: '22-2'
					1-2-3 * * * *     | ^^^^^           | 'minute' has a range with more than two ends: '1-2-3'
					5,*/0 * * * *     | ____^           | 'minute' must have a step of at least 1, found 0
					*/x * * * *       | __^             | 'minute' must have a number after '/', found 'x'
					*/5/2 * * * *     | ^^^^^           | 'minute' has more than one '/' in '*/5/2'
					1,,2 * * * *      | _^              | 'minute' has an empty element in its list
					* * LW * *        | ____^^          | 'LW' is part of the dialects SPRING and QUARTZ only
					0 3 * *           | ^^^^^^^         | it must have five fields (minute, hour, day of month, month, day of week), found 4
					@dayly            | ^^^^^^          | there is no macro '@dayly'
					""")
	void reasonAndPlaceAreSaid(String expression, String caret, String reason) {
		InvalidScheduleException ex = catchInvalid(() -> Schedule.cron(expression, ZoneOffset.UTC));
		assertThat(ex.reason()).isEqualTo(reason);
		assertThat("_".repeat(ex.offset()) + "^".repeat(ex.length())).isEqualTo(caret);
		assertThat(ex).hasMessage("'%s' is not a valid schedule: %s", expression, reason);
		assertThat(ex.suggestion()).endsWithIgnoringCase((ex.suggestion().endsWith("?")) ? "?" : ".");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					75 * * * *          | For example '15 * * * *' fires every hour at minute 15.
					61 25 * * *         | For example '1 1 * * *' fires at 01:01.
					* * * * MONDAY      | For example '* * * * MON' fires every minute on Monday.
					0 22-2 * * *        | For example '0 22-23,0-2 * * *' fires at minute 0 in hours 0 through 2, 22 and 23.
					0 20-4/2 * * *      | For example '0 20,22,0,2,4 * * *' fires at minute 0 in hours 0, 2, 4, 20 and 22.
					0 0 * * SAT-SUN     | For example '0 0 * * 6-7' fires at 00:00 on Saturday and Sunday.
					1,,2 * * * *        | For example '1,2 * * * *' fires every hour at minutes 1 and 2.
					0 0 31 2 *          | For example '0 0 29 2 *' fires at 00:00 on day 29 of the month in February.
					0 3 * *             | For example '0 3 * * *' fires at 03:00.
					foo bar baz qux abc | For example '0 3 * * *' fires at 03:00.
					0 0 3 * * *         | It looks like Spring's dialect: use dialect = SPRING, or drop the seconds: '0 3 * * *'.
					0 0 12 ? * MON      | It looks like Spring's dialect: use dialect = SPRING, or drop the seconds: '0 12 * * MON'.
					0 0 12 1 * ? 2027   | It looks like Quartz's dialect: use dialect = QUARTZ.
					0 12 * * 1-5 UTC    | Without the rest, '0 12 * * 1-5' fires at 12:00 on Monday through Friday.
					@dailyy             | Did you mean '@daily'?
					hourly              | Did you mean '@hourly'?
					@every 1h30m        | Use an interval instead, such as '1h 30m'.
					@reboot             | To fire when the application starts, set 'onStartup' to true.
					""")
	void waysToMendAreSuggested(String expression, String suggestion) {
		assertThat(catchInvalid(() -> Schedule.cron(expression, ZoneOffset.UTC)).suggestion()).isEqualTo(suggestion);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					SPRING | 0 3 * * *    | It looks like the UNIX dialect: use dialect = UNIX, or put the seconds first: '0 0 3 * * *'.
					QUARTZ | 0 0 3 * * *  | For example '0 0 3 ? * *' fires at 03:00.
					QUARTZ | 0 0 3 ? * ?  | For example '0 0 3 ? * *' fires at 03:00.
					QUARTZ | @daily       | Macros belong to the dialects UNIX and SPRING.
					SPRING | 0 0 3 ? * L  | For example '0 0 3 ? * FRIL' fires at 03:00 on the last Friday of the month.
					""")
	void waysToMendAreSuggestedInOtherDialects(CronDialect dialect, String expression, String suggestion) {
		assertThat(catchInvalid(() -> Schedule.cron(expression, dialect, ZoneOffset.UTC)).suggestion())
			.isEqualTo(suggestion);
	}

}
