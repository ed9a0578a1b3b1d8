package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerEvent;
import dev.triggers.TriggerSpec;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about parameters and elements: TRG-102 and TRG-106.
 */
class ParameterReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void parameterWithoutValue() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh(String tag, int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has parameters 'tag' (String), 'limit' (int) without a value; the trigger offers nothing, having neither 'iterArgs' nor 'args'
						     com.acme.Wars.refresh(String, int)

						Action:

						1) Set args = { "tag=…", "limit=…" } or 'iterArgs', or declare the method as refresh(). Or set manual = true, and start it by triggers.start("wars.refresh", tag, limit).
						""");
	}

	@Test
	void secondParameterWithoutValue() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#2PP")
			void refresh(String tag, int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has parameter 'limit' (int) without a value; the trigger offers an element for the first parameter
						     com.acme.Wars.refresh(String, int)

						Action:

						1) Set args = "limit=…", or declare the method as refresh(String tag). Or set manual = true, and start it by triggers.start("wars.refresh", limit).
						""");
	}

	@Test
	void parameterWithoutValueBesideArgs() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "limit=5")
			void refresh(String tag, int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has parameter 'tag' (String) without a value; the trigger offers values for 'limit'
						     com.acme.Wars.refresh(String, int)

						Action:

						1) Set args = "tag=…" or 'iterArgs', or declare the method as refresh(int limit). Or set manual = true, and start it by triggers.start("wars.refresh", tag).
						""");
	}

	@Test
	void elementsWithoutParameter() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#2PP")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-102] Method of trigger 'wars.refresh' has no parameter for the elements of 'iterArgs'
				     com.acme.Wars.refresh()

				Action:

				1) Declare the method as refresh(Object element), or remove 'iterArgs'.
				""");
	}

	@Test
	void elementsWithoutFreeParameter() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#2PP", args = "limit=5")
			void refresh(int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has no parameter for the elements of 'iterArgs', as 'args' set all of its parameters
						     com.acme.Wars.refresh(int)

						Action:

						1) Declare the method as refresh(Object element, int limit), or remove 'iterArgs'.
						""");
	}

	@Test
	void elementsWithoutParameterBesideTheEvent() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#2PP")
			void refresh(TriggerEvent event) {
			}

			@IntervalTrigger(every = "10s", iterArgs = "#2PP", args = "limit=5")
			void sync(TriggerEvent event, int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						2 triggers are not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has no parameter for the elements of 'iterArgs', as the event of the execution takes all of its parameters
						     com.acme.Wars.refresh(TriggerEvent)

						2) [TRG-102] Method of trigger 'wars.sync' has no parameter for the elements of 'iterArgs', as 'args' and the event of the execution take all of its parameters
						     com.acme.Wars.sync(TriggerEvent, int)

						Action:

						1) Declare the method as refresh(Object element, TriggerEvent event), or remove 'iterArgs'.
						2) Declare the method as sync(Object element, TriggerEvent event, int limit), or remove 'iterArgs'.
						""");
	}

	@Test
	void parameterWithoutValueBesideTheEvent() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh(TriggerEvent event, int limit) {
			}

			@IntervalTrigger(every = "10s", iterArgs = "#2PP")
			void sync(TriggerEvent event, String tag, int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						2 triggers are not valid.

						1) [TRG-102] Method of trigger 'wars.refresh' has parameter 'limit' (int) without a value; the trigger offers its event for 'event', having neither 'iterArgs' nor 'args'
						     com.acme.Wars.refresh(TriggerEvent, int)

						2) [TRG-102] Method of trigger 'wars.sync' has parameter 'limit' (int) without a value; the trigger offers its event for 'event' and an element for the first other parameter
						     com.acme.Wars.sync(TriggerEvent, String, int)

						Action:

						1) Set args = "limit=…" or 'iterArgs', or declare the method as refresh(TriggerEvent event). Or set manual = true, and start it by triggers.start("wars.refresh", limit).
						2) Set args = "limit=…", or declare the method as sync(TriggerEvent event, String tag). Or set manual = true, and start it by triggers.start("wars.sync", limit).
						""");
	}

	@Test
	void argumentForTheEvent() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "event=now")
			void refresh(TriggerEvent event) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] 'args' of trigger 'wars.refresh' set parameter 'event', whose value is always the event of the execution
						     com.acme.Wars.refresh(TriggerEvent)   @IntervalTrigger(every = "10s", args = "event=now")
						                                                                                   ^^^^^^^^^

						Action:

						1) Remove the argument.
						""");
	}

	@Test
	void argumentWithoutParameter() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "limt=5")
			void refresh(int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] 'args' of trigger 'wars.refresh' name a parameter 'limt' that the method does not have; it has 'limit'
						     com.acme.Wars.refresh(int)   @IntervalTrigger(every = "10s", args = "limt=5")
						                                                                          ^^^^^^

						Action:

						1) Did you mean 'limit'?
						""");
	}

	@Test
	void argumentWithoutAnyParameter() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "limit=5")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] 'args' of trigger 'wars.refresh' name a parameter 'limit' that the method does not have; it has no parameters
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", args = "limit=5")
						                                                                       ^^^^^^^

						Action:

						1) Remove the argument, or add the parameter to the method.
						""");
	}

	@Test
	void argumentWithoutName() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "5")
			void refresh(int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-102] 'args' of trigger 'wars.refresh' must be of the form name=value, found '5'
				     com.acme.Wars.refresh(int)   @IntervalTrigger(every = "10s", args = "5")
				                                                                          ^

				Action:

				1) Write the name of a parameter, '=' and its value.
				""");
	}

	@Test
	void argumentTwice() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = { "limit=5", "limit=6" })
			void refresh(int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-102] 'args' of trigger 'wars.refresh' set parameter 'limit' twice
				     com.acme.Wars.refresh(int)   @IntervalTrigger(every = "10s", args = { "limit=5", "limit=6" })
				                                                                                       ^^^^^^^

				Action:

				1) Remove one of them.
				""");
	}

	@Test
	void argumentsOfSpec() {
		String report = this.reports.of((runner) -> runner
			.withBean("spec", TriggerSpec.class, () -> TriggerSpec.named("wars.args").every("10s").execute(() -> {
			}))
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-102] 'args' of trigger 'wars.args' cannot be set, as the trigger is declared by code and has no parameters with names
						     bean 'spec'   triggers.instances.wars.args.args=limit=5
						                                                     ^^^^^^^
						   Value from: property 'triggers.instances.wars.args.args' - class path resource [triggers-report.yml] - 26:13

						Action:

						1) Remove the property.
						""");
	}

	@Test
	void partsOfPropertiesHaveTheirOwnOrigins() {
		record Wars() {

			@IntervalTrigger("10s")
			void parts(int id, String q) {
			}

			@IntervalTrigger("10s")
			void hours() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						2 triggers are not valid.

						1) [TRG-108] Time of day of trigger 'wars.hours' is not valid: a time of day must be 00:00-23:59:59, found 25:00
						     com.acme.Wars.hours()   triggers.instances.wars.hours.times[1]=25:00
						                                                                    ^^^^^
						   Value from: property 'triggers.instances.wars.hours.times[1]' - class path resource [triggers-report.yml] - 34:24

						2) [TRG-106] Element 'two' of trigger 'wars.parts' cannot be converted to parameter 'id' (int): For input string: "two"
						     com.acme.Wars.parts(int, String)   triggers.instances.wars.parts.iter-args[1]=two
						                                                                                   ^^^
						   Value from: property 'triggers.instances.wars.parts.iter-args[1]' - class path resource [triggers-report.yml] - 30:11

						Action:

						1) Write it like '09:00', '17:30:15', '23:15+02:00' or '08:00[Europe/Berlin]'.
						2) Correct the value, or change the type of the parameter.
						""");
	}

	@Test
	void namedArgumentInProperty() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "x")
			void parts(String id, int q) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-106] Argument 'q=many' of trigger 'wars.parts' cannot be converted to parameter 'q' (int): For input string: "many"
						     com.acme.Wars.parts(String, int)   triggers.instances.wars.parts.args.q=many
						                                                                             ^^^^
						   Value from: property 'triggers.instances.wars.parts.args.q' - class path resource [triggers-report.yml] - 32:12

						Action:

						1) Correct the value, or change the type of the parameter.
						""");
	}

	@Test
	void valuesBehindPlaceholdersHaveOrigins() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "${app.ids}")
			void elements(int id) {
			}

			@IntervalTrigger(every = "10s", args = "limit=${app.limit}")
			void argument(int limit) {
			}

			@IntervalTrigger(every = "10s", iterArgs = { "x", "${app.spel}" })
			void expression(String name) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("spring.config.name=triggers-report"));
		assertThat(report).isEqualTo(
				"""
						3 triggers are not valid.

						1) [TRG-106] Argument 'limit=ten' of trigger 'wars.argument' cannot be converted to parameter 'limit' (int): For input string: "ten"
						     com.acme.Wars.argument(int)   @IntervalTrigger(every = "10s", args = "limit=ten")
						                                                                           ^^^^^^^^^
						   Value from: property 'app.limit' - class path resource [triggers-report.yml] - 36:12

						2) [TRG-106] Element 'two' of trigger 'wars.elements' cannot be converted to parameter 'id' (int): For input string: "two"
						     com.acme.Wars.elements(int)   @IntervalTrigger(every = "10s", iterArgs = "two")
						                                                                               ^^^
						   Value from: property 'app.ids[1]' - class path resource [triggers-report.yml] - 35:14

						3) [TRG-201] Expression in 'iterArgs' of trigger 'wars.expression' needs bean 'nope', which does not exist
						     com.acme.Wars.expression(String)   @IntervalTrigger(every = "10s", iterArgs = { "x", "#{@nope.all()}" })
						                                                                                             ^^^^^
						   Value from: property 'app.spel' - class path resource [triggers-report.yml] - 37:11

						Action:

						1) Correct the value, or change the type of the parameter.
						2) Correct the value, or change the type of the parameter.
						3) Declare the bean 'nope', or correct the expression.
						""");
	}

	@Test
	void parametersOfErrorHandler() {
		record Wars() {

			@OnError
			void failed(Exception exception) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-102] Parameters of the @OnError method do not fit
						     com.acme.Wars.failed(Exception)

						Action:

						1) Declare it as failed(TriggerFailure failure), or as failed(String triggerName, Object element, Throwable exception).
						""");
	}

	@Test
	void elementThatIsRefused() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = { "1", "two" })
			void refresh(int number) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-106] Element 'two' of trigger 'wars.refresh' cannot be converted to parameter 'number' (int): For input string: "two"
						     com.acme.Wars.refresh(int)   @IntervalTrigger(every = "10s", iterArgs = { "1", "two" })
						                                                                                     ^^^

						Action:

						1) Correct the value, or change the type of the parameter.
						""");
	}

	@Test
	void elementWithoutConverter() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#2PP")
			void refresh(Runnable clan) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-106] Element '#2PP' of trigger 'wars.refresh' cannot be converted to parameter 'clan' (java.lang.Runnable)
						     com.acme.Wars.refresh(Runnable)   @IntervalTrigger(every = "10s", iterArgs = "#2PP")
						                                                                                   ^^^^

						Action:

						1) Register a bean of type org.springframework.core.convert.converter.Converter<String, Runnable>, or change the type of the parameter.
						""");
	}

	@Test
	void argumentThatIsRefused() {
		record Wars() {

			@IntervalTrigger(every = "10s", args = "limit=five")
			void refresh(int limit) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-106] Argument 'limit=five' of trigger 'wars.refresh' cannot be converted to parameter 'limit' (int): For input string: "five"
						     com.acme.Wars.refresh(int)   @IntervalTrigger(every = "10s", args = "limit=five")
						                                                                          ^^^^^^^^^^

						Action:

						1) Correct the value, or change the type of the parameter.
						""");
	}

	@Test
	void expressionThatCannotBeParsed() {
		record Wars() {

			@IntervalTrigger(every = "10s", iterArgs = "#{@clans.tags(}")
			void refresh(String tag) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-106] Expression in 'iterArgs' of trigger 'wars.refresh' cannot be parsed: Found closing '}' at position 14 but most recent opening is '(' at position 13
						     com.acme.Wars.refresh(String)   @IntervalTrigger(every = "10s", iterArgs = "#{@clans.tags(}")
						                                                                                 ^^^^^^^^^^^^^^^

						Action:

						1) Correct the expression '#{@clans.tags(}'; one that calls a bean looks like '#{@clans.tags()}'.
						""");
	}

}
