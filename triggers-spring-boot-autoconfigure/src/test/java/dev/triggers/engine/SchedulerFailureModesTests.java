package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.scheduling.support.PeriodicTrigger;

import dev.triggers.TriggerState;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalTriggerEngine}: what goes wrong with Spring's own schedulers does
 * not go wrong here.
 */
@ExtendWith(OutputCaptureExtension.class)
class SchedulerFailureModesTests {

	private static final Schedule EVERY_MINUTE = Schedule.cron("* * * * *", ZoneOffset.UTC);

	@Test
	void scheduleThatThrowsIsLoggedAndAskedAgain(CapturedOutput output) {
		VirtualEngine virtual = new VirtualEngine();
		AtomicInteger asked = new AtomicInteger();
		virtual.start(TestTriggers.named("a").schedule(Schedule.of((context) -> {
			if (asked.getAndIncrement() == 1) {
				throw new LinkageError("no schedule today");
			}
			return context.getClock().instant().plusSeconds(60);
		})));
		virtual.advance("60s");
		assertThat(virtual.state("a")).isEqualTo(TriggerState.WAITING);
		virtual.advance("10s");
		assertThat(output).contains("Schedule of trigger 'a' failed").contains("no schedule today");
		virtual.advance("60s");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:01:00Z",
				"2026-01-01T00:02:10Z");
	}

	@Test
	void scheduleThatThrowsAtTheStartIsAskedAgain() {
		VirtualEngine virtual = new VirtualEngine();
		AtomicInteger asked = new AtomicInteger();
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.of((context) -> {
			if (asked.getAndIncrement() < 3) {
				throw new IllegalStateException("not yet");
			}
			return context.getClock().instant().plusSeconds(1);
		})));
		assertThat(virtual.advance("29s").starts()).isEmpty();
		assertThat(virtual.advance("2s").starts()).containsExactly("2026-01-01T00:00:31Z");
	}

	@Test
	void delaysBeyond292YearsWork() {
		VirtualEngine virtual = new VirtualEngine();
		Schedule rare = Schedule.every(Duration.ofDays(365_000));
		virtual.start(TestTriggers.named("rare").schedule(rare))
			.start(TestTriggers.named("never").onStartup(false).schedule(Schedule.of((context) -> Instant.MAX)));
		virtual.time.advanceBy(Duration.ofDays(365_001));
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:00Z",
				Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(365_000)).toString());
		assertThat(virtual.state("never")).isEqualTo(TriggerState.WAITING);
	}

	@Test
	void realSchedulerTakesTimesInTheFarFuture() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.initialize();
		try {
			SchedulerBinding binding = new SchedulerBinding(scheduler, Runnable::run, System::nanoTime, null);
			assertThat(binding.schedule(() -> {
			}, Instant.MAX).isDone()).isFalse();
		}
		finally {
			scheduler.shutdown();
		}
	}

	@Test
	void clockSetBackDoesNotSilenceAFrequentTrigger() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00.200Z");
		Schedule everySecond = Schedule.cron("* * * * * *", dev.triggers.schedule.CronDialect.SPRING, ZoneOffset.UTC);
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(everySecond)).advance("10s");
		assertThat(virtual.starts()).hasSize(10);
		virtual.time.setClock(Duration.ofHours(-1));
		virtual.advance("10s");
		// within a second of the jump the trigger goes on by the new time
		assertThat(virtual.starts()).hasSizeBetween(19, 20);
		assertThat(virtual.starts().get(10)).startsWith("2026-01-01T11:00:1");
	}

	@Test
	void clockSetBackDoesNotRepeatAFixedTime() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T02:29:00Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.cron("30 2 * * *", ZoneOffset.UTC)))
			.start(TestTriggers.named("b").onStartup(false).schedule(Schedule.times("02:30")))
			.advance("61s");
		virtual.time.setClock(Duration.ofMinutes(-5));
		virtual.advance("20m");
		assertThat(virtual.starts()).containsExactly("2026-01-01T02:30:00Z", "2026-01-01T02:30:00Z");
	}

	@Test
	void clockThatWasWrongByDaysIsFollowedBack() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-05T02:29:00Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.cron("30 2 * * *", ZoneOffset.UTC)))
			.advance("61s");
		virtual.time.setClock(Duration.ofDays(-3));
		virtual.advance("24h");
		assertThat(virtual.starts()).containsExactly("2026-01-05T02:30:00Z", "2026-01-03T02:30:00Z");
	}

	@Test
	void smallCorrectionDoesNotFireTheSameMinuteTwice() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T11:59:30Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(EVERY_MINUTE)).advance("30.1s");
		assertThat(virtual.starts()).hasSize(1);
		virtual.time.setClock(Duration.ofSeconds(-5));
		virtual.advance("64s");
		assertThat(virtual.starts()).containsExactly("2026-01-01T12:00:00Z");
		assertThat(virtual.advance("1s").starts()).containsExactly("2026-01-01T12:00:00Z", "2026-01-01T12:01:00Z");
	}

	@Test
	void clockSetForwardFiresWhatWasMissedOnceAndGoesOn() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:30Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.cron("0 13 * * *", ZoneOffset.UTC)))
			.start(TestTriggers.named("b").onStartup(false).schedule(EVERY_MINUTE));
		virtual.time.setClock(Duration.ofHours(2));
		virtual.advance("1s");
		assertThat(virtual.recorder.finished()).extracting((execution) -> execution.firing().triggerName())
			.containsExactlyInAnyOrder("a", "b");
		virtual.advance("60s");
		assertThat(virtual.starts()).hasSize(3);
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).extracting(ExecutionEvent.Misfired::missed)
			.containsExactlyInAnyOrder(1L, 120L);
	}

	@Test
	void clockSetForwardCausesNoStormOfIntervals() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
		virtual.start(TestTriggers.named("a").schedule(Schedule.every("1s", IntervalMode.FIXED_RATE)))
			.start(TestTriggers.named("b").schedule(Schedule.every("1s")))
			.advance("1.5s");
		int before = virtual.starts().size();
		virtual.time.setClock(Duration.ofHours(1));
		virtual.advance("10s");
		assertThat(virtual.starts()).hasSizeBetween(before + 18, before + 20);
		virtual.time.setClock(Duration.ofHours(-2));
		virtual.advance("10s");
		assertThat(virtual.starts()).hasSizeBetween(before + 36, before + 40);
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).isEmpty();
	}

	@Test
	void firingBetweenAJumpAndItsDiscoveryIsCorrectedOnce() {
		for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
			for (IntervalMode mode : IntervalMode.values()) {
				VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
				virtual.start(TestTriggers.named("a").schedule(Schedule.every("100ms", mode))).advance("2.25s");
				int before = virtual.starts().size();
				virtual.time.setClock(jump);
				virtual.advance("10s");
				assertThat(virtual.starts()).as(mode + " " + jump).hasSizeBetween(before + 99, before + 101);
				assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).as(mode + " " + jump).isEmpty();
			}
		}
	}

	@Test
	void clockSetForwardIsNoStormForThoseThatCatchUp() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
		virtual
			.start(TestTriggers.named("a")
				.misfire(MisfirePolicy.CATCH_UP)
				.schedule(Schedule.every("100ms", IntervalMode.FIXED_RATE)))
			.advance("2.25s");
		int before = virtual.starts().size();
		virtual.time.setClock(Duration.ofHours(1));
		virtual.advance("10s");
		assertThat(virtual.starts()).hasSizeBetween(before + 99, before + 101);
	}

	@Test
	void clockSetBackWhileExecutingDoesNotSilenceTheTrigger() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
		virtual
			.start(TestTriggers.named("a")
				.schedule(EVERY_MINUTE)
				.calls((element) -> virtual.takes(Duration.ofSeconds(30))))
			.advance("10s");
		virtual.time.setClock(Duration.ofHours(-1));
		virtual.advance("2m");
		assertThat(virtual.starts()).containsExactly("2026-01-01T12:00:00Z", "2026-01-01T11:01:00Z");
	}

	@Test
	void springTriggersFollowAClockThatIsSetBack() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00.500Z");
		PeriodicTrigger periodic = new PeriodicTrigger(Duration.ofSeconds(10));
		periodic.setFixedRate(true);
		virtual
			.start(TestTriggers.named("cron")
				.schedule(Schedule.of(new CronTrigger("*/10 * * * * *", ZoneId.of("UTC")))))
			.start(TestTriggers.named("periodic").schedule(Schedule.of(periodic)))
			.advance("5s");
		virtual.time.setClock(Duration.ofHours(-1));
		virtual.advance("60s");
		assertThat(virtual.recorder.finished())
			.filteredOn((execution) -> execution.firing().triggerName().equals("cron"))
			.hasSizeBetween(6, 8);
		assertThat(virtual.recorder.finished())
			.filteredOn((execution) -> execution.firing().triggerName().equals("periodic"))
			.hasSizeBetween(6, 8);
	}

	@Test
	void slewedClockIsNoticedInTheEnd() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.cron("0 13 * * *", ZoneOffset.UTC)));
		for (int i = 0; i < 3600; i++) {
			// the wall clock gains half a millisecond per second
			virtual.time.setClock(Duration.ofNanos(500_000));
			virtual.advance("1s");
		}
		virtual.advance("1s");
		assertThat(virtual.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.startTime()).isBetween(Instant.parse("2026-01-01T13:00:00Z"),
					Instant.parse("2026-01-01T13:00:00.2Z")));
	}

	@Test
	void nothingStaysBehindWhatIsCancelled() {
		ManualTaskScheduler time = new ManualTaskScheduler();
		VirtualEngine virtual = new VirtualEngine(time, null, List.of());
		for (int i = 0; i < 1000; i++) {
			Schedule schedule = Schedule.every(Duration.ofSeconds(10 + i % 100));
			virtual.start(TestTriggers.named("t" + i).onStartup(false).schedule(schedule));
		}
		assertThat(time.pending()).isEqualTo(100);
		for (int i = 0; i < 1000; i++) {
			virtual.engine.stop("t" + i);
		}
		assertThat(time.pending()).isZero();
	}

	@Test
	void nothingFiresAfterTheEngineWasClosed() {
		VirtualEngine virtual = VirtualEngine.watchingClockAt("2026-01-01T12:00:00Z");
		virtual.start(TestTriggers.named("a"));
		virtual.start(TestTriggers.named("b").schedule(Schedule.every(Duration.ZERO)));
		virtual.engine.close(Duration.ZERO);
		virtual.advance("1h");
		assertThat(virtual.recorder.events()).hasOnlyElementsOfType(ExecutionEvent.Registered.class);
		assertThat(virtual.time.pending()).isZero();
	}

	@Test
	void closingDoesNotWaitForWhatIsDueLater() {
		VirtualEngine virtual = new VirtualEngine();
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(Schedule.every("30s")));
		// would block this thread if it waited: nobody advances the time
		virtual.engine.close(Duration.ofDays(1));
		assertThat(virtual.time.pending()).isZero();
	}

	@Test
	void nextTimeIsThatOfTheSchedulersClock() {
		VirtualEngine virtual = VirtualEngine.at("2031-05-05T05:05:30Z");
		virtual.start(TestTriggers.named("a").onStartup(false).schedule(EVERY_MINUTE));
		assertThat(virtual.snapshot("a").state().next()).isNotNull();
		assertThat(virtual.snapshot("a").state().next().time()).isEqualTo("2031-05-05T05:06:00Z");
	}

	@Test
	void fixedDelayIsMeasuredFromTheEndOfTheExecutionNotOfTheHandOver() {
		VirtualEngine virtual = new VirtualEngine();
		CompletableFuture<Object> result = new CompletableFuture<>();
		virtual.start(TestTriggers.named("a").schedule(Schedule.every("300ms")).calls((element) -> result))
			.advance("10s");
		assertThat(virtual.recorder.events(ExecutionEvent.Started.class)).hasSize(1);
		result.complete("done");
		virtual.time.runDue();
		virtual.advance("0.299s");
		assertThat(virtual.recorder.events(ExecutionEvent.Started.class)).hasSize(1);
		virtual.advance("0.001s");
		assertThat(virtual.recorder.events(ExecutionEvent.Started.class)).hasSize(2);
	}

}
