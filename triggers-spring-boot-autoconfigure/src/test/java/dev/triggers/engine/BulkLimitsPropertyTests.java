package dev.triggers.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.triggers.engine.bulk.BulkExecution;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkExecution}: random triggers under random limits in virtual time,
 * with whatever may happen to them at any moment.
 */
@ExtendWith(QuietLogging.class)
class BulkLimitsPropertyTests {

	private static final int RUNS = Integer.getInteger("triggers.limits.runs", 10_000);

	private static final long SEED = Long.getLong("triggers.limits.seed", 20_260_101L);

	@Test
	void limitsHoldAndEveryElementIsAccountedForWhateverHappens() {
		Map<LimitsRun.Happening, Integer> happened = new EnumMap<>(LimitsRun.Happening.class);
		for (long seed = SEED; seed < SEED + RUNS; seed++) {
			LimitsRun run = new LimitsRun(new Random(seed));
			try {
				run.play();
			}
			catch (Throwable ex) {
				throw new AssertionError("Fails with -Dtriggers.limits.seed=" + seed
						+ " -Dtriggers.limits.runs=1, where there are " + run, ex);
			}
			run.happened().forEach((happening, times) -> happened.merge(happening, times, Integer::sum));
		}
		if (RUNS >= 10_000) {
			assertThat(happened).as("%s", happened)
				.containsOnlyKeys(LimitsRun.Happening.values())
				.allSatisfy((happening, times) -> assertThat(times).isGreaterThan(RUNS / 100));
		}
	}

}
