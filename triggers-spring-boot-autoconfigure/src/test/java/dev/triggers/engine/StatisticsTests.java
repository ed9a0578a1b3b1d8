package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.execution.TriggerStatistics.Counts;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggerStatistics} and the events of registration, on the virtual
 * clock.
 */
class StatisticsTests {

	private final VirtualEngine virtual = new VirtualEngine();

	@Test
	void countsExecutionsByOutcomeAndElements() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements("ok", "bad").calls((element) -> {
			if (this.virtual.recorder.finished().isEmpty() && !"bad".equals(element)) {
				return null;
			}
			throw new IllegalStateException();
		}));
		assertThat(handle.statistics())
			.isEqualTo(new TriggerStatistics(Counts.ZERO, 0, Counts.ZERO, 0, 0, Duration.ZERO));
		handle.fire();
		this.virtual.advance("5s");
		handle.fire();
		this.virtual.advance("2s");
		TriggerStatistics statistics = handle.statistics();
		assertThat(statistics.executions()).isEqualTo(new Counts(1, 1, 0));
		assertThat(statistics.failures()).isEqualTo(2);
		assertThat(statistics.elements()).isEqualTo(new Counts(1, 3, 0));
		assertThat(statistics.sinceSuccess()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void numbersNeverGoDownWhileExecuting() {
		List<TriggerStatistics> seen = new ArrayList<>();
		TriggerHandle[] handle = new TriggerHandle[1];
		handle[0] = this.virtual.register(TestTriggers.named("a")
			.elements(1, 2, 3, 4)
			.reconnect(new ReconnectPolicy(Duration.ofMillis(1), Duration.ofSeconds(1)))
			.calls((element) -> {
				seen.add(handle[0].statistics());
				if (Integer.valueOf(2).equals(element)
						&& this.virtual.recorder.events(ExecutionEvent.CallRepeated.class).size() % 3 != 0) {
					throw new IOException("again");
				}
				if (Integer.valueOf(3).equals(element)) {
					throw (seen.size() % 2 == 0) ? new IOException("again") : new IllegalStateException("no");
				}
				return null;
			}));
		handle[0].start();
		for (int i = 0; i < 100; i++) {
			this.virtual.advance("0.7s");
			seen.add(handle[0].statistics());
		}
		handle[0].cancel();
		this.virtual.advance("0s");
		seen.add(handle[0].statistics());
		Iterator<TriggerStatistics> next = seen.iterator();
		TriggerStatistics before = next.next();
		while (next.hasNext()) {
			TriggerStatistics after = next.next();
			assertThat(after.elements().succeeded()).isGreaterThanOrEqualTo(before.elements().succeeded());
			assertThat(after.elements().failed()).isGreaterThanOrEqualTo(before.elements().failed());
			assertThat(after.retries()).isGreaterThanOrEqualTo(before.retries());
			assertThat(after.executions().total()).isGreaterThanOrEqualTo(before.executions().total());
			before = after;
		}
		assertThat(before.elements().total()).isGreaterThan(10);
		assertThat(before.retries()).isPositive();
	}

	@Test
	void elementsOfExecutionsUnderWayCount() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
			.elements(1, 2, 3)
			.calls((element) -> this.virtual.takes(Duration.ofSeconds(1))));
		handle.fire();
		this.virtual.advance("2.5s");
		assertThat(handle.statistics().elements()).isEqualTo(new Counts(2, 0, 0));
		assertThat(handle.statistics().executions()).isEqualTo(Counts.ZERO);
		handle.cancel();
		this.virtual.advance("0s");
		assertThat(handle.statistics().elements()).isEqualTo(new Counts(2, 0, 1));
		assertThat(handle.statistics().executions()).isEqualTo(new Counts(0, 0, 1));
	}

	@Test
	void missedDueTimesCount() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
			.onStartup(false)
			.schedule(Schedule.cron("* * * * *", ZoneOffset.UTC))
			.misfire(MisfirePolicy.FIRE_ONCE)
			.calls((element) -> this.virtual.takes(Duration.ofSeconds(150))));
		handle.start();
		this.virtual.advance("10m");
		assertThat(handle.statistics().misfires())
			.isEqualTo(this.virtual.recorder.events(ExecutionEvent.Misfired.class)
				.stream()
				.mapToLong(ExecutionEvent.Misfired::missed)
				.sum())
			.isPositive();
	}

	@Test
	void triggerThatIsRemovedWhileItExecutesIsToldToHaveGoneFirst() {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls((element) -> result));
		handle.start();
		this.virtual.advance("0s");
		this.virtual.engine.unregister("a");
		assertThat(handle.statistics().executions()).isEqualTo(Counts.ZERO);
		result.complete(null);
		this.virtual.advance("0s");
		assertThat(events()).containsExactly("Registered", "Started", "Unregistered", "Finished");
		assertThatExceptionOfType(NoSuchTriggerException.class).isThrownBy(handle::statistics);
	}

	@Test
	void triggerOfTheSameNameBeginsAnew() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		handle.fire();
		this.virtual.advance("10s");
		this.virtual.engine.unregister("a");
		TriggerHandle next = this.virtual.register(TestTriggers.named("a"));
		assertThat(next.statistics())
			.isEqualTo(new TriggerStatistics(Counts.ZERO, 0, Counts.ZERO, 0, 0, Duration.ZERO));
		assertThat(events()).containsExactly("Registered", "Started", "Finished", "Unregistered", "Registered");
	}

	@Test
	void triggersAreToldOfWhenTheEngineOpensAndOnce() {
		VirtualEngine other = new VirtualEngine(new ManualTaskScheduler(), null, List.of());
		other.engine.suspend();
		other.register(TestTriggers.named("a"));
		other.register(TestTriggers.named("never"));
		other.engine.unregister("never");
		assertThat(other.recorder.events()).isEmpty();
		other.engine.open();
		other.engine.suspend();
		other.engine.open();
		assertThat(other.recorder.events(ExecutionEvent.Registered.class)).extracting((event) -> event.trigger().name())
			.containsExactly("a");
		assertThat(other.engine.unregister("a")).isTrue();
		assertThat(other.engine.unregister("a")).isFalse();
		assertThat(other.recorder.events(ExecutionEvent.Unregistered.class)).hasSize(1);
	}

	@Test
	void listenerMayRegisterTriggersInTurn() {
		List<String> names = new ArrayList<>();
		VirtualEngine[] self = new VirtualEngine[1];
		self[0] = new VirtualEngine(new ManualTaskScheduler(), null, List.of((event) -> {
			names.add(event.getClass().getSimpleName() + " " + event.trigger().name());
			if (event instanceof ExecutionEvent.Registered && event.trigger().name().length() < 3) {
				self[0].register(TestTriggers.named(event.trigger().name() + "a"));
			}
			if (event.trigger().name().equals("aaa") && event instanceof ExecutionEvent.Registered) {
				self[0].engine.unregister("aaa");
			}
		}));
		self[0].register(TestTriggers.named("a"));
		assertThat(names).containsExactly("Registered a", "Registered aa", "Registered aaa", "Unregistered aaa");
	}

	private List<String> events() {
		return this.virtual.recorder.events().stream().map((event) -> event.getClass().getSimpleName()).toList();
	}

}
