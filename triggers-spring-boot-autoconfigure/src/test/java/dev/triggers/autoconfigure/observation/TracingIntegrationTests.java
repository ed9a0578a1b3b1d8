package dev.triggers.autoconfigure.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;

import dev.triggers.TriggerEvent;
import dev.triggers.Triggers;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.metrics.TriggersMetricsAutoConfiguration;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for spans of executions, with the tracing that Boot sets up.
 */
class TracingIntegrationTests {

	private static final int ELEMENTS = 40;

	private static final String VIRTUAL = "spring.threads.virtual.enabled=true";

	/**
	 * Run an application: Boot connects spans and the MDC before there is a context.
	 */
	private static void run(Check check, String... properties) throws Exception {
		run(check, List.of(Application.class), properties);
	}

	private static void run(Check check, List<Class<?>> sources, String... properties) throws Exception {
		SpringApplicationBuilder builder = new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("management.tracing.sampling.probability=1", "triggers.groups.api.concurrent-calls=3",
					"triggers.groups.fast.calls-per-period=200", "triggers.groups.fast.period=1s",
					"triggers.retry.twice.rules[0].exceptions=java.io.IOException",
					"triggers.retry.twice.rules[0].retries=2", "triggers.retry.twice.rules[0].wait.fixed=1ms")
			.properties(properties);
		try (ConfigurableApplicationContext context = builder.run()) {
			check.run(new Traced(context.getBean(Triggers.class), context.getBean(InMemorySpanExporter.class),
					context.getBean(Work.class), context.getBean(ObservationRegistry.class),
					context.getBean(MeterRegistry.class)));
		}
	}

	@Test
	void allThreadsOfAnExecutionLogTheIdsOfItsSpan() throws Exception {
		run(TracingIntegrationTests::executeEverything);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void allVirtualThreadsOfAnExecutionLogTheIdsOfItsSpan() throws Exception {
		run(TracingIntegrationTests::executeEverything, VIRTUAL);
	}

	private static void executeEverything(Traced traced) throws Exception {
		List<String> names = List.of("work.plain", "work.limited", "work.retried", "work.pending", "work.byName");
		for (String name : names) {
			Execution execution = traced.execute(name);
			assertThat(execution.outcome()).as(name).isEqualTo(Outcome.SUCCEEDED);
			assertThat(execution.counts().ok()).as(name).isEqualTo(ELEMENTS);
			SpanData span = traced.onlySpan();
			assertThat(span.getName()).isEqualTo("trigger " + name);
			assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
			assertThat(traced.work.lines).as(name)
				.hasSizeGreaterThanOrEqualTo(ELEMENTS)
				.allMatch((line) -> line.equals(Line.of(span)));
			traced.reset();
		}
		traced.nothingIsLeftBehind();
	}

	@Test
	void executionsAtOnceDoNotMix() throws Exception {
		run(TracingIntegrationTests::executeTwoAtOnce);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void executionsAtOnceDoNotMixOnVirtualThreads() throws Exception {
		run(TracingIntegrationTests::executeTwoAtOnce, VIRTUAL);
	}

	private static void executeTwoAtOnce(Traced traced) throws Exception {
		CompletableFuture<Execution> left = traced.triggers.get("work.left").fire();
		CompletableFuture<Execution> right = traced.triggers.get("work.right").fire();
		CompletableFuture.allOf(left, right).get(20, TimeUnit.SECONDS);
		await().atMost(Duration.ofSeconds(10)).until(() -> traced.spans.getFinishedSpanItems().size() == 2);
		for (SpanData span : traced.spans.getFinishedSpanItems()) {
			String name = span.getName().replace("trigger ", "");
			Set<Line> lines = traced.work.named.stream()
				.filter((entry) -> entry.startsWith(name))
				.map((entry) -> new Line(entry.split(" ")[1], entry.split(" ")[2]))
				.collect(Collectors.toSet());
			assertThat(lines).containsExactly(Line.of(span));
		}
		assertThat(traced.work.named).hasSize(2 * ELEMENTS);
	}

	@Test
	void spanTellsOutcomeAndError() throws Exception {
		run((traced) -> {
			Execution execution = traced.execute("work.fail");
			SpanData span = traced.onlySpan();
			assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
			assertThat(span.getEvents()).extracting("name").contains("exception");
			assertThat(span.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("outcome"), "ERROR")
				.containsEntry(AttributeKey.stringKey("exception"), "IOException")
				.containsEntry(AttributeKey.stringKey("execution.id"), execution.id().value());
		});
	}

	@Test
	void spanOfWhoAsksIsNoParent() throws Exception {
		run((traced) -> {
			Observation request = Observation.start("request", traced.observations);
			Execution execution = request.scopedChecked(() -> traced.execute("work.plain"));
			assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
			SpanData span = traced.onlySpan();
			assertThat(span.getParentSpanId()).isEqualTo(SpanId.getInvalid());
			assertThat(traced.work.lines).hasSizeGreaterThanOrEqualTo(ELEMENTS)
				.allMatch((line) -> line.equals(Line.of(span)));
			request.stop();
		}, List.of(Application.class, Decorated.class));
	}

	@Test
	void observationsMakeNoMetersOfTheirOwn() throws Exception {
		run((traced) -> {
			traced.execute("work.plain");
			traced.onlySpan();
			assertThat(traced.meters.find("triggers.executions").tag("outcome", "SUCCESS").timers()).isNotEmpty();
			assertThat(traced.meters.getMeters()).extracting((meter) -> meter.getId().getName())
				.noneMatch((name) -> name.startsWith("triggers.execution."));
			assertThat(traced.meters.find("triggers.execution").meters()).isEmpty();
			Observation.start("other", traced.observations).stop();
			assertThat(traced.meters.find("other").timers()).hasSize(1);
		});
	}

	@Test
	void propertySwitchesObservationsOff() throws Exception {
		run((traced) -> {
			assertThat(traced.execute("work.plain").outcome()).isEqualTo(Outcome.SUCCEEDED);
			assertThat(traced.spans.getFinishedSpanItems()).isEmpty();
		}, "management.observations.enable.triggers=false");
	}

	/**
	 * Test of a traced application.
	 */
	private interface Check {

		void run(Traced traced) throws Exception;

	}

	/**
	 * What a log line would show.
	 */
	private record Line(@Nullable String trace, @Nullable String span) {

		static Line of(SpanData span) {
			return new Line(span.getTraceId(), span.getSpanId());
		}

		static Line now() {
			return new Line(MDC.get("traceId"), MDC.get("spanId"));
		}

	}

	/**
	 * Beans of the application.
	 */
	private record Traced(Triggers triggers, InMemorySpanExporter spans, Work work, ObservationRegistry observations,
			MeterRegistry meters) {

		Execution execute(String name) throws Exception {
			return this.triggers.get(name).fire().get(20, TimeUnit.SECONDS);
		}

		SpanData onlySpan() {
			await().atMost(Duration.ofSeconds(10)).until(() -> !this.spans.getFinishedSpanItems().isEmpty());
			assertThat(this.spans.getFinishedSpanItems()).hasSize(1);
			return this.spans.getFinishedSpanItems().get(0);
		}

		void reset() {
			this.spans.reset();
			this.work.lines.clear();
		}

		/**
		 * Threads of the pool are clean after all.
		 */
		void nothingIsLeftBehind() throws Exception {
			CountDownLatch clean = new CountDownLatch(20);
			for (int i = 0; i < 20; i++) {
				this.work.executor.execute(() -> {
					if (Line.now().equals(new Line(null, null)) && this.observations.getCurrentObservation() == null) {
						clean.countDown();
					}
				});
			}
			assertThat(clean.await(10, TimeUnit.SECONDS)).isTrue();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Decorated {

		@Bean
		TaskDecorator decorator() {
			return new ContextPropagatingTaskDecorator();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TriggersAutoConfiguration.class, TriggersObservationAutoConfiguration.class,
			TriggersContextPropagationAutoConfiguration.class, TriggersMetricsAutoConfiguration.class,
			ObservationAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
			OpenTelemetryTracingAutoConfiguration.class, OpenTelemetrySdkAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class })
	static class Application {

		@Bean
		InMemorySpanExporter spans() {
			return InMemorySpanExporter.create();
		}

		@Bean
		SpanProcessor processor(InMemorySpanExporter spans) {
			return SimpleSpanProcessor.create(spans);
		}

		@Bean
		Work work(@Qualifier("triggersTaskExecutor") Executor executor) {
			return new Work(executor);
		}

		@Bean
		Calls calls(Work work) {
			return new Calls(work);
		}

		@Bean
		ExecutionListener listener(Work work) {
			return (event) -> {
				if (event instanceof ExecutionEvent.Finished || event instanceof ExecutionEvent.Started
						|| event instanceof ExecutionEvent.CallRepeated) {
					work.lines.add(Line.now());
				}
			};
		}

	}

	/**
	 * Triggers that note what their log lines would show.
	 */
	public static class Work {

		final Queue<Line> lines = new ConcurrentLinkedQueue<>();

		final Queue<String> named = new ConcurrentLinkedQueue<>();

		private final Set<Integer> failed = ConcurrentHashMap.newKeySet();

		final Executor executor;

		private final CyclicBarrier together = new CyclicBarrier(2);

		Work(Executor executor) {
			this.executor = executor;
		}

		public List<Integer> elements() {
			List<Integer> elements = new ArrayList<>();
			for (int i = 0; i < ELEMENTS; i++) {
				elements.add(i);
			}
			return elements;
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "4")
		void plain(int element) {
			this.lines.add(Line.now());
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "4",
				groups = { "api", "fast" })
		void limited(int element) {
			this.lines.add(Line.now());
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "4",
				groups = "api", retry = "twice")
		void retried(int element) throws IOException {
			this.lines.add(Line.now());
			if (this.failed.add(element)) {
				throw new IOException("no answer");
			}
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "4",
				groups = "api")
		CompletableFuture<@Nullable Void> pending(int element) {
			this.lines.add(Line.now());
			return CompletableFuture.runAsync(() -> {
			}, ForkJoinPool.commonPool());
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "4")
		CompletableFuture<@Nullable Object> byName(int element, TriggerEvent event) {
			this.lines.add(Line.now());
			return event.execute("calls.call", element);
		}

		@IntervalTrigger(every = "1h", manual = true)
		void fail() throws IOException {
			throw new IOException("no answer");
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "2",
				groups = "api")
		void left(int element) throws Exception {
			meet("work.left", element);
		}

		@IntervalTrigger(every = "1h", manual = true, iterArgs = "#{@work.elements()}", concurrency = "2",
				groups = "api")
		void right(int element) throws Exception {
			meet("work.right", element);
		}

		private void meet(String name, int element) throws Exception {
			if (element == 0) {
				this.together.await(10, TimeUnit.SECONDS);
			}
			this.named.add(name + " " + MDC.get("traceId") + " " + MDC.get("spanId"));
		}

	}

	/**
	 * Methods that are called by name.
	 */
	static class Calls {

		private final Work work;

		private final Set<Integer> failed = ConcurrentHashMap.newKeySet();

		Calls(Work work) {
			this.work = work;
		}

		@Execute(groups = "api", retry = "twice")
		int call(int element) throws IOException {
			this.work.lines.add(Line.now());
			if (this.failed.add(element)) {
				throw new IOException("no answer");
			}
			return element;
		}

	}

}
