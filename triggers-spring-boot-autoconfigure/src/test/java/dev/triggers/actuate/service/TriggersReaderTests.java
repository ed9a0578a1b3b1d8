package dev.triggers.actuate.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.Sanitizer;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ScheduleDescriptor.TimeDescriptor;
import dev.triggers.actuate.descriptor.TriggerDescriptor;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link TriggersReader}.
 */
class TriggersReaderTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final ExecutionId ID = new ExecutionId("8f2c00000000");

	private final TriggerHandle orders = mock(TriggerHandle.class);

	private final TriggerHandle wars = mock(TriggerHandle.class);

	private final Triggers triggers = mock(Triggers.class);

	private final ConcurrencyGroups groups = mock(ConcurrencyGroups.class);

	private final ExecutionHistory history = mock(ExecutionHistory.class);

	private boolean writable = true;

	private final TriggersReader reader = new TriggersReader(this.triggers, this.groups, () -> this.history,
			Clock.fixed(NOON, ZoneOffset.UTC), null, () -> this.writable);

	@BeforeEach
	void prepare() {
		given(this.triggers.get("orders")).willReturn(this.orders);
		given(this.triggers.spliterator()).willAnswer((call) -> List.of(this.orders, this.wars).spliterator());
		given(this.groups.spliterator()).willAnswer((call) -> List.<ConcurrencyGroup>of().spliterator());
		prepare(this.orders, "orders");
		prepare(this.wars, "wars");
	}

	private static void prepare(TriggerHandle handle, String name) {
		TriggerDefinition definition = TestTriggers.named(name).build();
		given(handle.name()).willReturn(name);
		given(handle.definition()).willReturn(definition);
		given(handle.schedule()).willReturn(Schedule.every("10s", IntervalMode.FIXED_RATE));
		given(handle.state()).willReturn(TriggerState.WAITING);
		TriggerStatistics.Counts none = new TriggerStatistics.Counts(0, 0, 0);
		given(handle.statistics()).willReturn(new TriggerStatistics(none, 0, none, 0, 0, Duration.ZERO));
	}

	@Test
	void triggerThatIsUnregisteredMeanwhileIsLeftOut() {
		given(this.orders.statistics()).willThrow(NoSuchTriggerException.among("orders", List.of()));
		assertThat(this.reader.all().triggers()).extracting(TriggerDescriptor::name).containsExactly("wars");
	}

	@Test
	void nextTimesEndWithTheCount() {
		given(this.orders.nextFiring()).willReturn(NOON);
		given(this.orders.remaining()).willReturn(3L);
		assertThat(this.reader.trigger("orders").nextExecutions()).extracting(TimeDescriptor::time)
			.containsExactly(NOON, NOON.plusSeconds(10), NOON.plusSeconds(20));
		given(this.orders.remaining()).willReturn(1L);
		assertThat(this.reader.trigger("orders").nextExecutions()).hasSize(1);
		given(this.orders.remaining()).willReturn(null);
		assertThat(this.reader.trigger("orders").nextExecutions()).hasSize(10);
	}

	@Test
	void actionsAreThoseOfTheStateIfAccessPermitsThem() {
		assertThat(this.reader.trigger("orders").actions()).containsExactly("stop", "cancel", "restart", "fire",
				"change-schedule");
		given(this.orders.state()).willReturn(TriggerState.STOPPING);
		assertThat(this.reader.trigger("orders").actions()).containsExactly("cancel", "restart", "fire",
				"change-schedule");
		given(this.orders.state()).willReturn(TriggerState.CANCELLING);
		assertThat(this.reader.trigger("orders").actions()).containsExactly("restart", "fire", "change-schedule");
		given(this.orders.state()).willReturn(TriggerState.FAILED);
		given(this.orders.lastExecution()).willReturn(execution("a"));
		assertThat(this.reader.trigger("orders").actions()).containsExactly("start", "restart", "fire", "retry-failed",
				"change-schedule");
		this.writable = false;
		assertThat(this.reader.trigger("orders").actions()).isEmpty();
	}

	@Test
	void triggersAreShownAlsoIfTheirHistoryFails() {
		given(this.history.executions("orders")).willThrow(new IllegalStateException("No connection"));
		assertThat(this.reader.all().triggers()).hasSize(2);
		assertThat(this.reader.trigger("orders").statistics().p50Ms()).isNull();
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.reader.executions("orders"))
			.withMessage("No connection");
	}

	@Test
	void percentilesLeaveOutCancelledExecutions() {
		given(this.history.executions("orders")).willReturn(List.of(recorded(400, Outcome.FAILED),
				recorded(1, Outcome.CANCELLED), recorded(100, Outcome.SUCCEEDED), recorded(300, Outcome.SUCCEEDED)));
		assertThat(this.reader.trigger("orders").statistics().p50Ms()).isEqualTo(300);
		assertThat(this.reader.trigger("orders").statistics().p95Ms()).isEqualTo(400);
	}

	private static RecordedExecution recorded(long millis, Outcome outcome) {
		return new RecordedExecution(ID, new RecordedExecution.Firing("orders", Cause.MANUAL, NOON, 0), NOON,
				Duration.ofMillis(millis), outcome, new RecordedExecution.Elements(1L, 1, 0, 0), List.of());
	}

	@Test
	void elementsAreAskedForTheirTextOnlyWhereTheyAreShown() {
		AtomicInteger asked = new AtomicInteger();
		Object element = new Object() {

			@Override
			public String toString() {
				asked.incrementAndGet();
				return "Miller";
			}

		};
		given(this.orders.lastExecution()).willReturn(execution(element));
		assertThat(this.reader.trigger("orders").lastExecution().exception())
			.isEqualTo(new ExecutionDescriptor.ExceptionDescriptor("java.lang.IllegalStateException", "No answer", 1));
		assertThat(asked).hasValue(0);
		ElementMask mask = new ElementMask(new Sanitizer(), true);
		assertThat(this.reader.execution("orders", ID.value(), 0, 20, mask).failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.element().value()).isEqualTo("Miller"));
	}

	@Test
	void executionIsFoundBeforeItIsRemembered() {
		ElementMask mask = new ElementMask(new Sanitizer(), true);
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> this.reader.execution("orders", ID.value(), 0, 20, mask))
			.satisfies((ex) -> assertThat(ex.problem().status()).isEqualTo(404));
		given(this.orders.lastExecution()).willReturn(execution("a"));
		assertThat(this.reader.execution("orders", ID.value(), 0, 20, mask).status())
			.isEqualTo(ExecutionDescriptor.Status.ERROR);
	}

	@Test
	void executionThatHasEndedIsNotUnderWayWhileListenersHearOfIt() {
		given(this.orders.currentExecutions()).willReturn(List.of(execution("a", null)));
		assertThat(this.reader.trigger("orders").current()).isNotNull();
		given(this.orders.lastExecution()).willReturn(execution("a"));
		assertThat(this.reader.trigger("orders").current()).isNull();
		assertThat(this.reader.executions("orders").executions()).extracting(ExecutionDescriptor::status)
			.containsExactly(ExecutionDescriptor.Status.ERROR);
		ElementMask mask = new ElementMask(new Sanitizer(), true);
		assertThat(this.reader.execution("orders", ID.value(), 0, 20, mask).status())
			.isEqualTo(ExecutionDescriptor.Status.ERROR);
	}

	private static Execution execution(Object element) {
		return execution(element, Outcome.FAILED);
	}

	private static Execution execution(Object element, @Nullable Outcome outcome) {
		CallFailure failure = new CallFailure(new Element(0, element), 1, new IllegalStateException("No answer"));
		return new Execution(ID, new Execution.Firing("orders", Cause.SCHEDULED, NOON, 1), NOON,
				new Progress(new ElementCounts(1L, 0, 1, 0, 0), Duration.ofSeconds(1)), List.of(failure), outcome);
	}

}
