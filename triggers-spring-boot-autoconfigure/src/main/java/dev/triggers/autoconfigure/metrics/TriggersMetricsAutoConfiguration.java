package dev.triggers.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.ConcurrencyGroups;
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
@ConditionalOnBean(MeterRegistry.class)
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

}
