package dev.triggers.autoconfigure.observation;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Execution;
import dev.triggers.execution.context.ContextCapture;
import dev.triggers.execution.context.ExecutionScope;
import dev.triggers.observation.TriggerObservations;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersObservationAutoConfiguration} and
 * {@link TriggersContextPropagationAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggersObservationAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class,
				TriggersContextPropagationAutoConfiguration.class, TriggersObservationAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	private static void execute(ApplicationContext context) {
		Triggers triggers = context.getBean(Triggers.class);
		triggers.register(TriggerSpec.named("wars").every("1h").manual().execute(() -> {
		}));
		CompletableFuture<Execution> result = triggers.get("wars").fire();
		context.getBean(ManualTaskScheduler.class).runDue();
		assertThat(result).isCompleted();
	}

	@Test
	void nothingIsObservedIfRegistriesCompete(CapturedOutput output) {
		this.runner.withBean("first", ObservationRegistry.class, ObservationRegistry::create)
			.withBean("second", ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(TriggerObservations.class);
				execute(context);
			});
		assertThat(output).doesNotContain("ERROR");
	}

	@Test
	void whatSurroundsExecutionsOfAParentDoesNotCompete(CapturedOutput output) {
		List<String> inParent = new CopyOnWriteArrayList<>();
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withBean("ownScopes", ExecutionScope.Factory.class, () -> (trigger, execution) -> {
				inParent.add(trigger.name());
				return ExecutionScope.NONE;
			})
			.withBean("ownCapture", ContextCapture.class, () -> () -> ContextCapture.NOTHING)
			.run((parent) -> this.runner.withParent(parent).run((child) -> {
				execute(child);
				assertThat(inParent).isEmpty();
				execute(parent);
				assertThat(inParent).hasSize(1);
			}));
		assertThat(output).doesNotContain("ERROR");
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean({ "triggersTaskScheduler", "triggersTaskExecutor" })
		ManualTaskScheduler triggersTaskScheduler() {
			return new ManualTaskScheduler();
		}

	}

}
