package dev.triggers.docs;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties that docs/testing.md names to keep triggers still without
 * virtual time.
 */
@SpringBootTest(properties = { "triggers.autostart=false", "triggers.start-on-ready=false" })
class StillReportsTests {

	@Autowired
	Triggers triggers;

	@Test
	void triggersAreNotStarted() {
		assertThat(this.triggers.get("reports.refresh").state()).isEqualTo(TriggerState.IDLE);
		assertThat(this.triggers.get("reports.check").state()).isEqualTo(TriggerState.IDLE);
	}

	@Test
	void triggersThatAskForItAreNotStartedEither() {
		assertThat(this.triggers.get("reports.poll").state()).isEqualTo(TriggerState.IDLE);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Reports reports() {
			return new Reports();
		}

	}

	/**
	 * Triggers of the application.
	 */
	static class Reports {

		@IntervalTrigger("1h")
		void refresh() {
		}

		@IntervalTrigger(value = "1h", manual = true)
		void check() {
		}

		@IntervalTrigger(value = "1h", autostart = "true")
		void poll() {
		}

	}

}
