package dev.triggers.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.metrics.ExecutionTags;

/**
 * Names and keys of observations as long as the application has no other ones.
 * <p>
 * Keys of low cardinality are {@code trigger}, {@code cause}, {@code outcome} and
 * {@code exception}; of high cardinality {@code execution.id}, {@code elements.ok},
 * {@code elements.failed} and {@code elements.cancelled}.
 *
 * @since 1.0.0
 */
public class DefaultTriggerObservationConvention implements TriggerObservationConvention {

	@Override
	public String getName() {
		return "triggers.execution";
	}

	@Override
	public String getContextualName(TriggerObservationContext context) {
		return "trigger " + context.getTrigger().name();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TriggerObservationContext context) {
		Execution execution = context.getExecution();
		return KeyValues.of(KeyValue.of("trigger", context.getTrigger().name()),
				KeyValue.of("cause", execution.firing().cause().name()),
				KeyValue.of("outcome", ExecutionTags.outcome(execution.outcome())),
				KeyValue.of("exception", ExecutionTags.exception(execution)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(TriggerObservationContext context) {
		Execution execution = context.getExecution();
		ElementCounts counts = execution.counts();
		return KeyValues.of(KeyValue.of("execution.id", execution.id().value()),
				KeyValue.of("elements.ok", Long.toString(counts.ok())),
				KeyValue.of("elements.failed", Long.toString(counts.failed())),
				KeyValue.of("elements.cancelled", Long.toString(counts.cancelled())));
	}

}
