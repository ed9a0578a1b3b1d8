package dev.triggers.actuate.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.actuate.descriptor.FiredDescriptor;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link TriggersOperator}.
 */
class TriggersOperatorTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final ExecutionId ID = new ExecutionId("8f2c00000000");

	private final TriggerHandle orders = mock(TriggerHandle.class);

	private final Triggers triggers = mock(Triggers.class);

	private final TriggersOperator operator = new TriggersOperator(new TriggersReader(this.triggers,
			mock(ConcurrencyGroups.class), () -> null, Clock.fixed(NOON, ZoneOffset.UTC), null, () -> true));

	@BeforeEach
	void prepare() {
		given(this.triggers.get("orders")).willReturn(this.orders);
		given(this.orders.name()).willReturn("orders");
		given(this.orders.schedule()).willReturn(Schedule.every("10s", IntervalMode.FIXED_RATE));
		given(this.orders.fire(any(FireRequest.class))).willReturn(new CompletableFuture<>());
	}

	@Test
	void fireAnswersWithTheExecutionThatIsAskedFor() {
		FiredDescriptor fired = this.operator.fire("orders", "a , b\\,c", "7");
		FireRequest request = asked();
		assertThat(fired).isEqualTo(new FiredDescriptor("orders", request.id().value()));
		assertThat(request.elements()).isEqualTo(List.of("a", "b,c"));
		assertThat(request.arguments()).isEqualTo(List.of("7"));
	}

	@Test
	void fireWithoutParametersIsThatOfTheHandle() {
		this.operator.fire("orders", null, null);
		FireRequest request = asked();
		assertThat(request.elements()).isNull();
		assertThat(request.arguments()).isNull();
	}

	private FireRequest asked() {
		ArgumentCaptor<FireRequest> request = ArgumentCaptor.forClass(FireRequest.class);
		then(this.orders).should().fire(request.capture());
		return request.getValue();
	}

	@Test
	void fireConflictsWithAContextThatIsNotRunning() {
		given(this.orders.fire(any(FireRequest.class)))
			.willReturn(CompletableFuture.failedFuture(new IllegalStateException("Context is not running")));
		assertRefused(409, "Context is not running", () -> this.operator.fire("orders", null, null));
	}

	@Test
	void fireConflictsWithACancellationAtTheSameTime() {
		CompletableFuture<Execution> dropped = new CompletableFuture<>();
		dropped.cancel(false);
		given(this.orders.fire(any(FireRequest.class))).willReturn(dropped);
		assertRefused(409, "Trigger 'orders' was cancelled before the execution began",
				() -> this.operator.fire("orders", null, null));
	}

	@Test
	void fireWithWhatDoesNotFitIsRefused() {
		given(this.orders.fire(any(FireRequest.class))).willThrow(new IllegalArgumentException("No elements"));
		assertRefused(400, "No elements", () -> this.operator.fire("orders", "a", null));
	}

	@Test
	void startConflictsWithAStartAtTheSameTime() {
		willThrow(new IllegalStateException("Trigger 'orders' is running")).given(this.orders).start();
		assertRefused(409, "Trigger 'orders' is running", () -> this.operator.start("orders", " "));
	}

	@Test
	void restartIsDoneOnlyWhenTheTriggerWasStarted() {
		given(this.orders.restartAsync()).willReturn(CompletableFuture.completedFuture(true))
			.willReturn(new CompletableFuture<>())
			.willReturn(CompletableFuture.completedFuture(false));
		assertThat(this.operator.restart("orders", null)).isTrue();
		assertThat(this.operator.restart("orders", null)).isFalse();
		assertThat(this.operator.restart("orders", null)).isFalse();
	}

	@Test
	void cancelIsDoneWhenNothingIsUnderWay() {
		given(this.orders.state()).willReturn(TriggerState.CANCELLED);
		given(this.orders.cancel()).willReturn(true);
		assertThat(this.operator.cancel("orders")).isTrue();
		given(this.orders.currentExecutions()).willReturn(List.of(execution(0, Outcome.CANCELLED)));
		assertThat(this.operator.cancel("orders")).isFalse();
	}

	@Test
	void stopOfWhatDoesNotRunConflicts() {
		given(this.orders.state()).willReturn(TriggerState.STOPPED);
		assertRefused(409, "Trigger 'orders' is not running: its state is STOPPED", () -> this.operator.stop("orders"));
		given(this.orders.state()).willReturn(TriggerState.CANCELLING);
		assertRefused(409, "Trigger 'orders' is ending already: its state is CANCELLING",
				() -> this.operator.stop("orders"));
	}

	@Test
	void retryOfTheLastExecutionNeedsFailures() {
		assertRefused(409, "No execution of trigger 'orders' has ended yet",
				() -> this.operator.retryFailed("orders", null));
		given(this.orders.lastExecution()).willReturn(execution(0, Outcome.SUCCEEDED));
		assertRefused(409, "Nothing failed in execution '8f2c00000000' of trigger 'orders'",
				() -> this.operator.retryFailed("orders", null));
		then(this.orders).should(never()).fire(any(FireRequest.class));
		given(this.orders.lastExecution()).willReturn(execution(2, Outcome.SUCCEEDED));
		this.operator.retryFailed("orders", null);
		assertThat(asked().failedIn()).isEqualTo(ID);
	}

	@Test
	void retryOfWhatIsUnderWayConflicts() {
		given(this.orders.currentExecutions()).willReturn(List.of(execution(2, null)));
		assertRefused(409,
				"Execution '8f2c00000000' of trigger 'orders' is under way: " + "what failed is known when it ends",
				() -> this.operator.retryFailed("orders", " 8f2c00000000 "));
	}

	@Test
	void lastExecutionIsRetriedAlsoWhileListenersHearOfItsEnd() {
		given(this.orders.currentExecutions()).willReturn(List.of(execution(2, null)));
		given(this.orders.lastExecution()).willReturn(execution(2, Outcome.SUCCEEDED));
		this.operator.retryFailed("orders", null);
		assertThat(asked().failedIn()).isEqualTo(ID);
	}

	@Test
	void retryOfElementsThatAreForgottenConflicts() {
		given(this.orders.lastExecution()).willReturn(execution(2, Outcome.SUCCEEDED));
		NoSuchExecutionException forgotten = new NoSuchExecutionException("orders", ID);
		given(this.orders.fire(any(FireRequest.class))).willThrow(forgotten);
		assertRefused(409, forgotten.getMessage(), () -> this.operator.retryFailed("orders", null));
	}

	@Test
	void changedScheduleKeepsTheModeOfTheOneBefore() {
		this.operator.changeSchedule("orders", new ScheduleParameters(null, "20s", null, null, null, null));
		then(this.orders).should().changeSchedule(Schedule.every("20s", IntervalMode.FIXED_RATE));
	}

	@Test
	void triggerThatIsUnregisteredMeanwhileIsNotFound() {
		given(this.orders.stop()).willThrow(new NoSuchTriggerException("orders", List.of()));
		given(this.triggers.spliterator()).willReturn(List.<TriggerHandle>of().spliterator());
		assertRefused(404, "There is no trigger 'orders'", () -> this.operator.stop("orders"));
	}

	private static Execution execution(long failed, Outcome outcome) {
		return new Execution(ID, new Execution.Firing("orders", Cause.SCHEDULED, NOON, 1), NOON,
				new Progress(new ElementCounts(4L, 4 - failed, failed, 0, 0), Duration.ofSeconds(1)), List.of(),
				outcome);
	}

	private static void assertRefused(int status, String reason, ThrowingCallable operation) {
		assertThatExceptionOfType(RefusedException.class).isThrownBy(operation).satisfies((ex) -> {
			assertThat(ex.problem().reason()).isEqualTo(reason);
			assertThat(ex.problem().status()).isEqualTo(status);
		});
	}

}
