package dev.triggers.engine;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;

/**
 * A trigger, what its code does, and what is done to it: one random case of
 * {@link TriggerModelTests}.
 * <p>
 * Durations are odd numbers of nanoseconds, so that no two things happen at the same time
 * by chance.
 *
 * @param schedule the declared schedule
 * @param onStartup whether the trigger fires at once when it is started
 * @param count number of executions after which it completes, or {@code null}
 * @param stopOnFailure whether it ends after a failure
 * @param concurrent whether its executions may overlap
 * @param hasBefore whether it has a before-hook
 * @param hasAfter whether it has an after-hook
 * @param bodies what its calls do, in order; those that follow do nothing
 * @param befores what its before-hook does
 * @param afters what its after-hook does
 * @param steps what is done from outside
 */
record ModelPlan(Schedule schedule, boolean onStartup, @Nullable Long count, boolean stopOnFailure, boolean concurrent,
		boolean hasBefore, boolean hasAfter, List<Code> bodies, List<Code> befores, List<Code> afters,
		List<Step> steps) {

	private static final int STEPS = 30;

	static ModelPlan random(Random random) {
		List<Schedule> schedules = List.of(schedule(random), schedule(random), schedule(random));
		boolean nested = random.nextBoolean();
		return new ModelPlan(schedules.get(0), random.nextInt(4) > 0,
				(random.nextInt(3) == 0) ? 1 + random.nextLong(5) : null, random.nextInt(3) == 0,
				random.nextInt(3) == 0, random.nextBoolean(), random.nextBoolean(),
				codes(random, 60, nested, schedules), codes(random, 10, nested, schedules),
				codes(random, 10, nested, schedules),
				random.ints(STEPS, 0, 100).mapToObj((kind) -> step(random, kind, schedules)).toList());
	}

	private static Schedule schedule(Random random) {
		return Schedule.every(duration(random, 2, 15),
				random.nextBoolean() ? IntervalMode.FIXED_DELAY : IntervalMode.FIXED_RATE);
	}

	private static Duration duration(Random random, int minSeconds, int maxSeconds) {
		return Duration.ofNanos(random.nextLong(minSeconds * 1_000_000_000L, maxSeconds * 1_000_000_000L) | 1);
	}

	private static List<Code> codes(Random random, int number, boolean nested, List<Schedule> schedules) {
		boolean asynchronous = random.nextBoolean();
		boolean failing = random.nextBoolean();
		return random.ints(number, 0, 100)
			.mapToObj(
					(kind) -> new Code((nested && kind < 15) ? step(random, 40 + random.nextInt(60), schedules) : null,
							(asynchronous && random.nextBoolean()) ? duration(random, 0, 20) : Duration.ZERO,
							failing && random.nextInt(4) == 0))
			.toList();
	}

	private static Step step(Random random, int kind, List<Schedule> schedules) {
		if (kind < 40) {
			return new Step(Kind.ADVANCE, duration(random, 0, 30), null);
		}
		if (kind < 55) {
			return new Step(Kind.START, null, null);
		}
		if (kind < 90) {
			Kind[] kinds = { Kind.STOP, Kind.CANCEL, Kind.RESTART, Kind.FIRE };
			return new Step(kinds[kind % kinds.length], null, null);
		}
		return new Step(Kind.CHANGE_SCHEDULE, null, schedules.get(random.nextInt(schedules.size())));
	}

	static Code code(List<Code> codes, int index) {
		return (index < codes.size()) ? codes.get(index) : Code.NOTHING;
	}

	ModelPlan withSteps(List<Step> steps) {
		return new ModelPlan(this.schedule, this.onStartup, this.count, this.stopOnFailure, this.concurrent,
				this.hasBefore, this.hasAfter, this.bodies, this.befores, this.afters, steps);
	}

	ModelPlan withCodes(List<Code> bodies, List<Code> befores, List<Code> afters) {
		return new ModelPlan(this.schedule, this.onStartup, this.count, this.stopOnFailure, this.concurrent,
				this.hasBefore, this.hasAfter, bodies, befores, afters, this.steps);
	}

	/**
	 * Something that can be done to a trigger.
	 */
	enum Kind {

		ADVANCE, START, STOP, CANCEL, RESTART, FIRE, CHANGE_SCHEDULE

	}

	/**
	 * Something that is done.
	 */
	record Step(Kind kind, @Nullable Duration duration, @Nullable Schedule schedule) {

		@Override
		public String toString() {
			Object argument = (this.duration != null) ? this.duration : this.schedule;
			return this.kind + ((argument != null) ? " " + argument : "");
		}

	}

	/**
	 * What a call or hook does: first something to its trigger, then it takes its time,
	 * then it returns or fails.
	 */
	record Code(@Nullable Step step, Duration takes, boolean fails) {

		static final Code NOTHING = new Code(null, Duration.ZERO, false);

		@Override
		public String toString() {
			return equals(NOTHING) ? "-" : "[" + ((this.step != null) ? this.step + ", " : "") + this.takes
					+ (this.fails ? ", fails]" : "]");
		}

	}

}
