package dev.triggers.autoconfigure.metrics;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import dev.triggers.Triggers;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.testsupport.Exposition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what Prometheus scrapes from an application with triggers.
 */
class PrometheusIntegrationTests {

	private static final List<String> OUTCOMES = List.of("SUCCESS", "ERROR", "CANCELLED");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class,
				TriggersMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class))
		.withPropertyValues("triggers.groups.api.concurrent-calls=2", "triggers.groups.unlimited.calls-per-period=5",
				"triggers.groups.unlimited.period=1s")
		.withBean("wars", Wars.class);

	private static Exposition scrape(ApplicationContext context) {
		return Exposition.parse(context.getBean(PrometheusMeterRegistry.class).scrape()).startingWith("triggers_");
	}

	@Test
	void everythingIsThereWithZerosBeforeTheFirstExecution() {
		this.runner.run((context) -> {
			Exposition metrics = scrape(context);
			assertThat(metrics.problems()).isEmpty();
			assertThat(metrics.families().keySet()).containsExactlyInAnyOrder("triggers_executions_seconds",
					"triggers_executions_seconds_max", "triggers_executions_active_seconds",
					"triggers_executions_active_seconds_max", "triggers_elements_total", "triggers_retries_total",
					"triggers_misfires_total", "triggers_delay_seconds", "triggers_delay_seconds_max",
					"triggers_last_success_age_seconds", "triggers_group_permits", "triggers_group_permits_max",
					"triggers_group_waiting_calls", "triggers_execute_retries_total",
					"triggers_execute_failures_total");
			for (String outcome : OUTCOMES) {
				assertThat(metrics.value("triggers_executions_seconds_count", "trigger", "wars.fail", "outcome",
						outcome, "exception", "none"))
					.isZero();
				assertThat(metrics.value("triggers_elements_total", "trigger", "wars.fail", "outcome", outcome))
					.isZero();
			}
			assertThat(metrics.value("triggers_group_permits_max", "group", "api")).isEqualTo(2);
			assertThat(metrics.value("triggers_group_permits_max", "group", "unlimited")).isNaN();
			assertThat(metrics.samples()).filteredOn((sample) -> !sample.name().matches(".*(age|permits_max).*"))
				.allSatisfy((sample) -> assertThat(sample.value()).isZero());
		});
	}

	@Test
	void executionsAreCounted() {
		this.runner.run((context) -> {
			Triggers triggers = context.getBean(Triggers.class);
			triggers.get("wars.fail").fire().get(10, TimeUnit.SECONDS);
			triggers.get("wars.refresh").fire().get(10, TimeUnit.SECONDS);
			Exposition metrics = scrape(context);
			assertThat(metrics.problems()).isEmpty();
			assertThat(metrics.value("triggers_executions_seconds_count", "trigger", "wars.refresh", "outcome",
					"SUCCESS", "exception", "none"))
				.isOne();
			assertThat(metrics.value("triggers_executions_seconds_count", "trigger", "wars.fail", "outcome", "ERROR",
					"exception", "IOException"))
				.isOne();
			assertThat(metrics.value("triggers_elements_total", "trigger", "wars.refresh", "outcome", "SUCCESS"))
				.isEqualTo(3);
			assertThat(metrics.samples())
				.noneMatch((sample) -> sample.labels().values().stream().anyMatch((value) -> value.contains("#2PP")));
		});
	}

	@Test
	void metersGoWithTheirTrigger() {
		this.runner.run((context) -> {
			context.getBean(Triggers.class).unregister("wars.fail");
			assertThat(scrape(context).samples()).noneMatch((sample) -> "wars.fail".equals(sample.label("trigger")))
				.anyMatch((sample) -> "wars.refresh".equals(sample.label("trigger")));
		});
	}

	@Test
	void histogramIsAPropertyAway() {
		this.runner.withPropertyValues("management.metrics.distribution.percentiles-histogram.triggers.executions=true")
			.run((context) -> {
				Exposition metrics = scrape(context);
				assertThat(metrics.problems()).isEmpty();
				assertThat(metrics.value("triggers_executions_seconds_bucket", "trigger", "wars.fail", "le", "+Inf"))
					.isZero();
			});
	}

	@Test
	void propertySwitchesAllMetersOff() {
		this.runner.withPropertyValues("management.metrics.enable.triggers=false").run((context) -> {
			context.getBean(Triggers.class).get("wars.refresh").fire().get(10, TimeUnit.SECONDS);
			assertThat(scrape(context).families()).isEmpty();
		});
	}

	static class Wars {

		@IntervalTrigger(every = "1h", manual = true, iterArgs = { "#2PP", "#8UL", "#9CC" },
				groups = { "api", "unlimited" })
		void refresh(String tag) {
		}

		@Execute("wars.fetch")
		void fetch() {
		}

		@IntervalTrigger(every = "1h", manual = true)
		void fail() throws IOException {
			throw new IOException("no answer");
		}

	}

}
