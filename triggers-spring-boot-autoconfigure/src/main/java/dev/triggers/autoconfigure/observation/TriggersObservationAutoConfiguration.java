package dev.triggers.autoconfigure.observation;

import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.execution.context.ExecutionScope;
import dev.triggers.observation.TriggerObservationConvention;
import dev.triggers.observation.TriggerObservations;
import dev.triggers.observation.UnmeteredObservationHandler;

/**
 * Auto-configuration for observations of executions.
 *
 * @since 1.0.0
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
public final class TriggersObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(value = ExecutionScope.Factory.class, search = SearchStrategy.CURRENT)
	TriggerObservations triggerObservations(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<TriggerObservationConvention> convention) {
		// asked for late: this may be created before registries are complete
		return new TriggerObservations(SingletonSupplier.of(registry::getObject),
				SingletonSupplier.ofNullable(convention::getIfAvailable));
	}

	/**
	 * What keeps observations from making meters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterObservationHandler.class)
	static class MetersConfiguration {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		UnmeteredObservationHandler triggersUnmeteredObservationHandler() {
			return new UnmeteredObservationHandler();
		}

	}

}
