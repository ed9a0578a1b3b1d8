package dev.triggers.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for {@link CronSchedule} with random expressions, zones and times, against the
 * rule taken minute by minute.
 */
class CronPropertyTests {

	private static final long SEED = 20260101;

	private static final int CASES = 100_000;

	private static final int MINUTES_CHECKED = 300;

	private static final List<ZoneId> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

	private static final long FIRST = Instant.parse("1970-01-01T00:00:00Z").getEpochSecond();

	private static final long LAST = Instant.parse("2037-12-31T00:00:00Z").getEpochSecond();

	private final Random random = new Random(SEED);

	@Test
	void nextIsTheFirstMinuteThatTheRuleAllows() {
		int found = 0;
		for (int i = 0; i < CASES; i++) {
			ReferenceCron cron = ReferenceCron.random(this.random);
			ZoneId zone = ZONES.get(this.random.nextInt(ZONES.size()));
			Instant from = from(zone.getRules());
			Instant next = Schedule.cron(cron.expression(), zone).next(from);
			String label = "case " + i + " of seed " + SEED + ": '" + cron.expression() + "' in " + zone + " from "
					+ from + " gives " + next;
			assertThat(next).as(label).isNotNull();
			if (!next.isAfter(from)) {
				fail(label);
			}
			found += check(cron, zone.getRules(), from, next, label) ? 1 : 0;
		}
		assertThat(found).as("cases where the horizon reaches the next time").isGreaterThan(CASES / 4);
	}

	// Compare with the rule, minute by minute from the start up to a horizon and, if that
	// is further away, around the answer.
	private static boolean check(ReferenceCron cron, ZoneRules rules, Instant from, Instant next, String label) {
		Instant start = from;
		Instant horizon = from.plusSeconds(MINUTES_CHECKED * 60L);
		if (next.isAfter(horizon)) {
			Instant first = cron.firstDue(rules, start, horizon);
			if (first != null) {
				fail(label + " but is due at " + first);
			}
			start = next.minusSeconds(MINUTES_CHECKED / 2 * 60L);
			start = start.isBefore(from) ? from : start;
		}
		Instant expected = cron.firstDue(rules, start, next);
		if (!next.equals(expected)) {
			fail(label + " but " + expected + " was expected");
		}
		return !next.isAfter(horizon);
	}

	// Return a time that in two of three cases is near a change of the clock.
	private Instant from(ZoneRules rules) {
		Instant time = Instant.ofEpochSecond(FIRST + (long) (this.random.nextDouble() * (LAST - FIRST)),
				(this.random.nextBoolean()) ? 0 : this.random.nextInt(1_000_000_000));
		ZoneOffsetTransition transition = (this.random.nextInt(3) > 0) ? rules.nextTransition(time) : null;
		if (transition == null || transition.getInstant().getEpochSecond() > LAST) {
			return time;
		}
		long spread = 60L * (1 + this.random.nextInt(300));
		long near = transition.getInstant().getEpochSecond() + this.random.nextLong(-spread, spread + 1);
		return Instant.ofEpochSecond((this.random.nextInt(3) == 0) ? near - Math.floorMod(near, 60) : near,
				time.getNano());
	}

	@Test
	void upcomingTimesOfAWildcardExpressionAreAllMinutesThatExist() {
		ZoneId zone = ZoneId.of("Australia/Lord_Howe");
		Schedule everyMinute = Schedule.cron("* * * * *", zone);
		Instant from = LocalDateTime.of(2026, 4, 4, 23, 0).toInstant(ZoneOffset.ofHours(11));
		List<Instant> times = everyMinute.upcoming(from, 300);
		for (int i = 0; i < times.size(); i++) {
			assertThat(times.get(i)).isEqualTo(from.plusSeconds(60L * (i + 1)));
		}
	}

}
