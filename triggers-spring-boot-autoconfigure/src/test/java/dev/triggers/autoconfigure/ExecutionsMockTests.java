package dev.triggers.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.Executions;
import dev.triggers.TriggerEvent;
import dev.triggers.Triggers;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.execution.Execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link TriggersAutoConfiguration} in an application whose {@link Executions}
 * are a mock.
 */
@SpringJUnitConfig
class ExecutionsMockTests {

	@MockitoBean
	private Executions executions;

	@Autowired
	private Clans clans;

	@Autowired
	private Triggers triggers;

	@Test
	void mockIsCalledByEventsAndDirectCallsWork() throws Exception {
		given(this.executions.execute("clans.fetch")).willReturn(CompletableFuture.completedFuture("mocked"));
		Execution execution = this.triggers.get("clans.sync").fire().get(10, TimeUnit.SECONDS);
		assertThat(execution.hasFailures()).isFalse();
		assertThat(this.clans.fetch()).isEqualTo("fetched");
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Clans clans() {
			return new Clans();
		}

	}

	static class Clans {

		@Execute
		String fetch() {
			return "fetched";
		}

		@IntervalTrigger(every = "1h", manual = true)
		CompletableFuture<Void> sync(TriggerEvent event) {
			return event.<String>execute("clans.fetch").thenAccept((clan) -> assertThat(clan).isEqualTo("mocked"));
		}

	}

}
