package dev.triggers.discovery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.scheduling.annotation.Scheduled;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.schedule.CronDialect;
import dev.triggers.testsupport.DiscoveryConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for declarations that are valid and yet warned about.
 */
@ExtendWith(OutputCaptureExtension.class)
class TriggerWarningTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class);

	@Test
	void methodThatIsScheduledAsWellIsWarnedAbout(CapturedOutput output) {
		record Wars() {

			@Scheduled(fixedDelay = 1000)
			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.run((context) -> assertThat(output).contains("[TRG-104] " + Wars.class.getName()
					+ ".refresh() of bean 'wars' runs twice: by @Scheduled and by @IntervalTrigger(\"10s\")."
					+ " Remove one of the two."));
	}

	@Test
	void unhealthyAfterThatIsShorterThanThePauseIsWarnedAbout(CapturedOutput output) {
		record Wars() {

			@IntervalTrigger(every = "1h", unhealthyAfter = "1h")
			void hourly() {
			}

			@CronTrigger(cron = "0 9 * * MON-FRI", unhealthyAfter = "2d")
			void workdays() {
			}

			@CronTrigger(cron = "0 9 * * MON-FRI", unhealthyAfter = "4d")
			void patient() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.run((context) -> assertThat(output)
				.contains("[TRG-104] Trigger 'wars.hourly' will be unhealthy between executions that succeed: "
						+ "'unhealthyAfter' is 1 h, but they are up to 1 h apart")
				.contains("Trigger 'wars.workdays' will be unhealthy between executions that succeed: "
						+ "'unhealthyAfter' is 2 d, but they are up to 3 d apart")
				.doesNotContain("'wars.patient' will be unhealthy"));
	}

	@Test
	void scheduleThatIsAlmostNeverDueIsWarnedAbout(CapturedOutput output) {
		record Wars() {

			@CronTrigger(cron = "0 0 0 29 2 MON", dialect = CronDialect.SPRING, zone = "UTC")
			void seldom() {
			}

			@CronTrigger(cron = "0 0 29 2 *", zone = "UTC")
			void leapYears() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.run((context) -> assertThat(output)
				.contains("[TRG-101] Trigger 'wars.seldom' fires less than once in five years: '0 0 0 29 2 MON'")
				.doesNotContain("leapYears"));
	}

}
