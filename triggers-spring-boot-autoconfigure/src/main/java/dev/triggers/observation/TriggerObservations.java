package dev.triggers.observation;

import java.util.function.Supplier;

import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.context.ExecutionScope;

/**
 * Makes one observation of each execution, open on each of its threads, if anybody
 * handles observations.
 * <p>
 * An observation has no parent, wherever its execution begins: what asked for it does not
 * wait for it.
 *
 * @since 1.0.0
 */
public final class TriggerObservations implements ExecutionScope.Factory {

	private static final TriggerObservationConvention DEFAULT_CONVENTION = new DefaultTriggerObservationConvention();

	private final Supplier<ObservationRegistry> registry;

	private final Supplier<? extends @Nullable TriggerObservationConvention> convention;

	/**
	 * Create the maker of observations.
	 * @param registry gives who handles observations; asked for each execution
	 * @param convention gives names and keys, or {@code null} for the default ones; asked
	 * for each execution that is observed
	 */
	public TriggerObservations(Supplier<ObservationRegistry> registry,
			Supplier<? extends @Nullable TriggerObservationConvention> convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public ExecutionScope begin(TriggerDefinition trigger, Execution execution) {
		ObservationRegistry registry = this.registry.get();
		if (registry.isNoop()) {
			return ExecutionScope.NONE;
		}
		TriggerObservationContext context = new TriggerObservationContext(trigger, execution);
		// hides observations, and spans, of whoever began the execution
		Observation.Scope nothing = new NullObservation(registry).openScope();
		try {
			Observation observation = Observation.createNotStarted(this.convention.get(), DEFAULT_CONVENTION,
					() -> context, registry);
			context.setParentObservation(null);
			return new ObservationScope(observation.start(), context);
		}
		finally {
			nothing.close();
		}
	}

	/**
	 * Observation of one execution.
	 */
	private record ObservationScope(Observation observation,
			TriggerObservationContext context) implements ExecutionScope {

		@Override
		public void run(Runnable code) {
			Observation.Scope scope = this.observation.openScope();
			try {
				code.run();
			}
			finally {
				scope.close();
			}
		}

		@Override
		public void end(Execution execution) {
			this.context.end(execution);
			try {
				if (execution.outcome() == Outcome.FAILED && !execution.failures().isEmpty()) {
					this.observation.error(execution.failures().get(0).exception());
				}
			}
			finally {
				this.observation.stop();
			}
		}

	}

}
