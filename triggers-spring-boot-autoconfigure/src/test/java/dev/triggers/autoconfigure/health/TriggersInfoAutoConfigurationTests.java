package dev.triggers.autoconfigure.health;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.TriggerSpec;
import dev.triggers.TriggerState;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.health.TriggersInfoContributor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersInfoAutoConfiguration} and {@link TriggersInfoContributor}.
 */
class TriggersInfoAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersInfoAutoConfiguration.class));

	private static TriggerSpec spec(String name) {
		return TriggerSpec.named(name).every("1h").manual().execute(() -> {
		});
	}

	@Test
	void countsTriggersByState() {
		this.runner.withBean("first", TriggerSpec.class, () -> spec("first"))
			.withBean("second", TriggerSpec.class, () -> spec("second"))
			.withBean("third", TriggerSpec.class, () -> spec("third"))
			.withPropertyValues("triggers.instances.third.enabled=false")
			.run((context) -> {
				Info.Builder builder = new Info.Builder();
				context.getBean(InfoContributor.class).contribute(builder);
				assertThat(builder.build().getDetails()).containsExactly(Map.entry("triggers", Map.of("registered", 2,
						"states", Map.of(TriggerState.IDLE, 2L), "disabled", List.of("third"))));
			});
	}

	@Test
	void tellsThatThereIsNothingIfTriggersAreSwitchedOff() {
		this.runner.withBean(TriggerSpec.class, () -> spec("first"))
			.withPropertyValues("triggers.enabled=false")
			.run((context) -> {
				Info.Builder builder = new Info.Builder();
				context.getBean(InfoContributor.class).contribute(builder);
				assertThat(builder.build().getDetails()).containsExactly(
						Map.entry("triggers", Map.of("registered", 0, "states", Map.of(), "disabled", List.of())));
			});
	}

	@Test
	void contextWithTriggersOfItsOwnHasItsOwnInformation() {
		this.runner.run((parent) -> this.runner.withParent(parent)
			.withBean(TriggerSpec.class, () -> spec("first"))
			.run((context) -> {
				Info.Builder builder = new Info.Builder();
				context.getBean(InfoContributor.class).contribute(builder);
				assertThat(builder.build().getDetails()).containsExactly(Map.entry("triggers",
						Map.of("registered", 1, "states", Map.of(TriggerState.IDLE, 1L), "disabled", List.of())));
			}));
	}

	@Test
	void backsOffForABeanOfTheApplication() {
		this.runner.withBean("triggersInfoContributor", InfoContributor.class, () -> (builder) -> {
		})
			.run((context) -> assertThat(context).hasSingleBean(InfoContributor.class)
				.doesNotHaveBean(TriggersInfoContributor.class));
	}

	@Test
	void isOffByProperty() {
		this.runner.withPropertyValues("management.info.triggers.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(InfoContributor.class));
	}

	@Test
	void isOffWithoutActuator() {
		this.runner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("triggersInfoContributor"));
	}

}
