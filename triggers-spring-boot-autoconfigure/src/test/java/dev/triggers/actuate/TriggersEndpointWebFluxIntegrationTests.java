package dev.triggers.actuate;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for {@link TriggersEndpointWebExtension} with Spring WebFlux.
 */
class TriggersEndpointWebFluxIntegrationTests extends EndpointContract {

	TriggersEndpointWebFluxIntegrationTests() {
		super(WebApplicationType.REACTIVE);
	}

}
