package dev.triggers.actuate;

import org.springframework.boot.WebApplicationType;

/**
 * Tests for {@link TriggersEndpointWebExtension} with Spring MVC.
 */
class TriggersEndpointMvcIntegrationTests extends EndpointContract {

	TriggersEndpointMvcIntegrationTests() {
		super(WebApplicationType.SERVLET);
	}

}
