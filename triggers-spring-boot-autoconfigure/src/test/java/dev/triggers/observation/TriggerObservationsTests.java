package dev.triggers.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.engine.call.CallNesting;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.execution.Execution;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerObservations}.
 */
class TriggerObservationsTests {

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private @Nullable TriggerObservationConvention convention;

	private final LocalTriggerEngine engine = engine(
			new TriggerObservations(() -> this.registry, () -> this.convention));

	private LocalTriggerEngine engine(ExecutionScope.Factory scopes) {
		SchedulerTimer timer = new SchedulerTimer(this.time, this.time::nanoTime);
		CallTools tools = new CallTools(timer, new ConcurrencyGroups(List.of(), timer), new RetryPolicies(Map.of()),
				() -> 0, new CallNesting(), new ExecutionContexts(scopes, ExecutionContexts.NONE.capture()));
		LocalTriggerEngine engine = new LocalTriggerEngine(this.time, this.time, (name) -> this.time, tools,
				TestCalls.noActions(), List::of);
		engine.open();
		return engine;
	}

	private TriggerHandle register(TestTriggers trigger) {
		this.engine.register(trigger.build());
		return TestHandles.of(this.engine, trigger.build().name());
	}

	private Execution execute(TestTriggers trigger) {
		CompletableFuture<Execution> result = register(trigger).fire();
		this.time.runDue();
		return result.join();
	}

	@Test
	void executionIsOneObservation() {
		Execution execution = execute(TestTriggers.named("wars").elements(1, 2, 3));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsEqualTo(1)
			.hasObservationWithNameEqualTo("triggers.execution")
			.that()
			.hasBeenStarted()
			.hasBeenStopped()
			.hasContextualNameEqualTo("trigger wars")
			.hasLowCardinalityKeyValue("trigger", "wars")
			.hasLowCardinalityKeyValue("cause", "MANUAL")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("exception", "none")
			.hasHighCardinalityKeyValue("execution.id", execution.id().value())
			.hasHighCardinalityKeyValue("elements.ok", "3")
			.hasHighCardinalityKeyValue("elements.failed", "0")
			.hasHighCardinalityKeyValue("elements.cancelled", "0")
			.doesNotHaveError();
	}

	@Test
	void failureIsTheErrorOfTheObservation() {
		IOException failure = new IOException("no answer");
		execute(TestTriggers.named("wars").calls((element) -> {
			throw failure;
		}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("triggers.execution")
			.that()
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasLowCardinalityKeyValue("exception", "IOException")
			.hasError(failure);
	}

	@Test
	void failureOfOneElementIsNoError() {
		execute(TestTriggers.named("wars").elements(1, 2).calls((element) -> {
			if (element.equals(1)) {
				throw new IOException();
			}
			return null;
		}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("triggers.execution")
			.that()
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.hasLowCardinalityKeyValue("exception", "IOException")
			.hasHighCardinalityKeyValue("elements.failed", "1")
			.doesNotHaveError();
	}

	@Test
	void observationIsCurrentForEachElementAndLaterAttempt() {
		int[] calls = new int[1];
		execute(TestTriggers.named("other"));
		CompletableFuture<Execution> result = register(TestTriggers.named("wars")
			.elements(1, 2)
			.reconnect(new ReconnectPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1)))
			.calls((element) -> {
				Observation current = this.registry.getCurrentObservation();
				assertThat(current != null && current.getContext() instanceof TriggerObservationContext context
						&& context.getTrigger().name().equals("wars"))
					.isTrue();
				if (calls[0]++ == 0) {
					throw new IOException();
				}
				return null;
			})).fire();
		this.time.advanceBy(Duration.ofMinutes(1));
		assertThat(result.join().counts().ok() == 2).isTrue();
		assertThat(calls[0] == 3).isTrue();
		assertThat(this.registry.getCurrentObservation() == null).isTrue();
		TestObservationRegistryAssert.assertThat(this.registry).hasNumberOfObservationsEqualTo(2);
	}

	@Test
	void observationHasNoParent() {
		Observation parent = Observation.start("http.server.requests", this.registry);
		parent.scoped(() -> execute(TestTriggers.named("wars")));
		parent.stop();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("triggers.execution")
			.that()
			.doesNotHaveParentObservation();
	}

	@Test
	void cancelledExecutionIsNoError() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		TriggerHandle wars = register(TestTriggers.named("wars").calls((element) -> pending));
		wars.fire();
		this.time.runDue();
		wars.cancel();
		this.time.runDue();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("triggers.execution")
			.that()
			.hasLowCardinalityKeyValue("outcome", "CANCELLED")
			.hasBeenStopped()
			.doesNotHaveError();
	}

	@Test
	void conventionReplacesNamesAndKeys() {
		this.convention = new DefaultTriggerObservationConvention() {

			@Override
			public String getName() {
				return "acme.job";
			}

			@Override
			public KeyValues getLowCardinalityKeyValues(TriggerObservationContext context) {
				return KeyValues.of("job", context.getTrigger().name());
			}

		};
		execute(TestTriggers.named("wars"));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("acme.job")
			.that()
			.hasLowCardinalityKeyValue("job", "wars")
			.doesNotHaveLowCardinalityKeyValueWithKey("trigger")
			.hasHighCardinalityKeyValue("elements.ok", "1");
	}

	@Test
	void globalConventionReplacesTheDefault() {
		this.registry.observationConfig().observationConvention(new AcmeConvention());
		execute(TestTriggers.named("wars"));
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("acme.global");
	}

	@Test
	void conventionThatThrowsHurtsNoExecution() {
		this.convention = new DefaultTriggerObservationConvention() {

			@Override
			public KeyValues getHighCardinalityKeyValues(TriggerObservationContext context) {
				throw new IllegalStateException("broken convention");
			}

		};
		assertThat(execute(TestTriggers.named("wars")).hasFailures()).isFalse();
		assertThat(this.registry.getCurrentObservation() == null).isTrue();
	}

	@Test
	void predicateSwitchesObservationsOff() {
		this.registry.observationConfig()
			.observationPredicate((name, context) -> !(context instanceof TriggerObservationContext));
		assertThat(execute(TestTriggers.named("wars")).hasFailures()).isFalse();
		TestObservationRegistryAssert.assertThat(this.registry).hasNumberOfObservationsEqualTo(0);
	}

	@Test
	void nothingIsObservedIfNobodyHandlesObservations() {
		TriggerObservations observations = new TriggerObservations(ObservationRegistry::create, () -> {
			throw new AssertionError("convention is asked");
		});
		Execution execution = execute(TestTriggers.named("wars"));
		assertThat(observations.begin(TestTriggers.named("wars").build(), execution) == ExecutionScope.NONE).isTrue();
	}

	/**
	 * Convention for all observations of executions.
	 */
	private static final class AcmeConvention extends DefaultTriggerObservationConvention
			implements GlobalObservationConvention<TriggerObservationContext> {

		@Override
		public String getName() {
			return "acme.global";
		}

	}

}
