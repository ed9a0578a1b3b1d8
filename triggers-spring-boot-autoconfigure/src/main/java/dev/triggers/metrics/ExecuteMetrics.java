package dev.triggers.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import dev.triggers.call.CallListener;
import dev.triggers.call.RetryDecision;
import dev.triggers.definition.ExecuteDefinition;

/**
 * Counts retries and failures of calls of {@code @Execute} methods. Thread-safe.
 *
 * @since 1.0.0
 */
public final class ExecuteMetrics implements CallListener {

	private final MeterRegistry registry;

	private final Map<String, Counters> counters = new ConcurrentHashMap<>();

	/**
	 * Create metrics.
	 * @param registry where the meters are
	 */
	public ExecuteMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Register the meters of a method, which are zero; else that is done when its first
	 * call fails.
	 * @param name name of the {@code @Execute}
	 */
	public void register(String name) {
		counters(name);
	}

	@Override
	public void retried(ExecuteDefinition execute, Throwable exception, RetryDecision retry) {
		counters(execute.name()).retries().increment();
	}

	@Override
	public void failed(ExecuteDefinition execute, Throwable exception, int attempts) {
		counters(execute.name()).failures().increment();
	}

	private Counters counters(String name) {
		Counters known = this.counters.get(name);
		return (known != null) ? known : this.counters.computeIfAbsent(name, this::create);
	}

	private Counters create(String name) {
		Counter retries = Counter.builder("triggers.execute.retries")
			.description("Failed calls of methods with limits and retries that were made again")
			.baseUnit("retries")
			.tag("execute", name)
			.register(this.registry);
		Counter failures = Counter.builder("triggers.execute.failures")
			.description("Calls of methods with limits and retries that failed for good")
			.baseUnit("failures")
			.tag("execute", name)
			.register(this.registry);
		return new Counters(retries, failures);
	}

	/**
	 * Meters of one method.
	 */
	private record Counters(Counter retries, Counter failures) {

	}

}
