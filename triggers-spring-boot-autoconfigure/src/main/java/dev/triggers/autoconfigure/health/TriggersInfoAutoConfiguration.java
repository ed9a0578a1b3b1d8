package dev.triggers.autoconfigure.health;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.autoconfigure.info.InfoContributorAutoConfiguration;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.discovery.DisabledTrigger;
import dev.triggers.discovery.TriggerDiscovery;
import dev.triggers.health.TriggersInfoContributor;

/**
 * Auto-configuration for the information about triggers.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersAutoConfiguration.class, before = InfoContributorAutoConfiguration.class)
@ConditionalOnClass({ InfoContributor.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(Triggers.class)
@ConditionalOnEnabledInfoContributor("triggers")
public final class TriggersInfoAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "triggersInfoContributor", search = SearchStrategy.CURRENT)
	TriggersInfoContributor triggersInfoContributor(Triggers triggers, ObjectProvider<TriggerDiscovery> discovery) {
		return new TriggersInfoContributor(triggers, () -> disabled(discovery.getIfAvailable()));
	}

	private static Collection<String> disabled(@Nullable TriggerDiscovery discovery) {
		return (discovery != null) ? discovery.disabled().stream().map(DisabledTrigger::name).toList() : List.of();
	}

}
