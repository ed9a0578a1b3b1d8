package dev.triggers.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;

import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.metrics.ExecuteMetrics;
import dev.triggers.metrics.GroupMetrics;
import dev.triggers.metrics.TriggerMetrics;

/**
 * Auto-configuration for meters of triggers.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class TriggersMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TriggerMetrics triggerMetrics(ObjectProvider<Triggers> triggers, MeterRegistry registry) {
		return new TriggerMetrics(triggers::getObject, registry);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	GroupMetrics triggersGroupMetrics(ConcurrencyGroups groups) {
		return new GroupMetrics(groups);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ExecuteMetrics triggersExecuteMetrics(MeterRegistry registry) {
		return new ExecuteMetrics(registry);
	}

	/**
	 * Lets the meters be there before calls fail, when all methods are known.
	 */
	@Bean
	ApplicationListener<ContextRefreshedEvent> triggersExecuteMeters(LocalExecutions executions,
			ObjectProvider<ExecuteMetrics> metrics) {
		return (event) -> executions.names().forEach(metrics.getObject()::register);
	}

}
