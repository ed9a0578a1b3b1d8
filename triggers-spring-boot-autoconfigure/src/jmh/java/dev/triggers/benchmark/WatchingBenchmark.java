package dev.triggers.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelBaggageManager;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.unit.DataSize;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.engine.call.CallNesting;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.context.ContextCapture;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;
import dev.triggers.history.HistoryRecorder;
import dev.triggers.history.InMemoryExecutionHistory;
import dev.triggers.logging.LongExecutionLog;
import dev.triggers.metrics.TriggerMetrics;
import dev.triggers.observation.SnapshotContextCapture;
import dev.triggers.observation.TriggerObservations;
import dev.triggers.observation.UnmeteredObservationHandler;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

/**
 * Time of one execution, of a method that does nothing, on the thread that asks for it:
 * watched in no way, and in all ways.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class WatchingBenchmark {

	private static final String NAME = "watched";

	/**
	 * What watches: {@code nothing}, {@code history}, which is that with the log of long
	 * executions, as in each application, {@code meters}, {@code observation} with a
	 * handler that does nothing, {@code boot}, which is meters, observations and contexts
	 * with what the actuator brings, or {@code traces}, which is that with one of ten
	 * executions recorded.
	 */
	@Param({ "nothing", "history", "meters", "observation", "boot", "traces" })
	public String watching = "";

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ObservationRegistry observations = ObservationRegistry.create();

	private final Executor executor = Runnable::run;

	private LocalTriggerEngine engine;

	/**
	 * Start an engine.
	 */
	@Setup
	public void prepare() {
		this.scheduler.initialize();
		switch (this.watching) {
			case "observation" -> this.observations.observationConfig().observationHandler(new NoHandler());
			case "boot" -> this.observations.observationConfig().observationHandler(meterHandlers(this.meters));
			case "traces" -> this.observations.observationConfig()
				.observationHandler(meterHandlers(this.meters))
				.observationHandler(tracingHandler());
			default -> {
			}
		}
		this.engine = new LocalTriggerEngine(this.scheduler, this.executor, (name) -> this.scheduler, tools(),
				TestCalls.noActions(), this::listeners);
		this.engine.open();
		this.engine.register(TestTriggers.named(NAME).schedule(Schedule.every("1h")).build());
	}

	private List<ExecutionListener> listeners() {
		return switch (this.watching) {
			case "history" ->
				List.of(new HistoryRecorder(new InMemoryExecutionHistory(100, DataSize.ofMegabytes(16)), 100),
						new LongExecutionLog(new SchedulerTimer(this.scheduler), (name) -> Schedule.every("1h")));
			case "nothing", "observation" -> List.of();
			default -> List.of(metrics());
		};
	}

	private CallTools tools() {
		SchedulerTimer timer = new SchedulerTimer(this.scheduler);
		return new CallTools(timer, new ConcurrencyGroups(List.of(), timer), new RetryPolicies(Map.of()), () -> 0,
				new CallNesting(), contexts());
	}

	private ExecutionContexts contexts() {
		if (List.of("nothing", "history", "meters").contains(this.watching)) {
			return ExecutionContexts.NONE;
		}
		ExecutionScope.Factory scopes = new TriggerObservations(() -> this.observations, () -> null);
		ContextCapture capture = this.watching.equals("observation") ? ExecutionContexts.NONE.capture()
				: new SnapshotContextCapture();
		return new ExecutionContexts(scopes, capture);
	}

	private ExecutionListener metrics() {
		// where the triggers are is asked by those who read the meters
		return new TriggerMetrics(() -> null, this.meters);
	}

	private static ObservationHandler<?> meterHandlers(MeterRegistry meters) {
		return new ObservationHandler.FirstMatchingCompositeObservationHandler(new UnmeteredObservationHandler(),
				new DefaultMeterObservationHandler(meters));
	}

	private static ObservationHandler<?> tracingHandler() {
		Tracer tracer = SdkTracerProvider.builder().setSampler(Sampler.traceIdRatioBased(0.1)).build().get("benchmark");
		OtelCurrentTraceContext context = new OtelCurrentTraceContext();
		return new DefaultTracingObservationHandler(new OtelTracer(tracer, context, (event) -> {
		}, new OtelBaggageManager(context, List.of(), List.of())));
	}

	/**
	 * End all threads.
	 */
	@TearDown
	public void close() {
		this.scheduler.shutdown();
	}

	/**
	 * One execution.
	 * @return the execution
	 */
	@Benchmark
	public Execution execute() {
		return this.engine.fire(NAME).join();
	}

	/**
	 * Handler that does nothing.
	 */
	private static final class NoHandler implements ObservationHandler<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
