package dev.triggers.firing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link FiringRules}.
 */
class FiringRulesTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final Schedule EVERY_MINUTE = Schedule.cron("* * * * *", ZoneOffset.UTC);

	@Test
	void startFiresAtOnceOnStartup() {
		FiringPlan plan = plan(TestTriggers.named("a").build(), FiringState.IDLE, new FiringEvent.Start(List.of()),
				NOON);
		assertThat(plan.state().state()).isEqualTo(TriggerState.WAITING);
		assertThat(plan.state().next()).isEqualTo(new NextFiring(NOON, Cause.STARTUP));
	}

	@Test
	void startWhileRunningIsRefused() {
		TriggerDefinition definition = TestTriggers.named("a").build();
		FiringState running = plan(definition, FiringState.IDLE, new FiringEvent.Start(List.of()), NOON).state();
		assertThatIllegalStateException()
			.isThrownBy(() -> plan(definition, running, new FiringEvent.Start(List.of()), NOON))
			.withMessage("Trigger 'a' is running");
	}

	@Test
	void handOverWithinTheToleranceIsOnTime() {
		FiringPlan plan = dueAt(MisfirePolicy.SKIP, NOON.plus(FiringRules.TOLERANCE));
		assertThat(plan.firing()).isEqualTo(new NextFiring(NOON, Cause.SCHEDULED));
		assertThat(plan.missed()).isZero();
	}

	@Test
	void handOverThatIsTooLateIsAMisfire() {
		Instant late = NOON.plusSeconds(150);
		FiringPlan once = dueAt(MisfirePolicy.FIRE_ONCE, late);
		assertThat(once.firing()).isEqualTo(new NextFiring(NOON.plusSeconds(120), Cause.MISFIRE));
		assertThat(once.missed()).isEqualTo(3);
		FiringPlan skipped = dueAt(MisfirePolicy.SKIP, late);
		assertThat(skipped.firing()).isNull();
		assertThat(skipped.state().next()).isEqualTo(new NextFiring(NOON.plusSeconds(180), Cause.SCHEDULED));
		assertThat(skipped.missed()).isEqualTo(3);
		FiringPlan caughtUp = dueAt(MisfirePolicy.CATCH_UP, late);
		assertThat(caughtUp.firing()).isEqualTo(new NextFiring(NOON, Cause.MISFIRE));
		assertThat(caughtUp.missed()).isEqualTo(3);
	}

	@Test
	void handOverBeforeTheDueTimeWaitsOn() {
		FiringPlan plan = dueAt(MisfirePolicy.FIRE_ONCE, NOON.minusNanos(1));
		assertThat(plan.firing()).isNull();
		assertThat(plan.state().next()).isEqualTo(new NextFiring(NOON, Cause.SCHEDULED));
	}

	@Test
	void missedTimesOfAnIntervalAreCountedWithoutALoop() {
		TriggerDefinition definition = TestTriggers.named("a")
			.schedule(Schedule.every(Duration.ofNanos(1), IntervalMode.FIXED_RATE))
			.onStartup(false)
			.build();
		FiringState state = plan(definition, FiringState.IDLE, new FiringEvent.Start(List.of()), NOON).state();
		FiringPlan plan = plan(definition, state, new FiringEvent.Due(), NOON.plus(Duration.ofDays(365)));
		assertThat(plan.missed()).isEqualTo(Duration.ofDays(365).toNanos() - 1);
	}

	@Test
	void longOutageOfACalendarIsCountedUpToALimit() {
		TriggerDefinition definition = TestTriggers.named("a").schedule(EVERY_MINUTE).onStartup(false).build();
		FiringState state = plan(definition, FiringState.IDLE, new FiringEvent.Start(List.of()), NOON).state();
		Instant muchLater = NOON.plus(Duration.ofDays(3650)).plusSeconds(30);
		FiringPlan plan = plan(definition, state, new FiringEvent.Due(), muchLater);
		assertThat(plan.missed()).isEqualTo(MissedFirings.MAX_COUNTED);
		assertThat(plan.firing()).isNotNull();
		assertThat(plan(definition, plan.state(), new FiringEvent.Finished(false, false), muchLater).nextTime())
			.isEqualTo(NOON.plus(Duration.ofDays(3650)).plusSeconds(60));
	}

	@Test
	void stateIsSerialisable() throws Exception {
		TriggerDefinition definition = TestTriggers.named("a").schedule(EVERY_MINUTE).count(7).concurrent().build();
		FiringState state = plan(definition, FiringState.IDLE, new FiringEvent.Start(List.of("clan", 5)), NOON).state();
		state = plan(definition, state, new FiringEvent.Due(), NOON).state();
		state = plan(definition, state, new FiringEvent.ScheduleChanged(Schedule.every("5m")), NOON).state();
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(state);
		Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		assertThat(read).isEqualTo(state);
		assertThat(state.last()).isNotNull();
		assertThat(state.next()).isEqualTo(new NextFiring(NOON.plusSeconds(300), Cause.SCHEDULED));
		assertThat(state.schedule(definition)).isEqualTo(Schedule.every("5m"));
		assertThat(state.settings().arguments()).containsExactly("clan", 5);
	}

	@Test
	void anySequenceOfEventsKeepsTheRules() {
		for (int seed = 0; seed < 3_000; seed++) {
			new Sequence(new Random(seed)).play(60);
		}
	}

	private static FiringPlan dueAt(MisfirePolicy misfire, Instant now) {
		TriggerDefinition definition = TestTriggers.named("a")
			.schedule(EVERY_MINUTE)
			.misfire(misfire)
			.onStartup(false)
			.build();
		FiringState state = plan(definition, FiringState.IDLE, new FiringEvent.Start(List.of()), NOON.minusSeconds(10))
			.state();
		return plan(definition, state, new FiringEvent.Due(), now);
	}

	private static FiringPlan plan(TriggerDefinition definition, FiringState state, FiringEvent event, Instant now) {
		return FiringRules.plan(definition, state, event, now);
	}

	/**
	 * Random life of a random trigger.
	 */
	private static final class Sequence {

		private static final List<Schedule> SCHEDULES = List.of(EVERY_MINUTE,
				Schedule.cron("30 2 * * *", ZoneId.of("Europe/Berlin")), Schedule.times("02:30", "02:31"),
				Schedule.every("10s"), Schedule.every("10s", IntervalMode.FIXED_RATE), Schedule.every(Duration.ZERO),
				Schedule.of((context) -> context.getClock().instant().plusSeconds(30)), Schedule.of((context) -> null),
				Schedule.of((context) -> {
					throw new IllegalStateException();
				}));

		private final Random random;

		private final TriggerDefinition definition;

		private final boolean concurrent;

		private final Set<Instant> scheduled = new HashSet<>();

		private FiringState state = FiringState.IDLE;

		private Instant now = NOON;

		private boolean jumped;

		Sequence(Random random) {
			this.random = random;
			this.concurrent = random.nextInt(4) == 0;
			TestTriggers trigger = TestTriggers.named("a")
				.schedule(SCHEDULES.get(random.nextInt(SCHEDULES.size())))
				.misfire(MisfirePolicy.values()[random.nextInt(3)])
				.onFailure(FailurePolicy.values()[random.nextInt(2)])
				.onStartup(random.nextBoolean());
			trigger = (this.concurrent) ? trigger.concurrent() : trigger;
			this.definition = ((random.nextInt(3) != 0) ? trigger : trigger.count(1 + random.nextInt(5))).build();
		}

		void play(int events) {
			for (int i = 0; i < events; i++) {
				FiringEvent event = event();
				if (event != null) {
					FiringState before = this.state;
					FiringPlan plan = plan(this.definition, before, event, this.now);
					this.state = plan.state();
					check(before, event, plan);
				}
			}
		}

		private FiringEvent event() {
			NextFiring next = this.state.next();
			return switch (this.random.nextInt(12)) {
				case 0 -> (this.state.state().isRunning()) ? null : start();
				case 1 -> (this.random.nextInt(5) != 0) ? null : new FiringEvent.Stop();
				case 2 -> jump();
				case 3, 4, 5 -> (this.state.executing() == 0) ? null : finish();
				case 6 -> {
					this.now = this.now.plusSeconds(this.random.nextInt(1000));
					yield new FiringEvent.Due();
				}
				default -> {
					boolean soon = next != null && next.time().isAfter(this.now);
					this.now = (soon) ? next.time().plusMillis(this.random.nextInt(1500)) : this.now;
					yield new FiringEvent.Due();
				}
			};
		}

		private FiringEvent start() {
			this.scheduled.clear();
			this.jumped = false;
			// executions of an earlier start are not counted
			return new FiringEvent.Start(List.of());
		}

		private FiringEvent finish() {
			this.now = this.now.plusSeconds(this.random.nextInt(100));
			return new FiringEvent.Finished(this.random.nextInt(20) == 0, false);
		}

		private FiringEvent jump() {
			this.jumped = true;
			Duration jump = Duration.ofSeconds(this.random.nextInt(20_000) - 10_000);
			this.now = this.now.plus(jump);
			return new FiringEvent.ClockJumped(jump);
		}

		private void check(FiringState before, FiringEvent event, FiringPlan plan) {
			FiringState after = plan.state();
			String context = this.definition.schedule() + " " + event + ": " + before + " -> " + plan;
			assertThat(after.executing()).as(context).isNotNegative();
			if (!after.state().isRunning()) {
				assertThat(after.next()).as(context).isNull();
			}
			if (after.state() == TriggerState.WAITING) {
				assertThat(after.next()).as(context).isNotNull();
				assertThat(after.executing()).as(context).isZero();
			}
			if (plan.firing() == null) {
				return;
			}
			assertThat(event).as(context).isInstanceOf(FiringEvent.Due.class);
			assertThat(plan.firing().time()).as(context).isBeforeOrEqualTo(this.now);
			assertThat(after.iteration()).as(context).isEqualTo(before.iteration() + 1);
			assertThat(this.concurrent || before.executing() == 0).as(context).isTrue();
			Duration interval = this.definition.schedule().interval();
			boolean comesOnce = !this.jumped && (interval == null || !interval.isZero());
			assertThat(this.scheduled.add(plan.firing().time()) || !comesOnce).as(context).isTrue();
		}

	}

}
