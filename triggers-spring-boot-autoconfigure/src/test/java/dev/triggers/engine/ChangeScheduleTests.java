package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle#changeSchedule} on the virtual clock.
 */
class ChangeScheduleTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<Object> calls = new ArrayList<>();

	@Test
	void changeOfTheScheduleIsKeptOverStarts() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").onStartup(false));
		assertThat(handle.changeSchedule(Schedule.every("1m"))).isTrue();
		assertThat(handle.changeSchedule(Schedule.every("1m"))).isFalse();
		handle.start();
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:01:00Z");
		handle.stop();
		handle.start();
		assertThat(handle.schedule()).isEqualTo(Schedule.every("1m"));
		assertThat(handle.changeSchedule(handle.definition().schedule())).isTrue();
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:00:10Z");
	}

	@Test
	void intervalThatIsOverAlreadyFiresAtOnceAndOnce() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").schedule(Schedule.every("1h")).calls(this::call));
		handle.start();
		this.virtual.advance("30m");
		handle.changeSchedule(Schedule.every("10m"));
		this.virtual.advance("0s");
		assertThat(this.calls).hasSize(2);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:40:00Z");
		assertThat(this.virtual.recorder.events(ExecutionEvent.Misfired.class)).isEmpty();
	}

	@Test
	void timesOfACalendarThatWereNotInForceAreNotMissed() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").schedule(Schedule.every("24h")).calls(this::call));
		handle.start();
		this.virtual.advance("15h");
		handle.changeSchedule(Schedule.times("13:00"));
		this.virtual.advance("0s");
		assertThat(this.calls).hasSize(1);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-02T13:00:00Z");
	}

	@Test
	void changeWhileExecutingTakesEffectAfterIt() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(4))));
		handle.start();
		this.virtual.advance("1s");
		handle.changeSchedule(Schedule.every("1m"));
		assertThat(handle.nextFiring()).isNull();
		this.virtual.advance("3s");
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:01:04Z");
	}

	@Test
	void changeToAFixedRateWhileExecutingsMayOverlapDoesNotCompleteTheTrigger() {
		TriggerHandle handle = this.virtual.register(
				TestTriggers.named("a").concurrent().calls((element) -> this.virtual.takes(Duration.ofSeconds(3))));
		handle.start();
		this.virtual.advance("1s");
		handle.changeSchedule(Schedule.every("10s", IntervalMode.FIXED_RATE));
		this.virtual.advance("3s");
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
		assertThat(handle.nextFiring()).isEqualTo("2026-01-01T00:00:10Z");
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add((element != null) ? element : "call");
		return null;
	}

}
