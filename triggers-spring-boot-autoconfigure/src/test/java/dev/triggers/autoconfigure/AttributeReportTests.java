package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about names and values: TRG-105, TRG-108 and TRG-109.
 */
class AttributeReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void sameNameInTwoBeans() {
		record Wars() {

			@IntervalTrigger(every = "10s", name = "sync")
			void refresh() {
			}

		}
		record Clans() {

			@IntervalTrigger(every = "20s", name = "sync")
			void sync() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class).withBean("clans", Clans.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-105] Name 'sync' is used by 2 triggers: com.acme.Wars.refresh() (bean 'wars') and com.acme.Clans.sync() (bean 'clans')
						     com.acme.Clans.sync()

						Action:

						1) Give one of them another name, such as 'clans.sync'.
						""");
	}

	@Test
	void sameNameOfOneAnnotationOnSeveralBeans() {
		record Wars() {

			@IntervalTrigger(every = "10s", name = "same")
			void refresh() {
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("first", Wars.class).withBean("second", Wars.class));
		assertThat(report)
			.contains("Remove 'name', as the default name has that of the bean, or register one bean of the class.");
	}

	@Test
	void triggersOfSeveralBeansOfOneClassAreCountedEach() {
		record Wars() {

			@CronTrigger("75 * * * *")
			void refresh() {
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("first", Wars.class).withBean("second", Wars.class));
		assertThat(report).startsWith("2 triggers are not valid.\n");
	}

	@Test
	void repeatedAnnotationWithoutNames() {
		record Wars() {

			@CronTrigger("0 8 * * *")
			@CronTrigger("0 20 * * *")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-105] Name 'wars.refresh' is used by 2 triggers: @CronTrigger("0 8 * * *") of com.acme.Wars.refresh() (bean 'wars') and @CronTrigger("0 20 * * *") of com.acme.Wars.refresh() (bean 'wars')
						     com.acme.Wars.refresh()

						Action:

						1) Give one of them another name, such as 'wars.refresh-2'.
						""");
	}

	@Test
	void sameNameAsSpec() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("spec", TriggerSpec.class, () -> TriggerSpec.named("wars.refresh").every("10s").execute(() -> {
			})));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-105] Name 'wars.refresh' is used by 2 triggers: com.acme.Wars.refresh() (bean 'wars') and bean 'spec'
						     bean 'spec'

						Action:

						1) Give one of them another name, such as 'wars.refresh-2'.
						""");
	}

	@Test
	void flagThatIsNone() {
		record Wars() {

			@IntervalTrigger(every = "10s", onStartup = "yes", autostart = "no")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid, for 2 reasons.

				1) [TRG-108] 'onStartup' of trigger 'wars.refresh' must be true or false, found 'yes'
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", autostart = "no", onStartup = "yes")
				                                                                                              ^^^

				2) [TRG-108] 'autostart' of trigger 'wars.refresh' must be true or false, found 'no'
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", autostart = "no", onStartup = "yes")
				                                                                            ^^

				Action:

				1) Set 'onStartup' to true or false.
				2) Set 'autostart' to true or false.
				""");
	}

	@Test
	void countThatIsNotPositive() {
		record Wars() {

			@IntervalTrigger(every = "10s", count = 0)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] 'count' of trigger 'wars.refresh' must be a whole number, at least 1, found '0'
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", count = 0)
				                                                                       ^

				Action:

				1) Set a positive number of executions, or remove 'count' for no limit.
				""");
	}

	@Test
	void concurrencyThatIsNegative() {
		record Wars() {

			@IntervalTrigger(every = "10s", concurrency = "-1")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] 'concurrency' of trigger 'wars.refresh' must be a whole number, zero or more, found '-1'
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", concurrency = "-1")
				                                                                              ^^

				Action:

				1) Set 1 for one element at a time, more for as many in flight at once, or 0 for all of them.
				""");
	}

	@Test
	void unknownValuesOfInstance() {
		record Wars() {

			@IntervalTrigger("10s")
			void values() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid, for 5 reasons.

						1) [TRG-108] 'enabled' of trigger 'wars.values' must be true or false, found 'maybe'
						     com.acme.Wars.values()   triggers.instances.wars.values.enabled=maybe
						                                                                     ^^^^^
						   Value from: property 'triggers.instances.wars.values.enabled' - class path resource [triggers-report.yml] - 22:16

						2) [TRG-108] 'zone' of trigger 'wars.values' is not a known zone: 'Europe/Berln'
						     com.acme.Wars.values()   triggers.instances.wars.values.zone=Europe/Berln
						                                                                  ^^^^^^^^^^^^
						   Value from: property 'triggers.instances.wars.values.zone' - class path resource [triggers-report.yml] - 21:13

						3) [TRG-108] 'concurrency' of trigger 'wars.values' must be a whole number, zero or more, found 'many'
						     com.acme.Wars.values()   triggers.instances.wars.values.concurrency=many
						                                                                         ^^^^
						   Value from: property 'triggers.instances.wars.values.concurrency' - class path resource [triggers-report.yml] - 20:20

						4) [TRG-108] 'misfire' of trigger 'wars.values' must be one of FIRE_ONCE, SKIP, CATCH_UP, found 'fire-twice'
						     com.acme.Wars.values()   triggers.instances.wars.values.misfire=fire-twice
						                                                                     ^^^^^^^^^^
						   Value from: property 'triggers.instances.wars.values.misfire' - class path resource [triggers-report.yml] - 18:16

						5) [TRG-108] 'onFailure' of trigger 'wars.values' must be one of CONTINUE, STOP, found 'halt'
						     com.acme.Wars.values()   triggers.instances.wars.values.on-failure=halt
						                                                                        ^^^^
						   Value from: property 'triggers.instances.wars.values.on-failure' - class path resource [triggers-report.yml] - 19:19

						Action:

						1) Set 'enabled' to true or false.
						2) Did you mean 'Europe/Berlin'?
						3) Set 1 for one element at a time, more for as many in flight at once, or 0 for all of them.
						4) Did you mean 'FIRE_ONCE'?
						5) Use one of CONTINUE, STOP.
						""");
	}

	@Test
	void unknownPlaceholder() {
		record Wars() {

			@CronTrigger("${app.wars.crn}")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-109] 'cron' of trigger 'wars.refresh' cannot be resolved: there is no property 'app.wars.crn'
						     com.acme.Wars.refresh()   @CronTrigger("${app.wars.crn}")
						                                             ^^^^^^^^^^^^^^^

						Action:

						1) Set the property 'app.wars.crn', or give the placeholder a default: ${app.wars.crn:…}. Did you mean 'app.wars.cron'?
						""");
	}

	@Test
	void unknownPlaceholderInName() {
		record Wars() {

			@CronTrigger(cron = "@daily", name = "${app.wars.name}")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-109] 'name' of a trigger cannot be resolved: there is no property 'app.wars.name'
				     com.acme.Wars.refresh()

				Action:

				1) Set the property 'app.wars.name', or give the placeholder a default: ${app.wars.name:…}.
				""");
	}

	@Test
	void expressionThatFails() {
		record Wars() {

			@CronTrigger("#{@crons.daily}")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-109] 'cron' of trigger 'wars.refresh' cannot be resolved: '#{@crons.daily}' fails: No bean named 'crons' available
						     com.acme.Wars.refresh()   @CronTrigger("#{@crons.daily}")
						                                             ^^^^^^^^^^^^^^^

						Action:

						1) Correct the expression.
						""");
	}

}
