package dev.triggers.autoconfigure.health;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.health.SchedulerHealth;
import dev.triggers.health.TriggersHealthIndicator;

/**
 * Auto-configuration for the health of triggers.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersAutoConfiguration.class, before = HealthContributorAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Triggers.class)
@ConditionalOnEnabledHealthIndicator("triggers")
public final class TriggersHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "triggersHealthIndicator", search = SearchStrategy.CURRENT)
	TriggersHealthIndicator triggersHealthIndicator(Triggers triggers, @Qualifier("triggersTimer") MonotonicTimer timer,
			ListableBeanFactory beanFactory) {
		return new TriggersHealthIndicator(triggers,
				new SchedulerHealth((name) -> beanFactory.getBean(name, TaskScheduler.class), timer::nanoTime));
	}

}
