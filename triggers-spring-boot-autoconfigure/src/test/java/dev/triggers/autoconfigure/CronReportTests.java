package dev.triggers.autoconfigure;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AliasFor;

import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.schedule.CronDialect;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about cron expressions: TRG-101.
 */
class CronReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void cronValueOutOfRange() {
		record Wars() {

			@CronTrigger("75 * * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'minute' must be 0-59, found 75
				     com.acme.Wars.refresh()   @CronTrigger("75 * * * *")
				                                             ^^

				Action:

				1) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
				""");
	}

	@Test
	void cronOfPlaceholder() {
		record Wars() {

			@CronTrigger("${app.wars.cron}")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'minute' must be 0-59, found 75
				     com.acme.Wars.refresh()   @CronTrigger("75 * * * *")
				                                             ^^
				   Value from: property 'app.wars.cron' - class path resource [triggers-report.yml] - 3:11

				Action:

				1) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
				""");
	}

	@Test
	void cronWithPlaceholderInside() {
		record Wars() {

			@CronTrigger("0 ${app.wars.hour} * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'hour' must be 0-23, found 25
				     com.acme.Wars.refresh()   @CronTrigger("0 25 * * *")
				                                               ^^
				   Value from: property 'app.wars.hour' - class path resource [triggers-report.yml] - 4:11

				Action:

				1) Correct the expression. For example '0 1 * * *' fires at 01:00.
				""");
	}

	@Test
	void cronOfInstanceNeverFires() {
		record Wars() {

			@CronTrigger("@daily")
			void never() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.never' is not valid: it can never fire: February never has 31 days
						     com.acme.Wars.never()   triggers.instances.wars.never.cron=0 0 31 2 *
						                                                                    ^^
						   Value from: property 'triggers.instances.wars.never.cron' - class path resource [triggers-report.yml] - 9:13

						Action:

						1) Correct the expression. For example '0 0 29 2 *' fires at 00:00 on day 29 of the month in February.
						""");
	}

	@Test
	void cronWithSixFields() {
		record Wars() {

			@CronTrigger("0 15 3 * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: it must have five fields (minute, hour, day of month, month, day of week), found 6
						     com.acme.Wars.refresh()   @CronTrigger("0 15 3 * * *")
						                                             ^^^^^^^^^^^^

						Action:

						1) It looks like Spring's dialect: use dialect = SPRING, or drop the seconds: '15 3 * * *'.
						""");
	}

	@Test
	void cronWithFourFields() {
		record Wars() {

			@CronTrigger("15 3 * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: it must have five fields (minute, hour, day of month, month, day of week), found 4
						     com.acme.Wars.refresh()   @CronTrigger("15 3 * *")
						                                             ^^^^^^^^

						Action:

						1) Correct the expression. For example '15 3 * * *' fires at 03:15.
						""");
	}

	@Test
	void cronWithReversedRange() {
		record Wars() {

			@CronTrigger("0 17-9 * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'hour' has a range that runs backwards: '17-9'
						     com.acme.Wars.refresh()   @CronTrigger("0 17-9 * * *")
						                                               ^^^^

						Action:

						1) Correct the expression. For example '0 17-23,0-9 * * *' fires at minute 0 in hours 0 through 9 and 17 through 23.
						""");
	}

	@Test
	void cronWithStepZero() {
		record Wars() {

			@CronTrigger("*/0 * * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'minute' must have a step of at least 1, found 0
						     com.acme.Wars.refresh()   @CronTrigger("*/0 * * * *")
						                                               ^

						Action:

						1) Correct the expression. For example '*/1 * * * *' fires every minute.
						""");
	}

	@Test
	void cronWithUnknownName() {
		record Wars() {

			@CronTrigger("0 0 * * FRY")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'day of week' must be 0-7 or SUN-SAT, found 'FRY': did you mean 'FRI'?
						     com.acme.Wars.refresh()   @CronTrigger("0 0 * * FRY")
						                                                     ^^^

						Action:

						1) Correct the expression. For example '0 0 * * FRI' fires at 00:00 on Friday.
						""");
	}

	@Test
	void cronWithUnknownMacro() {
		record Wars() {

			@CronTrigger("@dayly")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: there is no macro '@dayly'
				     com.acme.Wars.refresh()   @CronTrigger("@dayly")
				                                             ^^^^^^

				Action:

				1) Did you mean '@daily'?
				""");
	}

	@Test
	void cronThatNeverFires() {
		record Wars() {

			@CronTrigger("0 0 31 2 *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: it can never fire: February never has 31 days
						     com.acme.Wars.refresh()   @CronTrigger("0 0 31 2 *")
						                                                 ^^

						Action:

						1) Correct the expression. For example '0 0 29 2 *' fires at 00:00 on day 29 of the month in February.
						""");
	}

	@Test
	void cronOfSpringDialectWithFiveFields() {
		record Wars() {

			@CronTrigger(cron = "15 3 * * *", dialect = CronDialect.SPRING)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: it must have six fields (second, minute, hour, day of month, month, day of week), found 5
						     com.acme.Wars.refresh()   @CronTrigger(cron = "15 3 * * *", dialect = SPRING)
						                                                    ^^^^^^^^^^

						Action:

						1) It looks like the UNIX dialect: use dialect = UNIX, or put the seconds first: '0 15 3 * * *'.
						""");
	}

	@Test
	void cronBesideOtherAttributes() {
		record Wars() {

			@CronTrigger(cron = "75 * * * *", name = "wars", onStartup = "false")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars' is not valid: 'minute' must be 0-59, found 75
				     com.acme.Wars.refresh()   @CronTrigger(cron = "75 * * * *", name = "wars", onStartup = "false")
				                                                    ^^

				Action:

				1) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
				""");
	}

	@Test
	void cronOfComposedAnnotation() {
		record Wars() {

			@Nightly(hour = "25")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars.refresh' is not valid: 'hour' must be 0-23, found 25
				     com.acme.Wars.refresh()   @CronReportTests.Nightly(hour = "25")

				Action:

				1) Correct the expression. For example '0 1 * * *' fires at 01:00.
				""");
	}

	@Test
	void cronOfSpec() {
		String report = this.reports.of((runner) -> runner.withBean("spec", TriggerSpec.class,
				() -> TriggerSpec.named("wars").cron("75 * * * *").execute(() -> {
				})));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-101] Cron expression of trigger 'wars' is not valid: 'minute' must be 0-59, found 75
				     bean 'spec'   TriggerSpec.named("wars").cron("75 * * * *")
				                                                   ^^

				Action:

				1) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
				""");
	}

	@Retention(RetentionPolicy.RUNTIME)
	@CronTrigger
	@interface Nightly {

		@AliasFor(annotation = CronTrigger.class, attribute = "zone")
		String zone() default "";

		String hour() default "3";

		@AliasFor(annotation = CronTrigger.class, attribute = "cron")
		String cron() default "0 25 * * *";

	}

}
