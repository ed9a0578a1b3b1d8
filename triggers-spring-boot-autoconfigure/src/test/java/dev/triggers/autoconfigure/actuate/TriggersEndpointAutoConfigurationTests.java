package dev.triggers.autoconfigure.actuate;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.TriggerSpec;
import dev.triggers.actuate.TriggersEndpoint;
import dev.triggers.actuate.TriggersEndpointJmxExtension;
import dev.triggers.actuate.TriggersEndpointWebExtension;
import dev.triggers.actuate.descriptor.ProblemDescriptor;
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
	void fireConflictsWithAContextThatIsStopped() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=triggers")
			.withBean(TriggerSpec.class, () -> TriggerSpec.named("orders").every("1h").manual().execute(() -> {
			}))
			.run((context) -> {
				TriggersEndpointWebExtension extension = context.getBean(TriggersEndpointWebExtension.class);
				context.stop();
				WebEndpointResponse<Object> answer = extension.act(new String[] { "orders" }, Map.of("action", "fire"));
				assertThat(answer.getStatus()).isEqualTo(409);
				assertThat(((ProblemDescriptor) answer.getBody()).reason())
					.isEqualTo("Trigger 'orders' cannot execute: its application context is not running");
			});
	}

	@Test
	void contextWithTriggersOfItsOwnHasItsOwnEndpoint() {
		ApplicationContextRunner exposed = this.runner.withPropertyValues("management.endpoints.web.exposure.include=*",
				"management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true");
		exposed.run((parent) -> exposed.withParent(parent)
			.withBean(TriggerSpec.class, () -> TriggerSpec.named("child").every("1h").manual().execute(() -> {
			}))
			.run((context) -> {
				assertThat(context.getBean(TriggersEndpoint.class).triggers().triggers()).singleElement()
					.satisfies((trigger) -> assertThat(trigger.name()).isEqualTo("child"));
				assertThat(context.getBeanFactory().getBeanDefinitionNames()).contains("triggersEndpointWebExtension",
						"triggersEndpointJmxExtension", "triggersOperator");
			}));
	}

	@Test
	void backsOffForBeansOfTheApplication() {
		TriggersEndpoint own = mock(TriggersEndpoint.class);
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=triggers")
			.withBean(TriggersEndpoint.class, () -> own)
			.run((context) -> assertThat(context).getBean(TriggersEndpoint.class).isSameAs(own));
	}

}
