package dev.triggers.autoconfigure.logging;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.triggers.logging.EndpointLocation;
import dev.triggers.logging.WebEndpointLocation;

/**
 * Auto-configuration for what the log says about the endpoint of triggers.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
@ConditionalOnMissingBean(value = EndpointLocation.class, search = SearchStrategy.CURRENT)
public final class TriggersEndpointLocationAutoConfiguration {

	/**
	 * Paths of an application of servlets.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		EndpointLocation triggersEndpointLocation(ObjectProvider<PathMappedEndpoints> endpoints,
				Environment environment) {
			return new WebEndpointLocation(endpoints::getIfAvailable, environment, true);
		}

	}

	/**
	 * Paths of a reactive application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		EndpointLocation triggersEndpointLocation(ObjectProvider<PathMappedEndpoints> endpoints,
				Environment environment) {
			return new WebEndpointLocation(endpoints::getIfAvailable, environment, false);
		}

	}

}
