package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.RecordingExecutionListener;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;

/**
 * Engine in virtual time.
 */
final class VirtualEngine {

	final ManualTaskScheduler time;

	final RecordingExecutionListener recorder = new RecordingExecutionListener();

	final LocalTriggerEngine engine;

	VirtualEngine(ManualTaskScheduler time, @Nullable Duration watchInterval, List<ExecutionListener> listeners) {
		this(time, watchInterval, listeners, TestCalls.tools(time, List.of(), Map.of()));
	}

	/**
	 * An engine whose calls have limits and retries.
	 */
	VirtualEngine(List<ConcurrencyGroup> groups, Map<String, RetryPolicy> policies) {
		this(new ManualTaskScheduler(), groups, policies);
	}

	private VirtualEngine(ManualTaskScheduler time, List<ConcurrencyGroup> groups, Map<String, RetryPolicy> policies) {
		this(time, null, List.of(), TestCalls.tools(time, groups, policies));
	}

	private VirtualEngine(ManualTaskScheduler time, @Nullable Duration watchInterval, List<ExecutionListener> listeners,
			CallTools tools) {
		this.time = time;
		List<ExecutionListener> all = new java.util.ArrayList<>(listeners);
		all.add(this.recorder);
		this.engine = new LocalTriggerEngine((name) -> new SchedulerBinding(time, time, time::nanoTime, watchInterval),
				new ListenerDispatcher(() -> all), tools, TestCalls.noActions());
		this.engine.open();
	}

	VirtualEngine() {
		this(new ManualTaskScheduler(), null, List.of());
	}

	static VirtualEngine at(String start) {
		return new VirtualEngine(new ManualTaskScheduler(Instant.parse(start)), null, List.of());
	}

	static VirtualEngine watchingClockAt(String start) {
		return new VirtualEngine(new ManualTaskScheduler(Instant.parse(start)), Duration.ofMillis(500), List.of());
	}

	VirtualEngine start(TestTriggers trigger) {
		TriggerDefinition definition = trigger.build();
		this.engine.register(definition);
		this.engine.start(definition.name(), List.of());
		return this;
	}

	TriggerHandle register(TestTriggers trigger) {
		TriggerDefinition definition = trigger.build();
		this.engine.register(definition);
		return TestHandles.of(this.engine, definition.name());
	}

	VirtualEngine advance(String duration) {
		this.time.advanceBy(Duration.parse("PT" + duration.toUpperCase(java.util.Locale.ROOT)));
		return this;
	}

	/**
	 * Result that is there after a time.
	 */
	CompletableFuture<@Nullable Object> takes(Duration duration) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		this.time.after(duration, () -> result.complete(null));
		return result;
	}

	/**
	 * Failure that is there after a time.
	 */
	CompletableFuture<@Nullable Object> fails(Duration duration, Throwable exception) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		this.time.after(duration, () -> result.completeExceptionally(exception));
		return result;
	}

	TriggerState state(String name) {
		return snapshot(name).state().state();
	}

	TriggerEngine.Snapshot snapshot(String name) {
		TriggerEngine.Snapshot snapshot = this.engine.find(name);
		if (snapshot == null) {
			throw new IllegalStateException("No trigger " + name);
		}
		return snapshot;
	}

	/**
	 * Start times of all executions that have ended.
	 */
	List<String> starts() {
		return this.recorder.finished().stream().map((execution) -> execution.startTime().toString()).toList();
	}

}
