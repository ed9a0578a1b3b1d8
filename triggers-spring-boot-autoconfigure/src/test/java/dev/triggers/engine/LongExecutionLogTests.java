package dev.triggers.engine;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.TriggerHandle;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.logging.LongExecutionLog;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LongExecutionLog} on the virtual clock.
 */
@ExtendWith(OutputCaptureExtension.class)
class LongExecutionLogTests {

	private static final String WARNING = "is still running after ";

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final VirtualEngine[] self = new VirtualEngine[1];

	private final VirtualEngine virtual = new VirtualEngine(this.time, null,
			List.of(new LongExecutionLog(new SchedulerTimer(this.time, this.time::nanoTime),
					(name) -> this.self[0].snapshot(name).state().schedule(this.self[0].snapshot(name).definition()))));

	private final Queue<Integer> seconds = new ArrayDeque<>();

	LongExecutionLogTests() {
		this.self[0] = this.virtual;
	}

	@Test
	void executionThatIsLongerThanTheIntervalIsReportedOncePerBurst(CapturedOutput output) {
		this.seconds.addAll(List.of(12, 840, 700, 660, 12, 12, 660));
		this.virtual.start(trigger(Schedule.every("10m")));
		this.virtual.advance("20m1s");
		assertThat(output).doesNotContain(WARNING);
		this.virtual.advance("40m");
		assertThat(warnings(output)).hasSize(1);
		assertThat(output).containsPattern("WARN .*triggers.wars.refresh .*"
				+ "Execution \\w+ of 'wars.refresh' is still running after 10 min, usually 12 s: it takes longer");
		this.virtual.advance("10h");
		assertThat(warnings(output)).hasSize(2);
	}

	@Test
	void firstExecutionHasNothingUsual(CapturedOutput output) {
		this.seconds.addAll(List.of(60));
		this.virtual.start(trigger(Schedule.every("10s", IntervalMode.FIXED_RATE)));
		this.virtual.advance("30s");
		assertThat(output).contains(WARNING + "10 s: it takes longer");
	}

	@Test
	void executionThatTakesAsLongAsTheIntervalIsNotReported(CapturedOutput output) {
		this.seconds.addAll(List.of(10, 10, 10));
		this.virtual.start(trigger(Schedule.every("10s")));
		this.virtual.advance("1h");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void timeBetweenDueTimesCounts(CapturedOutput output) {
		this.seconds.addAll(List.of(50, 50, 70));
		// the first begins just before a due time
		this.time.advanceBy(Duration.ofSeconds(59));
		this.virtual.start(trigger(Schedule.cron("* * * * *", ZoneOffset.UTC)));
		this.virtual.advance("2m");
		assertThat(output).doesNotContain(WARNING);
		this.virtual.advance("5m");
		assertThat(output).contains(WARNING + "1 min, usually 50 s");
	}

	@Test
	void timeUntilTheNextDueTimeCounts(CapturedOutput output) {
		this.seconds.addAll(List.of(12, 360));
		this.virtual.start(trigger(Schedule.cron("0,5 * * * *", ZoneOffset.UTC)).onStartup(false));
		this.virtual.advance("1h10m");
		assertThat(output).contains(WARNING + "5 min, usually 12 s: it takes longer");
	}

	@Test
	void changedScheduleCounts(CapturedOutput output) {
		this.seconds.addAll(List.of(1, 30));
		TriggerHandle handle = this.virtual.register(trigger(Schedule.every("10s")));
		handle.start();
		handle.changeSchedule(Schedule.every("1m"));
		this.virtual.advance("1h");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void shortIntervalsAndOwnSchedulesAreNotWatched(CapturedOutput output) {
		this.seconds.addAll(List.of(100, 100));
		this.virtual.start(trigger(Schedule.every("999ms")));
		this.virtual.start(TestTriggers.named("own")
			.schedule(Schedule.of((context) -> this.time.now().plusSeconds(10)))
			.calls((element) -> this.virtual.takes(Duration.ofHours(1))));
		this.virtual.advance("3m");
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void executionsShareOneTimerThatGoesWithThem() {
		TriggerHandle handle = this.virtual.register(trigger(Schedule.every("10m")));
		for (int i = 0; i < 100; i++) {
			handle.fire();
			this.virtual.advance("0s");
		}
		assertThat(this.time.pending()).isOne();
		this.virtual.advance("10m1s");
		assertThat(this.time.pending()).isZero();
	}

	@Test
	void eachExecutionIsLateByItsOwnInterval(CapturedOutput output) {
		for (int minutes : List.of(30, 10, 20)) {
			this.virtual.start(TestTriggers.named("every." + minutes)
				.schedule(Schedule.every(minutes + "m"))
				.calls((element) -> this.virtual.takes(Duration.ofHours(1))));
		}
		this.virtual.advance("10m");
		assertThat(warnings(output)).isEmpty();
		this.virtual.advance("1s");
		assertThat(warnings(output)).singleElement().asString().contains("'every.10' is still running after 10 min");
		this.virtual.advance("10m");
		assertThat(warnings(output)).hasSize(2).last().asString().contains("'every.20' is still running after 20 min");
		this.virtual.advance("10m");
		assertThat(warnings(output)).hasSize(3).last().asString().contains("'every.30' is still running after 30 min");
	}

	private TestTriggers trigger(Schedule schedule) {
		return TestTriggers.named("wars.refresh").schedule(schedule).calls((element) -> {
			Integer next = this.seconds.poll();
			return (next != null) ? this.virtual.takes(Duration.ofSeconds(next)) : null;
		});
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains(WARNING)).toList();
	}

}
