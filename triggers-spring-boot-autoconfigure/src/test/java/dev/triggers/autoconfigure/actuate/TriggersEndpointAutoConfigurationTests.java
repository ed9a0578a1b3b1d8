package dev.triggers.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.actuate.TriggersEndpoint;
import dev.triggers.actuate.TriggersEndpointJmxExtension;
import dev.triggers.actuate.TriggersEndpointWebExtension;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link TriggersEndpointAutoConfiguration}.
 */
class TriggersEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersEndpointAutoConfiguration.class));

	@Test
	void createsTheEndpointWhereItIsExposed() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=triggers")
			.run((context) -> assertThat(context).hasSingleBean(TriggersEndpoint.class)
				.hasSingleBean(TriggersEndpointWebExtension.class)
				.doesNotHaveBean(TriggersEndpointJmxExtension.class));
	}

	@Test
	void createsNothingWhereItIsNotExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(TriggersEndpoint.class)
			.doesNotHaveBean("triggersParametersAdvisor"));
	}

	@Test
	void createsNothingWithoutAccess() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.triggers.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(TriggersEndpoint.class));
	}

	@Test
	void backsOffForBeansOfTheApplication() {
		TriggersEndpoint own = mock(TriggersEndpoint.class);
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=triggers")
			.withBean(TriggersEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(TriggersEndpoint.class).isSameAs(own));
	}

}
