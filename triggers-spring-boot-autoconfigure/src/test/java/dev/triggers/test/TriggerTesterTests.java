package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.execution.Cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggerTester} in an application, from Friday to Monday around the
 * night in which clocks in Berlin went from 02:00 to 03:00.
 */
@SpringBootTest(classes = TriggerTesterTests.Application.class, properties = "logging.level.silent=off")
@TriggersTest(start = "2026-03-27T12:00:00Z", timeout = "100ms")
class TriggerTesterTests {

	@Autowired
	TriggerTester tester;

	@Autowired
	Triggers triggers;

	@Autowired
	Reports reports;

	@Test
	void nothingExecutesBeforeTimePasses() {
		assertThat(this.triggers).filteredOn("name", "reports.poll")
			.allMatch((trigger) -> trigger.state() == TriggerState.WAITING);
		assertThat(this.tester.executions()).isEmpty();
	}

	@Test
	void noTimeAtAllExecutesWhatIsDue() {
		assertThat(this.tester.advance(Duration.ZERO)).extracting(TriggerResult::triggerName)
			.containsExactly("reports.poll");
		assertThat(this.tester.executions("reports.poll").get(0)).succeeded()
			.hasCause(Cause.STARTUP)
			.startedAt("2026-03-27T12:00:00Z")
			.took(Duration.ZERO);
	}

	@Test
	void nightlyTriggerFiresRightAfterTheGap() {
		this.tester.advance(Duration.ofDays(3));
		assertThat(this.tester.executions("reports.nightly")).extracting((result) -> result.startTime().toString())
			.containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
	}

	@Test
	void hourlyTriggerFiresEachHourThatReallyPasses() {
		this.tester.advance(Duration.ofDays(3));
		assertThat(this.tester.executions("reports.hourly")).hasSize(72);
		assertThat(this.tester.now()).isEqualTo("2026-03-30T12:00:00Z");
	}

	@Test
	void upcomingTellsWhatWillExecute() {
		List<Instant> nightly = this.tester.upcoming("reports.nightly", 3);
		List<Instant> poll = this.tester.upcoming("reports.poll", 3);
		this.tester.advance(Duration.ofDays(3));
		assertThat(this.tester.executions("reports.nightly")).extracting(TriggerResult::startTime).isEqualTo(nightly);
		assertThat(this.tester.executions("reports.poll")).extracting(TriggerResult::startTime)
			.startsWith(poll.toArray(Instant[]::new));
	}

	@Test
	void upcomingOfATriggerThatIsNotRunningIsThatOfItsSchedule() {
		assertThat(this.tester.upcoming("reports.weekly", 2)).extracting(Instant::toString)
			.containsExactly("2026-03-29T00:00:00Z", "2026-04-05T00:00:00Z");
	}

	@Test
	void upcomingEndsWithTheCount() {
		this.triggers.start("reports.twice");
		assertThat(this.tester.upcoming("reports.twice", 5)).hasSize(2);
		this.tester.advance(Duration.ofHours(1));
		assertThat(this.tester.executions("reports.twice")).hasSize(2);
	}

	@Test
	void triggersExecuteInTheOrderOfTime() {
		this.triggers.start("reports.twice");
		List<TriggerResult> results = this.tester.at(Instant.parse("2026-03-27T14:00:00Z"));
		assertThat(results).isEqualTo(this.tester.executions())
			.extracting(TriggerResult::startTime)
			.isSorted()
			.endsWith(Instant.parse("2026-03-27T14:00:00Z"));
	}

	@Test
	void executionTakesTheTimeThatPassesInIt() {
		this.reports.duringPoll = () -> this.tester.advance(Duration.ofMinutes(90));
		this.tester.advance(Duration.ZERO);
		assertThat(this.tester.now()).isEqualTo("2026-03-27T13:30:00Z");
		assertThat(this.tester.executions("reports.poll")).singleElement()
			.satisfies((result) -> assertThat(result).took(Duration.ofMinutes(90)));
		assertThat(this.tester.executions("reports.hourly")).hasSize(1);
		assertThat(this.triggers.get("reports.poll").nextFiring()).isEqualTo("2026-03-27T13:40:00Z");
	}

	@Test
	void resultMayComeLater() {
		this.reports.pending = new CompletableFuture<>();
		this.triggers.start("reports.later");
		this.tester.advance(Duration.ofMinutes(5));
		assertThat(this.triggers.get("reports.later").state()).isEqualTo(TriggerState.EXECUTING);
		this.reports.pending.complete("done");
		this.tester.awaitExecutions();
		assertThat(this.tester.executions("reports.later").get(0)).succeeded().took(Duration.ofMinutes(5));
	}

	@Test
	void resultThatNeverComesIsReported() {
		this.reports.pending = new CompletableFuture<>();
		this.triggers.start("reports.later");
		this.tester.advance(Duration.ZERO);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.tester::awaitExecutions)
			.withMessage("Executions are under way and did not end within 100 ms at 2026-03-27T12:00:00Z. Under way: "
					+ "'reports.later' since 2026-03-27T12:00:00Z. They wait for other threads, or for time to pass: "
					+ "something is due at 2026-03-27T12:10:00Z");
	}

	@Test
	void elementsOfABulkExecutionAreProcessedOneAfterTheOther() {
		this.triggers.start("reports.bulk");
		this.tester.advance(Duration.ZERO);
		assertThat(this.tester.executions("reports.bulk").get(0)).succeeded()
			.processed(10)
			.failedElements("e3", "e7")
			.hasFailures(2)
			.hasFailureOf(IllegalStateException.class);
		assertThat(this.reports.overlap).isFalse();
	}

	@Test
	void timeCannotGoBack() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.tester.advance(Duration.ofSeconds(-1)))
			.withMessageContaining("must not be negative");
		assertThatIllegalArgumentException().isThrownBy(() -> this.tester.at(Instant.parse("2026-03-27T11:59:59Z")))
			.withMessage("Time cannot go back: it is 2026-03-27T12:00:00Z, which is after 2026-03-27T11:59:59Z");
	}

	@Test
	void unknownNamesFailWithTheNearestNames() {
		assertThatExceptionOfType(NoSuchTriggerException.class).isThrownBy(() -> this.tester.fire("reports.nightli"))
			.withMessageContaining("'reports.nightly'");
		assertThatExceptionOfType(NoSuchTriggerException.class)
			.isThrownBy(() -> this.tester.executions("reports.hourli"))
			.withMessageContaining("'reports.hourly'");
		assertThatExceptionOfType(NoSuchTriggerException.class).isThrownBy(() -> this.tester.upcoming("reports.pol", 1))
			.withMessageContaining("'reports.poll'");
	}

	@Test
	void endlessTriggerIsReported() {
		this.triggers.start("reports.endless");
		assertThatIllegalStateException().isThrownBy(() -> this.tester.advance(Duration.ofSeconds(1)))
			.withMessageContaining("Trigger 'reports.endless' executed 10000 times at 2026-03-27T12:00:00Z");
		assertThatIllegalStateException().isThrownBy(() -> this.tester.advance(Duration.ZERO))
			.withMessageContaining("Trigger 'reports.endless' executed 10001 times at 2026-03-27T12:00:00Z");
	}

	/**
	 * Application that reports.
	 */
	@EnableAutoConfiguration
	@Import(Reports.class)
	static class Application {

	}

	/**
	 * Triggers of the application.
	 */
	@Component("reports")
	static class Reports {

		Runnable duringPoll = () -> {
		};

		CompletableFuture<String> pending = new CompletableFuture<>();

		boolean busy;

		boolean overlap;

		@CronTrigger(value = "30 2 * * *", zone = "Europe/Berlin", onStartup = "false")
		void nightly() {
		}

		@CronTrigger(value = "0 * * * *", zone = "Europe/Berlin", onStartup = "false")
		void hourly() {
		}

		@IntervalTrigger("10m")
		void poll() {
			Runnable once = this.duringPoll;
			this.duringPoll = () -> {
			};
			once.run();
		}

		@CronTrigger(value = "@weekly", manual = true)
		void weekly() {
		}

		@IntervalTrigger(value = "1m", count = 2, manual = true)
		void twice() {
		}

		@IntervalTrigger(value = "1h", manual = true)
		CompletableFuture<String> later() {
			return this.pending;
		}

		@IntervalTrigger(value = "1h", manual = true, concurrency = "4",
				iterArgs = { "e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9" })
		void bulk(String element) {
			this.overlap |= this.busy;
			this.busy = true;
			this.busy = false;
			if (element.equals("e3") || element.equals("e7")) {
				throw new IllegalStateException(element);
			}
		}

		@IntervalTrigger(value = "0s", manual = true, logger = "silent")
		void endless() {
		}

	}

}
