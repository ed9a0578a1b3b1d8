package dev.triggers.engine;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.triggers.definition.MisfirePolicy;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LocalTriggerEngine}: due times that were missed.
 */
class MisfireTests {

	private static final String START = "2026-01-01T00:00:20Z";

	private static final Schedule EVERY_MINUTE = Schedule.cron("* * * * *", ZoneOffset.UTC);

	@Test
	void missedTimesFireOnceByDefault() {
		VirtualEngine virtual = VirtualEngine.at(START);
		AtomicInteger calls = new AtomicInteger();
		virtual
			.start(TestTriggers.named("a")
				.schedule(EVERY_MINUTE)
				.calls((element) -> (calls.getAndIncrement() == 0) ? virtual.takes(Duration.ofSeconds(200)) : null))
			.advance("5m");
		// ends at 00:03:40, having missed 00:01, 00:02 and 00:03
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:20Z", "2026-01-01T00:03:40Z",
				"2026-01-01T00:04:00Z", "2026-01-01T00:05:00Z");
		assertThat(virtual.recorder.finished().get(1).firing().cause()).isEqualTo(Cause.MISFIRE);
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).singleElement()
			.extracting(ExecutionEvent.Misfired::missed)
			.isEqualTo(3L);
	}

	@Test
	void missedTimesAreSkipped() {
		VirtualEngine virtual = VirtualEngine.at(START);
		AtomicInteger calls = new AtomicInteger();
		virtual
			.start(TestTriggers.named("a")
				.misfire(MisfirePolicy.SKIP)
				.schedule(EVERY_MINUTE)
				.calls((element) -> (calls.getAndIncrement() == 0) ? virtual.takes(Duration.ofSeconds(200)) : null))
			.advance("5m");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:20Z", "2026-01-01T00:04:00Z",
				"2026-01-01T00:05:00Z");
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).singleElement()
			.extracting(ExecutionEvent.Misfired::missed)
			.isEqualTo(3L);
	}

	@Test
	void missedTimesAreCaughtUpOneAfterTheOther() {
		VirtualEngine virtual = VirtualEngine.at(START);
		AtomicInteger calls = new AtomicInteger();
		virtual.start(TestTriggers.named("a")
			.misfire(MisfirePolicy.CATCH_UP)
			.schedule(EVERY_MINUTE)
			.calls((element) -> (calls.getAndIncrement() == 0) ? virtual.takes(Duration.ofSeconds(200))
					: virtual.takes(Duration.ofSeconds(1))))
			.advance("5m");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:20Z", "2026-01-01T00:03:40Z",
				"2026-01-01T00:03:41Z", "2026-01-01T00:03:42Z", "2026-01-01T00:04:00Z", "2026-01-01T00:05:00Z");
		assertThat(virtual.recorder.finished()).extracting((execution) -> execution.firing().scheduledTime().toString())
			.startsWith("2026-01-01T00:00:20Z", "2026-01-01T00:01:00Z", "2026-01-01T00:02:00Z", "2026-01-01T00:03:00Z",
					"2026-01-01T00:04:00Z");
		// each missed time is reported once
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).singleElement()
			.extracting(ExecutionEvent.Misfired::missed)
			.isEqualTo(3L);
	}

	@Test
	void lateFixedRateKeepsItsGrid() {
		VirtualEngine virtual = new VirtualEngine();
		AtomicInteger calls = new AtomicInteger();
		virtual
			.start(TestTriggers.named("a")
				.schedule(Schedule.every("10s", IntervalMode.FIXED_RATE))
				.calls((element) -> (calls.getAndIncrement() == 0) ? virtual.takes(Duration.ofSeconds(25)) : null))
			.advance("45s");
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:25Z",
				"2026-01-01T00:00:30Z", "2026-01-01T00:00:40Z");
	}

	@Test
	void closedEngineDoesNotFireAndGoesOnWhenOpened() {
		VirtualEngine virtual = VirtualEngine.at(START);
		virtual.start(TestTriggers.named("a").schedule(EVERY_MINUTE).onStartup(false));
		virtual.engine.close(Duration.ZERO);
		assertThat(virtual.time.pending()).isZero();
		virtual.advance("150s");
		assertThat(virtual.starts()).isEmpty();
		virtual.engine.open();
		virtual.advance("15s");
		// 00:01 and 00:02 were missed, and are made up for when opened at 00:02:50
		assertThat(virtual.starts()).containsExactly("2026-01-01T00:02:50Z", "2026-01-01T00:03:00Z");
		assertThat(virtual.recorder.events(ExecutionEvent.Misfired.class)).singleElement()
			.extracting(ExecutionEvent.Misfired::missed)
			.isEqualTo(2L);
	}

}
