package dev.triggers.autoconfigure.actuate;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.Triggers;
import dev.triggers.actuate.ParametersAdvisor;
import dev.triggers.actuate.TriggersEndpoint;
import dev.triggers.actuate.TriggersEndpointJmxExtension;
import dev.triggers.actuate.TriggersEndpointWebExtension;
import dev.triggers.actuate.cache.CachesOperator;
import dev.triggers.actuate.service.TriggersOperator;
import dev.triggers.actuate.service.TriggersReader;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.TriggersProperties;
import dev.triggers.cache.CacheGroups;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.history.ExecutionHistory;

/**
 * Auto-configuration for the Actuator endpoint of triggers. It is there also while
 * triggers are disabled, and lists none.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersAutoConfiguration.class)
@ConditionalOnClass({ TriggersEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(TriggersEndpoint.class)
@EnableConfigurationProperties(TriggersEndpointProperties.class)
public final class TriggersEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TriggersReader triggersReader(Triggers triggers, ConcurrencyGroups groups, ObjectProvider<ExecutionHistory> history,
			@Qualifier("triggersTaskScheduler") TaskScheduler scheduler, TriggersProperties properties,
			ObjectProvider<EndpointAccessResolver> accessResolver) {
		return new TriggersReader(triggers, groups, history::getIfAvailable, scheduler.getClock(), properties.zone(),
				isWritable(accessResolver));
	}

	private static BooleanSupplier isWritable(ObjectProvider<EndpointAccessResolver> accessResolver) {
		return () -> {
			EndpointAccessResolver resolver = accessResolver.getIfAvailable();
			return resolver == null
					|| resolver.accessFor(TriggersEndpoint.ID, Access.UNRESTRICTED) == Access.UNRESTRICTED;
		};
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TriggersOperator triggersOperator(TriggersReader reader) {
		return new TriggersOperator(reader);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	CachesOperator triggersCachesOperator(ListableBeanFactory beanFactory,
			ObjectProvider<EndpointAccessResolver> accessResolver) {
		// not injected: those of a parent are its own
		Supplier<CacheGroups> groups = SingletonSupplier.of(() -> beanFactory.getBeansOfType(CacheGroups.class)
			.values()
			.stream()
			.findFirst()
			.orElse(CacheGroups.NONE));
		return new CachesOperator(groups, isWritable(accessResolver));
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TriggersEndpoint triggersEndpoint(TriggersReader reader) {
		return new TriggersEndpoint(reader);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TriggersEndpointWebExtension triggersEndpointWebExtension(TriggersReader reader, TriggersOperator operator,
			CachesOperator caches, ObjectProvider<SanitizingFunction> sanitizingFunctions,
			TriggersEndpointProperties properties) {
		return new TriggersEndpointWebExtension(reader, operator, caches, sanitizer(sanitizingFunctions),
				properties.showValues(), properties.roles());
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.JMX)
	TriggersEndpointJmxExtension triggersEndpointJmxExtension(TriggersReader reader, TriggersOperator operator,
			CachesOperator caches, ObjectProvider<SanitizingFunction> sanitizingFunctions,
			TriggersEndpointProperties properties) {
		return new TriggersEndpointJmxExtension(reader, operator, caches, sanitizer(sanitizingFunctions),
				properties.showValues());
	}

	@Bean
	ParametersAdvisor triggersParametersAdvisor() {
		return new ParametersAdvisor();
	}

	private static Sanitizer sanitizer(ObjectProvider<SanitizingFunction> functions) {
		return new Sanitizer(functions.orderedStream().toList());
	}

}
