package dev.triggers.docs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.test.TriggerResult;
import dev.triggers.test.TriggerTester;
import dev.triggers.test.TriggersTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests as docs/testing.md shows them.
 */
@SpringBootTest
@TriggersTest(start = "2026-03-27T12:00:00Z")
class ReportsTests {

	@Autowired
	TriggerTester tester;

	@Autowired
	Triggers triggers;

	@MockitoBean
	Clans clans;

	@Test
	void nightlyReportIsWrittenInTheNightOfTheClockChangeToo() {
		this.tester.advance(Duration.ofDays(3)); // a few milliseconds

		assertThat(this.tester.executions("reports.nightly")).extracting(TriggerResult::startTime)
			.containsExactly(Instant.parse("2026-03-28T01:30:00Z"), // 02:30 in Berlin
					Instant.parse("2026-03-29T01:00:00Z"), // 03:00, as there is no 02:30
					Instant.parse("2026-03-30T00:30:00Z")); // 02:30 in summer
	}

	@Test
	void oneUnknownClanDoesNotStopTheOthers() {
		TriggerResult result = this.tester.fire("reports.clans");

		assertThat(result).succeeded().processed(10).failedElements("#2PP");
	}

	@Test
	void upcomingIsAskedWithoutExecuting() {
		List<Instant> nights = this.tester.upcoming("reports.nightly", 5);

		assertThat(nights).hasSize(5).startsWith(Instant.parse("2026-03-28T01:30:00Z"));
	}

	@Test
	void slowReportMissesTheNextHour() {
		given(this.clans.count()).will((call) -> this.tester.advance(Duration.ofMinutes(90)).size());

		this.tester.advance(Duration.ZERO);

		assertThat(this.tester.executions("reports.count").get(0)).succeeded().took(Duration.ofMinutes(90));
		assertThat(this.triggers.get("reports.count").nextFiring()).isEqualTo("2026-03-27T14:30:00Z");
	}

	/**
	 * Makes code under test see virtual time.
	 */
	@TestConfiguration
	static class ClockConfiguration {

		@Bean
		Clock clock(TriggerTester tester) {
			return tester.clock();
		}

	}

	/**
	 * Application under test.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Reports reports(Clans clans) {
			return new Reports(clans);
		}

	}

	/**
	 * Triggers of the application.
	 */
	static class Reports {

		private final Clans clans;

		Reports(Clans clans) {
			this.clans = clans;
		}

		@CronTrigger(cron = "30 2 * * *", zone = "Europe/Berlin", onStartup = "false")
		void nightly() {
		}

		@IntervalTrigger(every = "1h",
				iterArgs = { "#2PP", "#2PPP", "#8UL", "#9QJ", "#8VV", "#2YY", "#9CC", "#8GG", "#2LL", "#9RR" })
		void clans(String tag) {
			if (tag.equals("#2PP")) {
				throw new IllegalArgumentException("Unknown clan");
			}
		}

		@IntervalTrigger(every = "1h")
		void count() {
			this.clans.count();
		}

	}

	/**
	 * Something that takes long.
	 */
	interface Clans {

		int count();

	}

}
