package dev.triggers.metrics;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Outcome;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerMetrics}.
 */
class TriggerMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final MeteredEngine triggers = new MeteredEngine(this.registry);

	@Test
	void allMetersAreThereWithZerosBeforeTheFirstExecution() {
		this.triggers.register(TestTriggers.named("wars"));
		assertThat(this.triggers.names()).containsExactly("triggers.delay", "triggers.elements", "triggers.executions",
				"triggers.executions.active", "triggers.last.success.age", "triggers.misfires", "triggers.retries");
		assertThat(this.triggers.search("triggers.executions").timers())
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("SUCCESS", "ERROR", "CANCELLED");
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> {
			assertThat(meter.getId().getTag("trigger")).isEqualTo("wars");
			assertThat(meter.getId().getDescription()).isNotBlank();
			assertThat(meter.getId().getBaseUnit()).isNotNull();
			assertThat(meter.measure()).allSatisfy((measurement) -> assertThat(measurement.getValue()).isZero());
		});
	}

	@Test
	void executionsAreTimedByOutcomeAndFirstException() {
		this.triggers.start(TestTriggers.named("wars").elements(1, 2, 3).calls((element) -> {
			this.triggers.advance(Duration.ofSeconds(1));
			return null;
		}));
		this.triggers.start(TestTriggers.named("clans").elements(1, 2).calls((element) -> {
			throw new IOException();
		}));
		this.triggers.start(TestTriggers.named("partly").elements(1, 2).calls((element) -> {
			if (element.equals(1)) {
				throw new IllegalStateException();
			}
			return null;
		}));
		this.triggers.time.runDue();
		assertThat(executions("wars", "SUCCESS", "none").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(executions("clans", "ERROR", "IOException").count()).isOne();
		assertThat(executions("partly", "SUCCESS", "IllegalStateException").count()).isOne();
	}

	@Test
	void seriesOfAMeterHaveTheSameTags() {
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars").calls((element) -> {
			throw new IOException();
		}));
		wars.fire();
		this.triggers.time.runDue();
		for (String name : this.triggers.names()) {
			assertThat(this.triggers.search(name).meters()).extracting((meter) -> keys(meter))
				.containsOnly(keys(this.triggers.search(name).meters().iterator().next()));
		}
	}

	private static List<String> keys(Meter meter) {
		return meter.getId().getTags().stream().map(Tag::getKey).toList();
	}

	@Test
	void namesOfExceptionsAreLimited() {
		int[] number = new int[1];
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars").calls((element) -> {
			throw exceptionOfType(number[0]++);
		}));
		for (int i = 0; i < 30; i++) {
			wars.fire();
			this.triggers.time.runDue();
		}
		assertThat(this.triggers.search("triggers.executions", "outcome", "ERROR").timers()).hasSize(22);
		assertThat(executions("wars", "ERROR", "other").count()).isEqualTo(10);
	}

	/**
	 * One of 30 types.
	 */
	private static Exception exceptionOfType(int number) throws Exception {
		List<Class<?>> types = List.of(ArithmeticException.class, ArrayStoreException.class, ClassCastException.class,
				ClassNotFoundException.class, CloneNotSupportedException.class, IllegalArgumentException.class,
				IllegalCallerException.class, IllegalMonitorStateException.class, IllegalStateException.class,
				IllegalThreadStateException.class, IndexOutOfBoundsException.class, InstantiationException.class,
				LayerInstantiationException.class, NegativeArraySizeException.class, NoSuchFieldException.class,
				NoSuchMethodException.class, NullPointerException.class, NumberFormatException.class,
				SecurityException.class, StringIndexOutOfBoundsException.class, UnsupportedOperationException.class,
				IOException.class, EOFException.class, FileNotFoundException.class, BindException.class,
				ConnectException.class, SocketException.class, MalformedURLException.class, ProtocolException.class,
				UnknownHostException.class);
		return (Exception) types.get(number).getConstructor().newInstance();
	}

	@Test
	void exceptionWithoutANameHasThatOfItsSuperclass() {
		this.triggers.register(TestTriggers.named("wars").calls((element) -> {
			throw new IOException() {
			};
		})).fire();
		this.triggers.time.runDue();
		assertThat(executions("wars", "ERROR", "IOException").count()).isOne();
	}

	@Test
	void activeExecutionsTellHowLongTheyTakeAlready() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars").calls((element) -> pending));
		wars.fire();
		this.triggers.time.runDue();
		assertThat(this.triggers.search("triggers.executions.active").longTaskTimer().activeTasks()).isOne();
		pending.complete(null);
		this.triggers.time.runDue();
		assertThat(this.triggers.search("triggers.executions.active").longTaskTimer().activeTasks()).isZero();
	}

	@Test
	void elementsAreCountedWhileTheExecutionGoesOn() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		TriggerHandle wars = this.triggers
			.register(TestTriggers.named("wars").elements(1, 2, 3, 4).calls((element) -> switch ((Integer) element) {
				case 1 -> throw new IOException();
				case 4 -> pending;
				default -> null;
			}));
		wars.fire();
		this.triggers.time.runDue();
		assertThat(wars.currentExecutions()).hasSize(1);
		assertThat(this.triggers.elements("SUCCESS")).isEqualTo(2);
		assertThat(this.triggers.elements("ERROR")).isEqualTo(1);
		wars.cancel();
		this.triggers.time.runDue();
		assertThat(wars.currentExecutions()).isEmpty();
		assertThat(this.triggers.elements("SUCCESS")).isEqualTo(2);
		assertThat(this.triggers.elements("CANCELLED")).isEqualTo(1);
	}

	@Test
	void repeatedCallsAndMissedTimesAreCounted() {
		int[] calls = new int[1];
		ReconnectPolicy reconnect = new ReconnectPolicy(Duration.ofSeconds(25), Duration.ofSeconds(25));
		this.triggers.start(TestTriggers.named("wars")
			.schedule(Schedule.every("10s", IntervalMode.FIXED_RATE))
			.reconnect(reconnect)
			.calls((element) -> {
				if (calls[0]++ == 0) {
					throw new IOException();
				}
				return null;
			}));
		this.triggers.advance(Duration.ofMinutes(1));
		assertThat(this.triggers.search("triggers.retries").functionCounter().count()).isOne();
		assertThat(this.triggers.search("triggers.misfires").functionCounter().count())
			.isEqualTo(this.triggers.get("wars").statistics().misfires())
			.isPositive();
	}

	@Test
	void delayIsThatOfScheduledExecutionsOnly() {
		TriggerHandle wars = this.triggers.start(TestTriggers.named("wars").schedule(Schedule.every("10s")));
		wars.fire();
		this.triggers.time.runDue();
		assertThat(wars.iteration()).isOne();
		assertThat(delay().count()).isZero();
		this.triggers.advance(Duration.ofSeconds(10));
		assertThat(delay().count()).isOne();
		assertThat(delay().totalTime(TimeUnit.SECONDS)).isZero();
	}

	@Test
	void delayIsNeverNegative() {
		this.triggers.start(TestTriggers.named("wars").schedule(Schedule.every("10s")));
		this.triggers.time.runDue();
		this.triggers.time.setClock(Duration.ofSeconds(-5));
		this.triggers.advance(Duration.ofSeconds(10));
		assertThat(delay().totalTime(TimeUnit.SECONDS)).isZero();
	}

	private Timer delay() {
		return this.triggers.search("triggers.delay").timer();
	}

	@Test
	void ageOfTheLastSuccessBeginsAtTheRegistration() {
		boolean[] fails = { false };
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars").calls((element) -> {
			if (fails[0]) {
				throw new IOException();
			}
			return null;
		}));
		TimeGauge age = this.triggers.search("triggers.last.success.age").timeGauge();
		this.triggers.advance(Duration.ofMinutes(5));
		assertThat(age.value(TimeUnit.SECONDS)).isEqualTo(300);
		wars.fire();
		this.triggers.time.runDue();
		assertThat(age.value(TimeUnit.SECONDS)).isZero();
		fails[0] = true;
		this.triggers.advance(Duration.ofMinutes(2));
		wars.fire();
		this.triggers.time.runDue();
		assertThat(age.value(TimeUnit.SECONDS)).isEqualTo(120);
	}

	@Test
	void metersAreRemovedWithTheirTrigger() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars").calls((element) -> pending));
		this.triggers.register(TestTriggers.named("clans"));
		wars.fire();
		this.triggers.time.runDue();
		this.triggers.unregister("wars");
		assertThat(this.registry.getMeters()).allMatch((meter) -> "clans".equals(meter.getId().getTag("trigger")));
		pending.complete(null);
		this.triggers.time.runDue();
		assertThat(this.registry.getMeters()).allMatch((meter) -> "clans".equals(meter.getId().getTag("trigger")));
	}

	@Test
	void triggerThatTakesOverTheNameHasItsOwnMeters() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		this.triggers.register(TestTriggers.named("wars").calls((element) -> pending)).fire();
		this.triggers.time.runDue();
		this.triggers.unregister("wars");
		this.triggers.register(TestTriggers.named("wars"));
		pending.complete(null);
		this.triggers.time.runDue();
		assertThat(executions("wars", "SUCCESS", "none").count()).isZero();
		this.triggers.get("wars").fire();
		this.triggers.time.runDue();
		assertThat(executions("wars", "SUCCESS", "none").count()).isOne();
		assertThat(this.triggers.elements("SUCCESS")).isOne();
	}

	@Test
	void lateEndOfATriggerLeavesTheMetersOfTheNextOne() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		TriggerMetrics metrics = new TriggerMetrics(() -> this.triggers, meters);
		TriggerDefinition former = TestTriggers.named("wars").build();
		metrics.onEvent(new ExecutionEvent.Registered(former));
		metrics.onEvent(new ExecutionEvent.Registered(TestTriggers.named("wars").build()));
		int count = meters.getMeters().size();
		metrics.onEvent(new ExecutionEvent.Unregistered(former));
		assertThat(meters.getMeters()).hasSize(count);
	}

	@Test
	void executionsOfOneRequestAtOnceDoNotStayActive() {
		CompletableFuture<@Nullable Object> pending = new CompletableFuture<>();
		TriggerHandle wars = this.triggers
			.register(TestTriggers.named("wars").concurrent().calls((element) -> pending));
		FireRequest twice = FireRequest.create();
		wars.fire(twice);
		wars.fire(twice);
		this.triggers.time.runDue();
		LongTaskTimer active = this.triggers.search("triggers.executions.active").longTaskTimer();
		assertThat(active.activeTasks()).isPositive();
		pending.complete(null);
		this.triggers.time.runDue();
		assertThat(active.activeTasks()).isZero();
	}

	@Test
	void metersThatSomebodyKeptStayReadable() {
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars"));
		FunctionCounter elements = this.triggers.search("triggers.elements", "outcome", "SUCCESS").functionCounter();
		TimeGauge age = this.triggers.search("triggers.last.success.age").timeGauge();
		wars.fire();
		this.triggers.time.runDue();
		assertThat(elements.count()).isOne();
		this.triggers.unregister("wars");
		assertThat(elements.count()).isOne();
		assertThat(age.value()).isNaN();
	}

	@Test
	void metersSurviveGarbageCollections() {
		TriggerHandle wars = this.triggers.register(TestTriggers.named("wars"));
		System.gc();
		wars.fire();
		this.triggers.time.runDue();
		assertThat(this.triggers.elements("SUCCESS")).isOne();
		assertThat(this.triggers.search("triggers.last.success.age").timeGauge().value()).isZero();
	}

	@Test
	void allRegistriesOfACompositeGetTheNumbers() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		SimpleMeterRegistry first = new SimpleMeterRegistry();
		SimpleMeterRegistry second = new SimpleMeterRegistry();
		composite.add(first);
		composite.add(second);
		MeteredEngine engine = new MeteredEngine(composite);
		engine.register(TestTriggers.named("wars")).fire();
		engine.time.runDue();
		for (MeterRegistry each : List.of(first, second)) {
			assertThat(each.get("triggers.executions").tags("outcome", "SUCCESS").timer().count()).isOne();
			assertThat(each.get("triggers.elements").tags("outcome", "SUCCESS").functionCounter().count()).isOne();
		}
		engine.unregister("wars");
		assertThat(first.getMeters()).isEmpty();
		assertThat(second.getMeters()).isEmpty();
	}

	@Test
	void filtersMayDenyMeters() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("triggers.delay"));
		TriggerHandle wars = this.triggers.start(TestTriggers.named("wars"));
		this.triggers.advance(Duration.ofMinutes(1));
		assertThat(wars.iteration()).isEqualTo(7);
		assertThat(executions("wars", "SUCCESS", "none").count()).isEqualTo(7);
		assertThat(this.triggers.names()).hasSize(6);
		this.triggers.unregister("wars");
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void filtersMayDenyAllMeters() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public MeterFilterReply accept(Meter.Id id) {
				return MeterFilterReply.DENY;
			}

		});
		TriggerHandle wars = this.triggers.start(TestTriggers.named("wars"));
		this.triggers.advance(Duration.ofMinutes(1));
		assertThat(wars.iteration()).isEqualTo(7);
		assertThat(this.registry.getMeters()).isEmpty();
		assertThat(this.triggers.unregister("wars")).isTrue();
	}

	@Test
	void filtersMayRenameMeters() {
		this.registry.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				return id.withName("acme." + id.getName()).withTag(Tag.of("region", "eu"));
			}

		});
		this.triggers.register(TestTriggers.named("wars")).fire();
		this.triggers.time.runDue();
		assertThat(
				this.triggers.search("acme.triggers.executions", "region", "eu", "outcome", "SUCCESS").timer().count())
			.isOne();
		this.triggers.unregister("wars");
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void registryThatThrowsHurtsNoExecution() {
		this.registry.config().onMeterAdded((meter) -> {
			throw new IllegalStateException("broken registry");
		});
		TriggerHandle wars = this.triggers.start(TestTriggers.named("wars"));
		this.triggers.advance(Duration.ofMinutes(1));
		assertThat(wars.statistics().executions().succeeded()).isEqualTo(7);
		assertThat(wars.lastExecution()).isNotNull()
			.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED));
		assertThat(this.triggers.unregister("wars")).isTrue();
	}

	private Timer executions(String trigger, String outcome, String exception) {
		return this.triggers
			.search("triggers.executions", "trigger", trigger, "outcome", outcome, "exception", exception)
			.timer();
	}

}
