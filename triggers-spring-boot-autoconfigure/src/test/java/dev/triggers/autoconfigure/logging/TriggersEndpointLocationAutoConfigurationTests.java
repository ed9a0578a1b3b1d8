package dev.triggers.autoconfigure.logging;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.TriggerSpec;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.ExecutionId;
import dev.triggers.logging.EndpointLocation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersEndpointLocationAutoConfiguration} and
 * {@link dev.triggers.logging.WebEndpointLocation}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggersEndpointLocationAutoConfigurationTests {

	private static final String HEAD = "scheduler triggersTaskScheduler (up to 256 threads)";

	private final WebApplicationContextRunner servlet = prepare(new WebApplicationContextRunner());

	private final ReactiveWebApplicationContextRunner reactive = prepare(new ReactiveWebApplicationContextRunner());

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R prepare(R runner) {
		return runner
			.withConfiguration(
					AutoConfigurations.of(EndpointAutoConfiguration.class, WebEndpointAutoConfiguration.class,
							TriggersAutoConfiguration.class, TriggersEndpointLocationAutoConfiguration.class))
			.withUserConfiguration(StubConfiguration.class);
	}

	private void check(AbstractApplicationContextRunner<?, ?, ?> runner, CapturedOutput output, String end,
			String... properties) {
		runner.withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsPattern("(?m)" + Pattern.quote(HEAD + end) + "$");
		});
	}

	@Test
	void exposedEndpointIsNamedByItsPath(CapturedOutput output) {
		check(this.servlet, output, " · see /actuator/triggers", "management.endpoints.web.exposure.include=*");
	}

	@Test
	void pathHasThatOfTheApplication(CapturedOutput output) {
		check(this.servlet, output, " · see /app/mvc/manage/jobs", "management.endpoints.web.exposure.include=triggers",
				"server.servlet.context-path=/app", "spring.mvc.servlet.path=/mvc/",
				"management.endpoints.web.base-path=/manage", "management.endpoints.web.path-mapping.triggers=jobs",
				"spring.webflux.base-path=/flux");
	}

	@Test
	void pathHasThatOfAReactiveApplication(CapturedOutput output) {
		check(this.reactive, output, " · see /flux/actuator/triggers",
				"management.endpoints.web.exposure.include=triggers", "server.servlet.context-path=/app",
				"spring.webflux.base-path=/flux");
	}

	@Test
	void portIsNamedIfItIsAnother(CapturedOutput output) {
		check(this.servlet, output, " · see :9090/manage/actuator/triggers",
				"management.endpoints.web.exposure.include=triggers", "server.servlet.context-path=/app",
				"management.server.port=9090", "management.server.base-path=/manage");
	}

	@Test
	void portThatWasChosenIsNamed(CapturedOutput output) {
		check(this.servlet, output, " · see :41234/actuator/triggers",
				"management.endpoints.web.exposure.include=triggers", "management.server.port=0",
				"local.management.port=41234");
	}

	@Test
	void propertyThatWouldExposeItKeepsWhatIsExposed(CapturedOutput output) {
		check(this.servlet, output, " · expose it with management.endpoints.web.exposure.include=health,triggers");
	}

	@Test
	void propertyThatWouldExposeItKeepsWhatIsIncluded(CapturedOutput output) {
		check(this.servlet, output, " · expose it with management.endpoints.web.exposure.include=info,metrics,triggers",
				"management.endpoints.web.exposure.include=info,metrics");
	}

	@Test
	void propertyThatExcludesItIsNamed(CapturedOutput output) {
		check(this.servlet, output, " · expose it with management.endpoints.web.exposure.exclude=env",
				"management.endpoints.web.exposure.include=*",
				"management.endpoints.web.exposure.exclude=env,triggers");
	}

	@Test
	void propertyThatGivesAccessIsNamed(CapturedOutput output) {
		check(this.servlet, output, " · expose it with management.endpoint.triggers.access=read-only",
				"management.endpoints.web.exposure.include=*", "management.endpoint.triggers.access=NONE");
	}

	@Test
	void propertyThatCapsAccessIsNamed(CapturedOutput output) {
		check(this.servlet, output,
				" · expose it with management.endpoints.access.max-permitted=read-only"
						+ " and management.endpoints.web.exposure.include=health,triggers",
				"management.endpoints.access.max-permitted=NONE");
	}

	@Test
	void nothingIsSaidIfThereIsNoPortForIt(CapturedOutput output) {
		check(this.servlet, output, "", "management.endpoints.web.exposure.include=*", "management.server.port=-1");
	}

	@Test
	void nothingIsSaidIfThereIsNoWeb(CapturedOutput output) {
		check(prepare(new ApplicationContextRunner()), output, "", "management.endpoints.web.exposure.include=*");
	}

	@Test
	void nothingIsSaidWithoutActuator(CapturedOutput output) {
		check(new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class,
					TriggersEndpointLocationAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(PathMappedEndpoints.class))
			.withUserConfiguration(StubConfiguration.class), output, "");
	}

	@Test
	void executionsHaveTheirOwnLinks() {
		this.servlet.withPropertyValues("management.endpoints.web.exposure.include=triggers").run((context) -> {
			EndpointLocation location = context.getBean(EndpointLocation.class);
			assertThat(location.execution("wars/all ä?", new ExecutionId("8f2c")))
				.isEqualTo("/actuator/triggers/wars/all%20%C3%A4%3F/executions/8f2c");
		});
		assertThat(EndpointLocation.NONE.execution("wars", new ExecutionId("8f2c"))).isNull();
	}

	@Configuration(proxyBeanMethods = false)
	static class StubConfiguration {

		@Bean
		@ConditionalOnAvailableEndpoint
		StubEndpoint stubEndpoint() {
			return new StubEndpoint();
		}

		@Bean
		TriggerSpec wars() {
			return TriggerSpec.named("wars").every("1h").manual().execute(() -> {
			});
		}

	}

	@Endpoint(id = "triggers")
	static class StubEndpoint {

		@ReadOperation
		String read() {
			return "";
		}

	}

}
