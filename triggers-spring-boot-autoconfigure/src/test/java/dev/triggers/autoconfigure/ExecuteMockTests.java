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
import dev.triggers.annotation.Execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for {@link TriggersAutoConfiguration} in an application whose bean with
 * {@link Execute} methods is a mock.
 */
@SpringJUnitConfig
class ExecuteMockTests {

	@MockitoBean
	private Clans clans;

	@Autowired
	private Executions executions;

	@Test
	void mockIsCalledDirectlyAndByName() throws Exception {
		given(this.clans.fetch("#2PP")).willReturn("mocked");
		CompletableFuture<String> byName = this.executions.execute("clans.fetch", "#2PP");
		assertThat(byName.get(10, TimeUnit.SECONDS)).isEqualTo("mocked");
		assertThat(this.clans.fetch("#2PP")).isEqualTo("mocked");
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
		String fetch(String tag) {
			return tag;
		}

	}

}
