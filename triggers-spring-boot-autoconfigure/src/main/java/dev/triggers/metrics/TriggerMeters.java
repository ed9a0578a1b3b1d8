package dev.triggers.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.TriggerStatistics;

/**
 * All meters of one trigger, from its registration until it is unregistered. Thread-safe.
 */
final class TriggerMeters {

	private static final double NANOS_PER_SECOND = 1_000_000_000d;

	private final TriggerDefinition definition;

	private final Triggers triggers;

	private final MeterRegistry registry;

	private final ExecutionTimers executions;

	private final LongTaskTimer active;

	private final Timer delay;

	private final List<Meter> ofStatistics;

	// what counters show when the trigger is just being removed
	private volatile @Nullable TriggerStatistics last;

	/**
	 * Register the meters of a trigger, which are all zero.
	 * @param definition the trigger
	 * @param triggers where it is found
	 * @param registry where the meters are
	 */
	TriggerMeters(TriggerDefinition definition, Triggers triggers, MeterRegistry registry) {
		this.definition = definition;
		this.triggers = triggers;
		this.registry = registry;
		this.executions = new ExecutionTimers(definition.name(), registry);
		this.active = LongTaskTimer.builder("triggers.executions.active")
			.description("Executions of triggers that are under way")
			.tag("trigger", definition.name())
			.register(registry);
		this.delay = Timer.builder("triggers.delay")
			.description("Time from when triggers were due until they executed")
			.tag("trigger", definition.name())
			.register(registry);
		this.ofStatistics = List.of(elements(Outcome.SUCCEEDED, (statistics) -> statistics.elements().succeeded()),
				elements(Outcome.FAILED, (statistics) -> statistics.elements().failed()),
				elements(Outcome.CANCELLED, (statistics) -> statistics.elements().cancelled()),
				counter("triggers.retries", "Failed calls of triggers that were made again", TriggerStatistics::retries)
					.baseUnit("retries")
					.register(registry),
				counter("triggers.misfires", "Due times of triggers that were missed", TriggerStatistics::misfires)
					.baseUnit("misfires")
					.register(registry),
				lastSuccessAge());
	}

	private Meter elements(Outcome outcome, ToLongFunction<TriggerStatistics> number) {
		return counter("triggers.elements", "Elements of triggers that have ended", number).baseUnit("elements")
			.tag("outcome", ExecutionTags.outcome(outcome))
			.register(this.registry);
	}

	private FunctionCounter.Builder<TriggerMeters> counter(String name, String description,
			ToLongFunction<TriggerStatistics> number) {
		return FunctionCounter.builder(name, this, (meters) -> meters.count(number))
			.description(description)
			.tag("trigger", this.definition.name());
	}

	private Meter lastSuccessAge() {
		return TimeGauge
			.builder("triggers.last.success.age", this, TimeUnit.SECONDS, TriggerMeters::secondsSinceSuccess)
			.description("Time since the last successful execution, or since the trigger was registered")
			.tag("trigger", this.definition.name())
			.strongReference(true)
			.register(this.registry);
	}

	private double count(ToLongFunction<TriggerStatistics> number) {
		TriggerStatistics current = statistics();
		TriggerStatistics known = (current != null) ? current : this.last;
		this.last = known;
		return (known != null) ? number.applyAsLong(known) : 0;
	}

	private double secondsSinceSuccess() {
		TriggerStatistics current = statistics();
		return (current != null) ? seconds(current.sinceSuccess()) : Double.NaN;
	}

	private @Nullable TriggerStatistics statistics() {
		try {
			TriggerHandle handle = this.triggers.find(this.definition.name());
			return (handle != null) ? handle.statistics() : null;
		}
		catch (NoSuchTriggerException ex) {
			// removed meanwhile
			return null;
		}
	}

	private static double seconds(Duration duration) {
		return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
	}

	/**
	 * Return whether these are the meters of a trigger, not of another of its name.
	 */
	boolean areOf(TriggerDefinition trigger) {
		return this.definition == trigger;
	}

	/**
	 * Take note that an execution began.
	 * @return what is to be stopped at its end
	 */
	LongTaskTimer.Sample started(Execution execution) {
		if (execution.firing().cause() == Cause.SCHEDULED) {
			this.delay.record(nanosSince(execution.firing().scheduledTime(), execution.startTime()),
					TimeUnit.NANOSECONDS);
		}
		return this.active.start();
	}

	/**
	 * Return the time from one moment to a later one, or zero if it is not later. A
	 * {@link Duration} of both costs more than all else that is done here.
	 */
	private static long nanosSince(Instant due, Instant start) {
		long seconds = start.getEpochSecond() - due.getEpochSecond();
		return Math.max(0, TimeUnit.SECONDS.toNanos(seconds) + start.getNano() - due.getNano());
	}

	/**
	 * Take note that an execution ended.
	 */
	void finished(Execution execution) {
		Outcome outcome = execution.outcome();
		if (outcome != null) {
			this.executions.get(outcome, ExecutionTags.exception(execution)).record(execution.progress().elapsed());
		}
	}

	/**
	 * Remove the meters.
	 */
	void remove() {
		this.executions.forEach(this.registry::remove);
		this.registry.remove(this.active);
		this.registry.remove(this.delay);
		this.ofStatistics.forEach(this.registry::remove);
	}

}
