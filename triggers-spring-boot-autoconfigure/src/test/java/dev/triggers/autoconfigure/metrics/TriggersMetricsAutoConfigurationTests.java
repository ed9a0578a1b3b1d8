package dev.triggers.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.TriggerSpec;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.metrics.GroupMetrics;
import dev.triggers.metrics.TriggerMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersMetricsAutoConfiguration}.
 */
class TriggersMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(TriggersAutoConfiguration.class, TriggersMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void metersAreThereWithARegistry() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(TriggerMetrics.class).hasSingleBean(GroupMetrics.class);
			context.getBean(Triggers.class).register(TriggerSpec.named("wars").every("1h").manual().execute(() -> {
			}));
			assertThat(context.getBean(MeterRegistry.class).find("triggers.executions").timers()).hasSize(3);
		});
	}

	@Test
	void nothingIsThereWithoutARegistry() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(TriggerMetrics.class)
				.doesNotHaveBean(GroupMetrics.class));
	}

	@Test
	void nothingIsThereIfRegistriesCompete() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersMetricsAutoConfiguration.class))
			.withBean("first", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("second", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Triggers.class)
				.doesNotHaveBean(TriggerMetrics.class));
	}

	@Test
	void nothingIsThereWithoutMicrometer() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withConfiguration(
					AutoConfigurations.of(TriggersAutoConfiguration.class, TriggersMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Triggers.class));
	}

	@Test
	void severalRegistriesGetTheSameMeters() {
		this.runner.withBean("first", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("second", SimpleMeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("triggers.groups.api.concurrent-calls=2")
			.run((context) -> {
				context.getBean(Triggers.class).register(TriggerSpec.named("wars").every("1h").manual().execute(() -> {
				}));
				assertThat(context.getBeansOfType(SimpleMeterRegistry.class)).hasSize(2).allSatisfy((name, each) -> {
					assertThat(each.find("triggers.executions").timers()).hasSize(3);
					assertThat(each.get("triggers.group.permits.max").gauge().value()).isEqualTo(2);
				});
			});
	}

	@Test
	void applicationMayReplaceTheMetrics() {
		this.runner
			.withBean("own", TriggerMetrics.class, () -> new TriggerMetrics(() -> null, new SimpleMeterRegistry()))
			.run((context) -> assertThat(context).hasSingleBean(TriggerMetrics.class).hasBean("own"));
	}

}
