package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.support.PeriodicTrigger;

import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.MisfirePolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about contradictions: TRG-104.
 */
class ContradictionReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void everyWithSeconds() {
		record Wars() {

			@IntervalTrigger(every = "10s", seconds = 5)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars.refresh' sets both 'every' (10s) and 'seconds' (5); exactly one is allowed
				     com.acme.Wars.refresh()

				Action:

				1) Remove one of the two.
				""");
	}

	@Test
	void intervalWithoutSchedule() {
		record Wars() {

			@IntervalTrigger
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars.refresh' has no schedule: 'every' or 'seconds' is not set
				     com.acme.Wars.refresh()

				Action:

				1) Set 'every' or 'seconds', or the property 'triggers.instances.wars.refresh.every'.
				""");
	}

	@Test
	void cronWithoutSchedule() {
		record Wars() {

			@CronTrigger(name = "wars")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars' has no schedule: 'cron' is not set
				     com.acme.Wars.refresh()

				Action:

				1) Set 'cron', or the property 'triggers.instances.wars.cron'.
				""");
	}

	@Test
	void timesWithoutSchedule() {
		record Wars() {

			@TimeTrigger
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars.refresh' has no schedule: 'times' is not set
				     com.acme.Wars.refresh()

				Action:

				1) Set 'times', or the property 'triggers.instances.wars.refresh.times'.
				""");
	}

	@Test
	void customWithoutSchedule() {
		record Wars() {

			@CustomTrigger
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars.refresh' has no schedule: 'schedule' or 'type' is not set
				     com.acme.Wars.refresh()

				Action:

				1) Set 'schedule' or 'type', or the property 'triggers.instances.wars.refresh.every'.
				""");
	}

	@Test
	void specWithoutSchedule() {
		String report = this.reports
			.of((runner) -> runner.withBean("spec", TriggerSpec.class, () -> TriggerSpec.named("wars").execute(() -> {
			})));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] Trigger 'wars' has no schedule: 'schedule', 'cron', 'every' or 'times' is not set
				     bean 'spec'

				Action:

				1) Set 'schedule', 'cron', 'every' or 'times', or the property 'triggers.instances.wars.every'.
				""");
	}

	@Test
	void customWithBeanAndType() {
		record Wars() {

			@CustomTrigger(schedule = "some", type = PeriodicTrigger.class)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-104] Trigger 'wars.refresh' sets both 'schedule' (some) and 'type' (PeriodicTrigger.class); exactly one is allowed
						     com.acme.Wars.refresh()

						Action:

						1) Remove one of the two.
						""");
	}

	@Test
	void manualWithAutostart() {
		record Wars() {

			@IntervalTrigger(every = "10s", manual = true, autostart = "true")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-104] Trigger 'wars.refresh' sets both 'manual' (true) and 'autostart' (true); a manual trigger is started by nobody but the application
						     com.acme.Wars.refresh()

						Action:

						1) Remove one of the two.
						""");
	}

	@Test
	void manualWithAutostartOfInstance() {
		record Wars() {

			@IntervalTrigger(every = "10s", manual = true)
			void manual() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-104] Trigger 'wars.manual' sets both 'manual' (true) and 'autostart' (true, from property 'triggers.instances.wars.manual.autostart' - class path resource [triggers-report.yml] - 24:18); a manual trigger is started by nobody but the application
						     com.acme.Wars.manual()

						Action:

						1) Remove one of the two.
						""");
	}

	@Test
	void twoSchedulesOfInstance() {
		record Wars() {

			@IntervalTrigger("10s")
			void both() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-104] Trigger 'wars.both' sets both 'cron' (@daily, from property 'triggers.instances.wars.both.cron' - class path resource [triggers-report.yml] - 13:13) and 'every' (10s, from property 'triggers.instances.wars.both.every' - class path resource [triggers-report.yml] - 14:14); exactly one is allowed
						     com.acme.Wars.both()

						Action:

						1) Remove one of the two.
						""");
	}

	@Test
	void modeOfInstanceWithoutInterval() {
		record Wars() {

			@CronTrigger("@daily")
			void mode() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-104] Trigger 'wars.mode' has a 'mode' (fixed-rate), which only intervals have, but no interval
						     com.acme.Wars.mode()   triggers.instances.wars.mode.mode=fixed-rate
						                                                              ^^^^^^^^^^
						   Value from: property 'triggers.instances.wars.mode.mode' - class path resource [triggers-report.yml] - 16:13

						Action:

						1) Remove 'mode', or set 'every' instead of 'cron'.
						""");
	}

	@Test
	void twoMisfirePolicies() {
		record Wars() {

			@CronTrigger(cron = "@daily", misfire = { MisfirePolicy.SKIP, MisfirePolicy.CATCH_UP })
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-104] 'misfire' of trigger 'wars.refresh' has 2 values (SKIP, CATCH_UP); at most one is allowed
				     com.acme.Wars.refresh()

				Action:

				1) Keep one of them.
				""");
	}

}
