package dev.triggers.metrics;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.call.RetryDecision;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecuteMetrics}.
 */
class ExecuteMetricsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ExecuteMetrics metrics = new ExecuteMetrics(this.registry);

	@Test
	void retriesAndFailuresAreCountedByMethod() {
		ExecuteDefinition fetch = definition("clans.fetch");
		this.metrics.register("clans.fetch");
		assertThat(count("triggers.execute.retries")).isZero();
		assertThat(count("triggers.execute.failures")).isZero();
		RetryDecision retry = new RetryDecision(
				RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(Duration.ZERO)), 1, null,
				Duration.ZERO);
		this.metrics.retried(fetch, new IOException(), retry);
		this.metrics.retried(fetch, new IOException(), retry);
		this.metrics.failed(fetch, new IOException(), 3);
		assertThat(count("triggers.execute.retries")).isEqualTo(2);
		assertThat(count("triggers.execute.failures")).isOne();
		this.metrics.failed(definition("wars.fetch"), new IOException(), 1);
		assertThat(count("triggers.execute.failures")).isOne();
	}

	private double count(String name) {
		return this.registry.get(name).tag("execute", "clans.fetch").counter().count();
	}

	private static ExecuteDefinition definition(String name) {
		return new ExecuteDefinition(name, new ExecuteTarget() {

			@Override
			public UserCode bind(List<? extends @Nullable Object> arguments) {
				throw new UnsupportedOperationException();
			}

			@Override
			public String describe() {
				return name;
			}

		}, new CallReferences(List.of(), null));
	}

}
