package dev.triggers.schedule;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.scheduling.support.SimpleTriggerContext;
import org.springframework.util.SerializationUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Schedule}.
 */
class ScheduleTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	@ParameterizedTest
	@EnumSource(IntervalMode.class)
	void intervalIsAddedToTheGivenTime(IntervalMode mode) {
		Schedule schedule = Schedule.every("1d4h", mode);
		assertThat(schedule.next(NOON)).isEqualTo("2026-01-02T16:00:00Z");
		assertThat(schedule.upcoming(NOON, 2)).containsExactly(Instant.parse("2026-01-02T16:00:00Z"),
				Instant.parse("2026-01-03T20:00:00Z"));
		assertThat(schedule.type()).hasToString(mode.name());
		assertThat(schedule.interval()).isEqualTo(Duration.ofHours(28));
		assertThat(schedule.expression()).isEqualTo("1d 4h");
		assertThat(schedule.zone()).isNull();
	}

	@ParameterizedTest
	@EnumSource(IntervalMode.class)
	void longIntervalEndsWithTheCalendar(IntervalMode mode) {
		Schedule years = Schedule.every(Duration.ofDays(365 * 1000), mode);
		assertThat(years.next(NOON)).isEqualTo(NOON.plus(Duration.ofDays(365 * 1000)));
		assertThat(years.next(Instant.MAX)).isNull();
		assertThat(Schedule.every(Duration.ofSeconds(Long.MAX_VALUE), mode).next(NOON)).isNull();
	}

	@ParameterizedTest
	@EnumSource(IntervalMode.class)
	void zeroIntervalIsDueAtTheGivenTimeAndNegativeIsRefused(IntervalMode mode) {
		assertThat(Schedule.every(Duration.ZERO, mode).next(NOON)).isEqualTo(NOON);
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every(Duration.ofNanos(-1), mode))
			.withMessage("'interval' must not be negative");
	}

	@Test
	void fixedDelayCountsFromTheEndAndFixedRateFromTheDueTime() {
		SimpleTriggerContext context = new SimpleTriggerContext(Clock.fixed(NOON, ZoneOffset.UTC));
		Schedule delay = Schedule.every("10s");
		Schedule rate = Schedule.every("10s", IntervalMode.FIXED_RATE);
		assertThat(delay.nextExecution(context)).isEqualTo(NOON.plusSeconds(10));
		assertThat(rate.nextExecution(context)).isEqualTo(NOON.plusSeconds(10));
		context.update(NOON.plusSeconds(10), NOON.plusSeconds(11), NOON.plusSeconds(15));
		assertThat(delay.nextExecution(context)).isEqualTo(NOON.plusSeconds(25));
		assertThat(rate.nextExecution(context)).isEqualTo(NOON.plusSeconds(20));
	}

	@Test
	void intervalsAreEqualByLengthAndMode() {
		assertThat(Schedule.every("60s")).isEqualTo(Schedule.every("PT1M"))
			.isNotEqualTo(Schedule.every("60s", IntervalMode.FIXED_RATE))
			.hasToString("1m (fixed delay)");
	}

	@Test
	void schedulesAreSerializable() {
		for (Schedule schedule : new Schedule[] { Schedule.every("10s"), Schedule.every("10s", IntervalMode.FIXED_RATE),
				Schedule.times("09:00", "08:00[Europe/Berlin]"), Schedule.cron("0 3 * * *", ZoneOffset.UTC) }) {
			assertThat(SerializationUtils.clone((Serializable) schedule)).isEqualTo(schedule);
		}
	}

	@Test
	void upcomingNeedsANumberThatIsNotNegative() {
		assertThat(Schedule.every("1s").upcoming(NOON, 0)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> Schedule.every("1s").upcoming(NOON, -1))
			.withMessage("'n' must not be negative");
	}

	@Test
	void customScheduleAsksItsTrigger() {
		Schedule custom = Schedule.of(new PeriodicTrigger(Duration.ofMinutes(5)));
		assertThat(custom.next(NOON)).isEqualTo(NOON.plusSeconds(300));
		assertThat(custom.type()).isEqualTo(ScheduleType.CUSTOM);
		assertThat(custom.zone()).isNull();
		assertThat(Schedule.of(custom)).isSameAs(custom);
	}

	@Test
	void customScheduleGivesTheContextToItsTrigger() {
		SimpleTriggerContext context = new SimpleTriggerContext();
		assertThat(Schedule.of((given) -> (given == context) ? NOON : null).nextExecution(context)).isEqualTo(NOON);
	}

	@Test
	void customScheduleWithoutALaterTimeIsNeverDue() {
		assertThat(Schedule.of((context) -> null).next(NOON)).isNull();
		assertThat(Schedule.of((context) -> NOON).next(NOON)).isNull();
		assertThat(Schedule.of((context) -> NOON).next(NOON.minusNanos(1))).isEqualTo(NOON);
	}

	@Test
	void exceptionOfACustomTriggerIsPassedOn() {
		Schedule custom = Schedule.of((context) -> {
			throw new IllegalStateException("no idea");
		});
		assertThatIllegalStateException().isThrownBy(() -> custom.next(NOON)).withMessage("no idea");
	}

	@Test
	void customScheduleIsDescribedByItsTrigger() {
		assertThat(Schedule.of(new Moon()).describe(Locale.ENGLISH)).isEqualTo("at full moon");
		assertThat(Schedule.of(new Tide()).expression()).isEqualTo("ScheduleTests.Tide");
	}

	@Test
	void cronWithoutZoneIsInTheZoneOfTheSystem() {
		assertThat(Schedule.cron("0 3 * * *").zone()).isEqualTo(ZoneId.systemDefault());
	}

	private static final class Moon implements Trigger {

		@Override
		public @Nullable Instant nextExecution(TriggerContext context) {
			return null;
		}

		@Override
		public String toString() {
			return "at full moon";
		}

	}

	private static final class Tide implements Trigger {

		@Override
		public @Nullable Instant nextExecution(TriggerContext context) {
			return null;
		}

	}

}
