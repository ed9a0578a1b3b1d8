package dev.triggers.docs;

import io.micrometer.common.KeyValues;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.observation.DefaultTriggerObservationConvention;
import dev.triggers.observation.TriggerObservationContext;
import dev.triggers.observation.TriggerObservationConvention;

/**
 * Code that {@code docs/meters.md} shows.
 */
class MeterSnippets {

	/**
	 * Names and keys of observations.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Observations {

		@Bean
		TriggerObservationConvention triggerObservationConvention() {
			return new DefaultTriggerObservationConvention() {

				@Override
				public String getContextualName(TriggerObservationContext context) {
					return "job " + context.getTrigger().name();
				}

				@Override
				public KeyValues getLowCardinalityKeyValues(TriggerObservationContext context) {
					return super.getLowCardinalityKeyValues(context).and("team", "clans");
				}

			};
		}

	}

}
