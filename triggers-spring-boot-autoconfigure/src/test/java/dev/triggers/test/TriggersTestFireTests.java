package dev.triggers.test;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.ExecutionHistory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FireRequest} in the virtual time of {@link TriggersTest}.
 */
@ExtendWith(SpringExtension.class)
@ContextConfiguration(classes = TriggersTestFireTests.Application.class)
@TriggersTest
class TriggersTestFireTests {

	@Autowired
	private Triggers triggers;

	@Autowired
	private ExecutionHistory history;

	@Autowired
	private Application application;

	@BeforeEach
	void forget() {
		this.application.calls.clear();
	}

	@Test
	void elementsAreConvertedAsThoseOfTheTrigger() {
		Execution execution = this.triggers.get("numbers")
			.fire(FireRequest.create().withElements(List.of("5", 6L, "seven")))
			.join();
		assertThat(this.application.calls).containsExactly(5, 6);
		assertThat(execution.counts().failed()).isOne();
		assertThat(this.history.find("numbers", execution.id())).isNotNull();
	}

	@Test
	void waitingForARestartLetsNoTimePass() {
		this.triggers.get("numbers").start();
		assertThat(this.triggers.get("numbers").restartAsync().join()).isTrue();
		this.triggers.get("numbers").cancel();
		Execution execution = this.triggers.get("numbers").fire().join();
		assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
		assertThat(this.triggers.get("numbers").statistics().executions().succeeded()).isPositive();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		private final List<Integer> calls = new ArrayList<>();

		@IntervalTrigger(name = "numbers", every = "10s", iterArgs = { "1", "2" }, manual = true)
		void number(int number) {
			this.calls.add(number);
		}

	}

}
