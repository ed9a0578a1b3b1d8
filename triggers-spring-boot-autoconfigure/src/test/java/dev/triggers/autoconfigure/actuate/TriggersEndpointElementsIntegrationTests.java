package dev.triggers.autoconfigure.actuate;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.actuate.TriggersEndpointWebExtension;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for whom the endpoint shows elements, with an execution on real threads.
 */
class TriggersEndpointElementsIntegrationTests {

	private static final TriggerSpec ORDERS = TriggerSpec.named("orders")
		.every("1h")
		.manual()
		.forEach(List.of("plain", "secret"), (order) -> {
			throw new IllegalStateException("No answer");
		});

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersEndpointAutoConfiguration.class));

	@Test
	void elementsAreShownAsPropertiesAndFunctionsSay() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=triggers",
					"management.endpoint.triggers.show-values=when-authorized",
					"management.endpoint.triggers.roles=operator")
			.withBean(SanitizingFunction.class,
					() -> (data) -> "secret".equals(data.getValue()) ? data.withValue("hidden") : data)
			.withBean(TriggerSpec.class, () -> ORDERS)
			.run((context) -> {
				Execution execution = context.getBean(Triggers.class).get("orders").fire().get(20, TimeUnit.SECONDS);
				TriggersEndpointWebExtension extension = context.getBean(TriggersEndpointWebExtension.class);
				assertThat(elements(extension, execution, "operator")).containsExactly("plain", "hidden");
				assertThat(elements(extension, execution, "guest")).containsExactly("******", "******");
			});
	}

	private static List<String> elements(TriggersEndpointWebExtension extension, Execution execution, String role) {
		SecurityContext user = mock(SecurityContext.class);
		given(user.getPrincipal()).willReturn(mock(Principal.class));
		given(user.isUserInRole(role)).willReturn(true);
		String[] path = { "orders", "executions", execution.id().value() };
		ExecutionDescriptor answer = (ExecutionDescriptor) extension.read(user, path, Map.of()).getBody();
		return answer.failures().stream().map((failure) -> failure.element().value()).toList();
	}

}
