package dev.triggers.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import dev.triggers.execution.Outcome;

/**
 * Timers of the executions of one trigger, by outcome and exception. Thread-safe.
 */
final class ExecutionTimers {

	/**
	 * Names of exceptions that a trigger can have; all others share one.
	 */
	static final int MAX_NAMES = 20;

	private static final String OTHER = "other";

	private final String trigger;

	private final MeterRegistry registry;

	// complete from the beginning, as nearly all executions need them
	private final Map<Outcome, Timer> withoutException = new EnumMap<>(Outcome.class);

	private final Map<Key, Timer> withException = new ConcurrentHashMap<>();

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	ExecutionTimers(String trigger, MeterRegistry registry) {
		this.trigger = trigger;
		this.registry = registry;
		for (Outcome outcome : Outcome.values()) {
			this.withoutException.put(outcome, create(new Key(outcome, ExecutionTags.NONE)));
		}
	}

	/**
	 * Return the timer of executions that ended in a certain way.
	 */
	Timer get(Outcome outcome, String exception) {
		if (exception.equals(ExecutionTags.NONE)) {
			return Objects.requireNonNull(this.withoutException.get(outcome));
		}
		Timer timer = this.withException.get(new Key(outcome, exception));
		return (timer != null) ? timer
				: this.withException.computeIfAbsent(new Key(outcome, limit(exception)), this::create);
	}

	/**
	 * Return the name, or one for all others if there are too many; a few more when
	 * threads race.
	 */
	private String limit(String exception) {
		if (this.names.contains(exception)) {
			return exception;
		}
		if (this.names.size() >= MAX_NAMES) {
			return OTHER;
		}
		this.names.add(exception);
		return exception;
	}

	private Timer create(Key key) {
		return Timer.builder("triggers.executions")
			.description("Executions of triggers that have ended")
			.tag("trigger", this.trigger)
			.tag("outcome", ExecutionTags.outcome(key.outcome()))
			.tag("exception", key.exception())
			.register(this.registry);
	}

	void forEach(Consumer<Meter> action) {
		this.withoutException.values().forEach(action);
		List.copyOf(this.withException.values()).forEach(action);
	}

	/**
	 * How executions ended.
	 */
	private record Key(Outcome outcome, String exception) {

	}

}
