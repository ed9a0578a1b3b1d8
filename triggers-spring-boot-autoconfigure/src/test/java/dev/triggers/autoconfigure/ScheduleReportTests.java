package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.discovery.TriggerDefaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about intervals, times of day and zones: TRG-103 and TRG-108.
 */
class ScheduleReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void intervalWithoutUnit() {
		record Wars() {

			@IntervalTrigger("10")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-103] Interval of trigger 'wars.refresh' is not valid: '10' has no unit: did you mean '10s'?
				     com.acme.Wars.refresh()   @IntervalTrigger("10")
				                                                 ^^

				Action:

				1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
				""");
	}

	@Test
	void intervalNegative() {
		record Wars() {

			@IntervalTrigger("-10s")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-103] Interval of trigger 'wars.refresh' is not valid: an interval must not be negative
				     com.acme.Wars.refresh()   @IntervalTrigger("-10s")
				                                                 ^

				Action:

				1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
				""");
	}

	@Test
	void intervalUnparseable() {
		record Wars() {

			@IntervalTrigger("ten seconds")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-103] Interval of trigger 'wars.refresh' is not valid: a number with a unit was expected at position 1
						     com.acme.Wars.refresh()   @IntervalTrigger("ten seconds")
						                                                 ^

						Action:

						1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
						""");
	}

	@Test
	void intervalInWrongOrder() {
		record Wars() {

			@IntervalTrigger("10s5m")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-103] Interval of trigger 'wars.refresh' is not valid: unit 'm' must come before 's'
				     com.acme.Wars.refresh()   @IntervalTrigger("10s5m")
				                                                     ^

				Action:

				1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
				""");
	}

	@Test
	void secondsNegative() {
		record Wars() {

			@IntervalTrigger(seconds = -1.5)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-103] Interval of trigger 'wars.refresh' is not valid: 'seconds' must be zero or more, found -1.5
				     com.acme.Wars.refresh()   @IntervalTrigger(seconds = -1.5)
				                                                          ^^^^

				Action:

				1) Set 'seconds' to a number such as 10 or 0.5.
				""");
	}

	@Test
	void intervalOfInstance() {
		record Wars() {

			@IntervalTrigger("1h")
			void sync() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-103] Interval of trigger 'wars.sync' is not valid: '10' has no unit: did you mean '10s'?
						     com.acme.Wars.sync()   triggers.instances.wars.sync.every=10
						                                                               ^^
						   Value from: property 'triggers.instances.wars.sync.every' - class path resource [triggers-report.yml] - 11:14

						Action:

						1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
						""");
	}

	@Test
	void unhealthyAfterWithoutUnit() {
		record Wars() {

			@IntervalTrigger(every = "10s", unhealthyAfter = "15")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-103] 'unhealthyAfter' of trigger 'wars.refresh' is not valid: '15' has no unit: did you mean '15s'?
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", unhealthyAfter = "15")
						                                                                                 ^^

						Action:

						1) Units are d, h, m, s and ms, in this order: for example '10s', '1h 30m', '1d4h' or '500ms'.
						""");
	}

	@Test
	void unhealthyAfterMustBePositive() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.unhealthy-after=0s"));
		assertThat(report)
			.contains("[TRG-103] 'unhealthyAfter' of trigger 'wars.refresh' is not valid: it must be longer than 0s",
					"triggers.instances.wars.refresh.unhealthy-after=0s\n",
					"Value from: property 'triggers.instances.wars.refresh.unhealthy-after'")
			.endsWith("1) Set an interval such as '15m', or remove 'unhealthyAfter'.\n");
	}

	@Test
	void timeOutOfRange() {
		record Wars() {

			@TimeTrigger({ "09:00", "25:00" })
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-108] Time of day of trigger 'wars.refresh' is not valid: a time of day must be 00:00-23:59:59, found 25:00
						     com.acme.Wars.refresh()   @TimeTrigger({ "09:00", "25:00" })
						                                                        ^^^^^

						Action:

						1) Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
						""");
	}

	@Test
	void timeOfPlaceholder() {
		record Wars() {

			@TimeTrigger("${app.wars.times}")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-108] Time of day of trigger 'wars.refresh' is not valid: it is not a time of day
						     com.acme.Wars.refresh()   @TimeTrigger("1500")
						                                             ^^^^
						   Value from: property 'app.wars.times' - class path resource [triggers-report.yml] - 5:12

						Action:

						1) Put the time in quotes in YAML, which reads 17:30 without them as the number 1050. Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
						""");
	}

	@Test
	void timeWithUnknownZone() {
		record Wars() {

			@TimeTrigger("09:00[Europe/Berln]")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] Time of day of trigger 'wars.refresh' is not valid: unknown zone 'Europe/Berln'
				     com.acme.Wars.refresh()   @TimeTrigger("09:00[Europe/Berln]")
				                                                   ^^^^^^^^^^^^

				Action:

				1) Did you mean 'Europe/Berlin'?
				""");
	}

	@Test
	void unknownZone() {
		record Wars() {

			@CronTrigger(cron = "@daily", zone = "Europe/Berln")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] 'zone' of trigger 'wars.refresh' is not a known zone: 'Europe/Berln'
				     com.acme.Wars.refresh()   @CronTrigger(cron = "@daily", zone = "Europe/Berln")
				                                                                     ^^^^^^^^^^^^

				Action:

				1) Did you mean 'Europe/Berlin'?
				""");
	}

	@Test
	void unknownZoneWithoutAnySimilar() {
		record Wars() {

			@CronTrigger(cron = "@daily", zone = "Middle-earth/Mordor")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] 'zone' of trigger 'wars.refresh' is not a known zone: 'Middle-earth/Mordor'
				     com.acme.Wars.refresh()   @CronTrigger(cron = "@daily", zone = "Middle-earth/Mordor")
				                                                                     ^^^^^^^^^^^^^^^^^^^

				Action:

				1) Use an IANA id such as 'Europe/Berlin', or an offset such as '+02:00'.
				""");
	}

	@Test
	void unknownZoneOfAllTriggers() {
		record Wars() {

			@CronTrigger("@daily")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean(TriggerDefaults.class,
					() -> new TriggerDefaults(true, false, "Mars", MisfirePolicy.SKIP, 1, false,
							ReconnectPolicy.DEFAULT))
			.withPropertyValues("triggers.zone=Mars"));
		assertThat(report).isEqualTo("""
				1 declaration is not valid.

				1) [TRG-108] 'triggers.zone' is not a known zone: 'Mars'
				   Value from: property 'triggers.zone' - property source 'test'

				Action:

				1) Use an IANA id such as 'Europe/Berlin', or an offset such as '+02:00'.
				""");
	}

}
