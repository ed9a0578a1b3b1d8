package dev.triggers.autoconfigure;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import dev.triggers.TriggerErrorHandler;
import dev.triggers.TriggerFailure;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about other beans: TRG-201, TRG-202 and TRG-203.
 */
class BeanReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void unknownErrorHandler() {
		record Wars() {

			@IntervalTrigger(every = "10s", errorHandler = "mailr")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("mailer", TriggerErrorHandler.class, () -> (failure) -> {
			}));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-201] 'errorHandler' of trigger 'wars.refresh' names bean 'mailr', which does not exist
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", errorHandler = "mailr")
				                                                                               ^^^^^

				Action:

				1) Did you mean 'mailer'? Beans of this type: 'mailer'.
				""");
	}

	@Test
	void unknownErrorHandlerWithoutAny() {
		record Wars() {

			@IntervalTrigger(every = "10s", errorHandler = "mailer")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-201] 'errorHandler' of trigger 'wars.refresh' names bean 'mailer', which does not exist
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", errorHandler = "mailer")
				                                                                               ^^^^^^

				Action:

				1) Declare a bean of type dev.triggers.TriggerErrorHandler, or remove 'errorHandler'.
				""");
	}

	@Test
	void errorHandlerOfWrongType() {
		record Wars() {

			@IntervalTrigger(every = "10s", errorHandler = "name")
			void refresh() {
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("wars", Wars.class).withBean("name", String.class, () -> "x"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-201] 'errorHandler' of trigger 'wars.refresh' names bean 'name', which is not a dev.triggers.TriggerErrorHandler but a java.lang.String
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", errorHandler = "name")
						                                                                               ^^^^

						Action:

						1) Declare a bean of type dev.triggers.TriggerErrorHandler, or remove 'errorHandler'.
						""");
	}

	@Test
	void schedulerOfTheStarter() {
		record Wars() {

			@IntervalTrigger(every = "10s", scheduler = "triggersTaskScheduler")
			void refresh() {
			}

			@IntervalTrigger(every = "10s", scheduler = "triggersTaskSchedule")
			void values() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("triggersTaskScheduler", TaskScheduler.class, SimpleAsyncTaskScheduler::new)
			.withBean("fast", TaskScheduler.class, SimpleAsyncTaskScheduler::new));
		assertThat(report)
			.contains("names bean 'triggersTaskScheduler', the starter's own, on whose thread no trigger may run")
			.contains("1) Leave out 'scheduler', as the starter's scheduler is the default.")
			.contains("2) Beans of this type: 'fast'.");
	}

	@Test
	void unknownScheduler() {
		record Wars() {

			@IntervalTrigger(every = "10s", scheduler = "fast")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-201] 'scheduler' of trigger 'wars.refresh' names bean 'fast', which does not exist
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", scheduler = "fast")
				                                                                            ^^^^

				Action:

				1) Declare a bean of type org.springframework.scheduling.TaskScheduler, or remove 'scheduler'.
				""");
	}

	@Test
	void unknownScheduleBean() {
		record Wars() {

			@CustomTrigger("sunsets")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("sunset", Trigger.class, () -> (context) -> null));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-201] 'schedule' of trigger 'wars.refresh' names bean 'sunsets', which does not exist
				     com.acme.Wars.refresh()   @CustomTrigger("sunsets")
				                                               ^^^^^^^

				Action:

				1) Did you mean 'sunset'? Beans of this type: 'sunset'.
				""");
	}

	@Test
	void abstractScheduleClass() {
		record Wars() {

			@CustomTrigger(type = Schedule.class)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-201] Schedule class dev.triggers.schedule.Schedule of trigger 'wars.refresh' cannot be created: it is an interface
						     com.acme.Wars.refresh()   @CustomTrigger(type = Schedule.class)
						                                                     ^^^^^^^^^^^^^^

						Action:

						1) Name a class that can be created, or a bean with 'schedule'.
						""");
	}

	@Test
	void scheduleClassThatCannotBeCreated() {
		record Wars() {

			@CustomTrigger(type = NeedyTrigger.class)
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-201] Schedule class com.acme.NeedyTrigger of trigger 'wars.refresh' cannot be created: No qualifying bean of type 'java.util.UUID' available: expected at least 1 bean which qualifies as autowire candidate. Dependency annotations: {}
						     com.acme.Wars.refresh()   @CustomTrigger(type = BeanReportTests.NeedyTrigger.class)
						                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

						Action:

						1) Give the class one constructor whose parameters are beans, or name a bean with 'schedule'.
						""");
	}

	@Test
	void unknownBeanInElements() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#{@clanz.tags()}")
			void refresh(String tag) {
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("wars", Wars.class).withBean("clans", String.class, () -> ""));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-201] Expression in 'iterArgs' of trigger 'wars.refresh' needs bean 'clanz', which does not exist
				     com.acme.Wars.refresh(String)   @IntervalTrigger(every = "10s", iterArgs = "#{@clanz.tags()}")
				                                                                                   ^^^^^^

				Action:

				1) Did you mean 'clans'?
				""");
	}

	@Test
	void errorHandlerOfUnknownTrigger() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@OnError("refesh")
			void failed(TriggerFailure failure) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 declaration is not valid.

				1) [TRG-202] @OnError names trigger 'refesh', which does not exist
				     com.acme.Wars.failed(TriggerFailure)

				Action:

				1) Did you mean 'refresh'?
				""");
	}

	@Test
	void twoGlobalMethods() {
		record Wars() {

			@OnError
			void failed(TriggerFailure failure) {
			}

		}
		record Clans() {

			@OnError
			void failed(String triggerName, Object element, Throwable exception) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class).withBean("clans", Clans.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-203] Both com.acme.Wars.failed(TriggerFailure) and com.acme.Clans.failed(String, Object, Throwable) handle the failures of all triggers
						     com.acme.Clans.failed(String, Object, Throwable)

						Action:

						1) Keep one of them, or name the triggers that the other one is for: @OnError("…").
						""");
	}

	@Test
	void twoGlobalBeans() {
		String report = this.reports
			.of((runner) -> runner.withBean("mailer", TriggerErrorHandler.class, () -> (failure) -> {
			}).withBean("pager", TriggerErrorHandler.class, () -> (failure) -> {
			}));
		assertThat(report).isEqualTo("""
				1 declaration is not valid.

				1) [TRG-203] Beans 'mailer' and 'pager' all handle the failures of all triggers

				Action:

				1) Mark one of them as @Primary, or name the others as 'errorHandler' of the triggers they are for.
				""");
	}

	@Test
	void twoMethodsForOneTrigger() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@OnError("refresh")
			void failed(TriggerFailure failure) {
			}

			@OnError("wars.refresh")
			void failedToo(TriggerFailure failure) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-203] Both com.acme.Wars.failed(TriggerFailure) and com.acme.Wars.failedToo(TriggerFailure) handle the failures of trigger 'wars.refresh'
						     com.acme.Wars.failedToo(TriggerFailure)

						Action:

						1) Keep one of them.
						""");
	}

	@Test
	void methodAndBeanForOneTrigger() {
		record Wars() {

			@IntervalTrigger(every = "10s", errorHandler = "mailer")
			void refresh() {
			}

			@OnError("refresh")
			void failed(TriggerFailure failure) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("mailer", TriggerErrorHandler.class, () -> (failure) -> {
			}));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-104] Trigger 'wars.refresh' has two handlers: 'errorHandler' (mailer) and the @OnError method com.acme.Wars.failed(TriggerFailure)
						     com.acme.Wars.failed(TriggerFailure)

						Action:

						1) Remove one of the two.
						""");
	}

	static class NeedyTrigger extends PeriodicTrigger {

		NeedyTrigger(UUID id) {
			super(Duration.ofSeconds(id.version()));
		}

	}

}
