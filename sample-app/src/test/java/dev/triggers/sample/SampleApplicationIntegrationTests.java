package dev.triggers.sample;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a reader of the log sees in the first half minute.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationIntegrationTests {

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	@Test
	void monitorShowsWhatItDoes(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("monitor")) {
			await().atMost(HALF_A_MINUTE)
				.untilAsserted(() -> assertThat(output).contains("ALERT: 'closed' is down (java.net.ConnectException")
					.contains("GLOBAL HANDLER: 'latencyCheck.check' failed for 'slow': Target 'slow' took")
					.containsPattern("of 'prober.probe' finished in [^:]+: 24 ok, 2 failed; next [-:\\d ]+"));
			assertThat(context.getBean(Triggers.class)).hasSize(6);
			assertThat(output).contains("Triggers: 6 registered")
				.containsPattern("failed for element 5 'closed' in .*Prober\\.probe")
				.containsPattern("'fetch' .*by rule 'ConnectException: 2 retries, fixed 1s' \\(1 retry left\\)")
				.containsPattern("'fetch' .*by rule 'TargetDownException with predicate: 4 retries, exponential jitter")
				.contains("ALERT: 'missing' is down (dev.triggers.sample.monitor.TargetDownException")
				.doesNotContain("GLOBAL HANDLER: 'prober.probe'");
			assertThat(output.getOut()).containsSubsequence("Started trigger heartbeat.beat", "(process running for",
					"Started 4 triggers: cleanup, latencyCheck.check, prober.probe, rollUp.rollUp");
		}
	}

	@Test
	void othersOfTheClashStartAfterTheLogIn(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("coc")) {
			await().atMost(HALF_A_MINUTE)
				.untilAsserted(() -> assertThat(output)
					.contains("Donations of clan #2PP of at least 0", "Fired at random")
					.contains("Special error handler: clashTriggers.testSpecialErrorHandling, null, java.lang.Arith")
					.contains("Default error handler: clashTriggers.testDefaultErrorHandling, 0, java.lang.Arith"));
			// the log-in begins on another thread at the same time
			assertThat(output.getOut()).containsSubsequence("Started trigger clashTriggers.testDefaultErrorHandling",
					"Logging in", "The autostarted trigger has fired already; now the others start",
					"of 'clashTriggers.dailyDonationDownloader' starts");
			assertThat(output.getOut()).containsSubsequence("of 'clashTriggers.testDefaultErrorHandling' starts",
					"The autostarted trigger has fired already; now the others start");
			String before = output.getOut().split("now the others start")[0];
			assertThat(before).doesNotContain("dailyDonationDownloader' starts", "testSpecialErrorHandling' starts",
					"atRandom' starts");
			assertThat(output).contains("4 triggers started")
				.doesNotContain("clashTriggers.testDefaultErrorHandling, 1,")
				.doesNotContain("Default error handler: clashTriggers.testSpecialErrorHandling")
				.doesNotContain("Special error handler: clashTriggers.testDefaultErrorHandling");
			contributionsWaitForFriday(context.getBean(Triggers.class));
		}
	}

	@Test
	void discordFollowsItsFiveRecipes(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("discord", "--triggers.instances.fiveTimes.print.every=1s",
				"--triggers.instances.batches.insert.every=1s", "--triggers.instances.batches.receive.every=200ms")) {
			await().atMost(HALF_A_MINUTE)
				.untilAsserted(() -> assertThat(output).contains("Counter: 1", "After log-in: 0", "done!", "Inserted ",
						"Updated 700 rows of members", "Updated 500 rows of roles"));
			assertThat(output.getOut()).containsSubsequence("waiting...", "The bot is ready", "After log-in: 0")
				.containsSubsequence("Iteration 1 of 5", "Iteration 5 of 5", "done!")
				.containsSubsequence("Updated 700 rows of members", "attempt 1 and is repeated in", "Connection lost",
						"attempt 2 and is repeated in", "Connection lost", "Updated 800 rows of channels",
						"Updated 500 rows of roles");
			assertThat(context.getBean(Triggers.class).get("fiveTimes.print").state())
				.isEqualTo(TriggerState.COMPLETED);
			assertThat(output).doesNotContain("Cancelled");
			// so that there is something left
			context.getBean(Triggers.class).get("batches.insert").changeSchedule(Schedule.every("1h"));
			context.getBean(Triggers.class).get("batches.receive").fire().join();
		}
		assertThat(output.getOut()).containsSubsequence("Cancelled: inserting what is left", "Inserted ");
	}

	@Test
	void discordCancelsTheTriggerOfAComponentThatIsDestroyed() {
		try (ConfigurableApplicationContext context = run("discord")) {
			TriggerHandle print = context.getBean(Triggers.class).get("counter.print");
			assertThat(print.isRunning()).isTrue();
			((DefaultSingletonBeanRegistry) context.getBeanFactory()).destroySingleton("counter");
			await().atMost(HALF_A_MINUTE).until(() -> print.state() == TriggerState.CANCELLED);
		}
	}

	@Test
	void exMachinaDoesWhatItDocuments(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("exmachina", "--triggers.instances.conduct.every=1s")) {
			await().atMost(HALF_A_MINUTE)
				.untilAsserted(() -> assertThat(output)
					.contains("ask: epoch 3, 42 by name and 42 directly", "after: epoch 4, 0 more",
							"entire: epoch 4, 0 more")
					.contains("Trigger 'entire' missed 1 due time; fires once instead")
					.containsPattern(
							"'multiply' .*by rule 'HttpStatusCodeException with predicate: 5 retries, fixed 1s'"));
			assertThat(output).doesNotContain("Answers are wrong").doesNotContain(" ERROR ");
			await().atMost(HALF_A_MINUTE)
				.untilAsserted(() -> assertThat(output.getOut()).containsSubsequence("wakened: epoch 1",
						"Stopped trigger wakened", "wakened: epoch 1"));
			Triggers triggers = context.getBean(Triggers.class);
			await().atMost(HALF_A_MINUTE)
				.until(() -> triggers.get("after").state() == TriggerState.COMPLETED
						&& triggers.get("entire").state() == TriggerState.COMPLETED);
			assertThat(triggers.get("ask").isRunning()).isTrue();
		}
	}

	private static void contributionsWaitForFriday(Triggers triggers) {
		TriggerHandle contributions = triggers.get("clashTriggers.cacheCgContributionBeforeRaidWeekend");
		assertThat(contributions.isRunning()).isTrue();
		assertThat(contributions.iteration()).isZero();
		assertThat(contributions.nextFiring()).isNotNull();
		assertThat(triggers).hasSize(5);
	}

	private static ConfigurableApplicationContext run(String profile, String... properties) {
		String[] arguments = StringUtils.concatenateStringArrays(properties,
				new String[] { "--server.port=0", "--spring.profiles.active=" + profile });
		return SpringApplication.run(SampleApplication.class, arguments);
	}

}
