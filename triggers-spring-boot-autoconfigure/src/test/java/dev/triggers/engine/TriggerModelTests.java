package dev.triggers.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.triggers.TriggerHandle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle} against a {@link TriggerModel}: random sequences of
 * calls from outside and from inside of calls and hooks, in virtual time.
 */
@ExtendWith(QuietLogging.class)
class TriggerModelTests {

	private static final int SEQUENCES = Integer.getInteger("triggers.model.sequences", 10_000);

	private static final long SEED = Long.getLong("triggers.model.seed", 20_260_101L);

	@Test
	void randomSequencesDoWhatTheTableOfTheHandleSays() {
		int steps = 0;
		int lost = 0;
		for (long seed = SEED; seed < SEED + SEQUENCES; seed++) {
			ModelRun run = new ModelRun(ModelPlan.random(new Random(seed)));
			Throwable failure = run.failure();
			if (failure != null) {
				throw new AssertionError("Seed " + seed + explain(ModelPlan.random(new Random(seed))), failure);
			}
			steps += run.steps();
			lost += run.lost();
		}
		assertThat(lost).as("steps that nobody could tell the outcome of").isLessThan(steps / 100);
	}

	private static String explain(ModelPlan plan) {
		ModelPlan shrunk = shrink(plan);
		ModelRun run = new ModelRun(shrunk);
		Throwable failure = run.failure();
		return "\n" + describe(shrunk) + "\n" + run.history() + failure;
	}

	private static @Nullable Throwable failure(ModelPlan plan) {
		return new ModelRun(plan).failure();
	}

	private static String describe(ModelPlan plan) {
		return plan.schedule() + ", onStartup=" + plan.onStartup() + ", count=" + plan.count() + ", stopOnFailure="
				+ plan.stopOnFailure() + ", concurrent=" + plan.concurrent() + ", before=" + plan.hasBefore()
				+ ", after=" + plan.hasAfter() + "\nbodies  " + plan.bodies() + "\nbefores " + plan.befores()
				+ "\nafters  " + plan.afters() + "\nsteps   " + plan.steps();
	}

	/**
	 * Leave out what is not needed for a failure.
	 */
	private static ModelPlan shrink(ModelPlan plan) {
		ModelPlan best = plan;
		for (int round = 0; round < 3; round++) {
			for (int i = best.steps().size() - 1; i >= 0; i--) {
				List<ModelPlan.Step> steps = new ArrayList<>(best.steps());
				steps.remove(i);
				best = better(best, best.withSteps(steps));
			}
			for (int i = 0; i < best.bodies().size(); i++) {
				best = better(best, best.withCodes(simpler(best.bodies(), i), best.befores(), best.afters()));
			}
			for (int i = 0; i < best.befores().size(); i++) {
				best = better(best, best.withCodes(best.bodies(), simpler(best.befores(), i), best.afters()));
				best = better(best, best.withCodes(best.bodies(), best.befores(), simpler(best.afters(), i)));
			}
		}
		return best;
	}

	private static List<ModelPlan.Code> simpler(List<ModelPlan.Code> codes, int index) {
		List<ModelPlan.Code> simpler = new ArrayList<>(codes);
		simpler.set(index, ModelPlan.Code.NOTHING);
		return simpler;
	}

	private static ModelPlan better(ModelPlan plan, ModelPlan simpler) {
		return (failure(simpler) != null) ? simpler : plan;
	}

}
