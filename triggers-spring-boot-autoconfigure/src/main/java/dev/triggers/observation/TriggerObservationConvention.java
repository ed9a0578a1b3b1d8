package dev.triggers.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of the observations of executions. A bean of this type replaces
 * {@link DefaultTriggerObservationConvention}, which it may extend.
 * <p>
 * Asked when an execution begins, on its first thread, and again when it has ended, on
 * its last one; the later values win. What it throws is logged, and the execution is not
 * observed.
 *
 * @since 1.0.0
 */
public interface TriggerObservationConvention extends ObservationConvention<TriggerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof TriggerObservationContext;
	}

}
