package dev.triggers.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle}: due times that are missed, or change, while a trigger
 * is controlled.
 */
class ControlAndMisfireTests {

	private static final Schedule RATE = Schedule.every("10s", IntervalMode.FIXED_RATE);

	private final VirtualEngine virtual = new VirtualEngine();

	private final TriggerHandle handle = TestHandles.of(this.virtual.engine, "a");

	private final AtomicInteger calls = new AtomicInteger();

	@Test
	void missedTimesFireOnceAlsoBehindAnExecutionBesideTheSchedule() {
		this.virtual.start(TestTriggers.named("a").schedule(RATE).calls((element) -> takesAtFirst(2, 25)));
		this.virtual.time.runDue();
		this.handle.fire();
		// one execution until 00:25, that beside the schedule until 00:50
		this.virtual.advance("59s");
		assertThat(starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:25Z", "2026-01-01T00:00:50Z");
		assertThat(this.virtual.recorder.events(ExecutionEvent.Misfired.class)
			.stream()
			.mapToLong(ExecutionEvent.Misfired::missed)
			.sum()).isEqualTo(4);
		this.virtual.advance("1s");
		assertThat(starts()).endsWith("2026-01-01T00:01:00Z").hasSize(4);
	}

	@Test
	void timesMissedBeforeALateStartupAreNotMadeUpForBesides() {
		this.virtual.engine
			.register(TestTriggers.named("a").schedule(RATE).calls((element) -> takesAtFirst(1, 25)).build());
		this.handle.fire();
		this.virtual.time.runDue();
		this.handle.start();
		this.virtual.advance("30s");
		assertThat(starts()).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:25Z", "2026-01-01T00:00:30Z");
	}

	@Test
	void concurrentTriggerGoesOnWhenACallChangesItsDelayToARate() {
		this.virtual.start(TestTriggers.named("a").concurrent().calls((element) -> this.handle.changeSchedule(RATE)));
		this.virtual.advance("35s");
		assertThat(this.handle.state()).isEqualTo(TriggerState.WAITING);
		assertThat(starts()).hasSize(4);
	}

	@Test
	void remainingIsKnownBeforeTheFirstStart() {
		this.virtual.engine.register(TestTriggers.named("a").count(3).build());
		assertThat(this.handle.remaining()).isEqualTo(3);
	}

	private CompletableFuture<Object> takesAtFirst(int number, int seconds) {
		return (this.calls.getAndIncrement() < number) ? this.virtual.takes(Duration.ofSeconds(seconds))
				: CompletableFuture.completedFuture(null);
	}

	private List<String> starts() {
		return this.virtual.recorder.events(ExecutionEvent.Started.class)
			.stream()
			.map((event) -> event.execution().startTime().toString())
			.toList();
	}

}
