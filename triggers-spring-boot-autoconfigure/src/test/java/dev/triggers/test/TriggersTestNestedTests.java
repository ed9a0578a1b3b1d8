package dev.triggers.test;

import java.time.Duration;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersTest} on a class whose tests are nested, around the night in
 * which clocks in Berlin went from 03:00 back to 02:00.
 */
@SpringJUnitConfig
@TriggersTest(start = "2025-10-24T12:00:00Z")
class TriggersTestNestedTests {

	@Autowired
	TriggerTester tester;

	@Autowired
	Triggers triggers;

	@Nested
	class WhenStarted {

		@Test
		void nightlyTriggerFiresOnceEachNight() {
			TriggersTestNestedTests.this.triggers.startAll();
			TriggersTestNestedTests.this.tester.advance(Duration.ofDays(3));
			assertThat(TriggersTestNestedTests.this.tester.executions())
				.extracting((result) -> result.startTime().toString())
				.containsExactly("2025-10-25T00:30:00Z", "2025-10-26T00:30:00Z", "2025-10-27T01:30:00Z");
		}

	}

	@Nested
	class WhenNotStarted {

		@Test
		void nothingExecutes(@Autowired TriggerTester own) {
			assertThat(own.advance(Duration.ofDays(3))).isEmpty();
			assertThat(own).isSameAs(TriggersTestNestedTests.this.tester);
		}

	}

	@Nested
	@TriggersTest
	class WithTimeOfItsOwn {

		@Test
		void itBeginsThere(@Autowired TriggerTester own) {
			assertThat(own.now()).isEqualTo("2026-01-01T00:00:00Z");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Nights nights() {
			return new Nights();
		}

	}

	/**
	 * Triggers of the application.
	 */
	static class Nights {

		@CronTrigger(value = "30 2 * * *", zone = "Europe/Berlin", onStartup = "false")
		void nightly() {
		}

	}

}
