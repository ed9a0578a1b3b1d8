package dev.triggers.observation;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;

/**
 * Handler that makes no meters of observed executions, which have their own; to be asked
 * before handlers that make meters of all observations.
 *
 * @since 1.0.0
 */
public final class UnmeteredObservationHandler implements MeterObservationHandler<TriggerObservationContext> {

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof TriggerObservationContext;
	}

}
