package dev.triggers.autoconfigure;

import java.io.IOException;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about concurrency groups and retry policies.
 */
class CallSettingsReportTests {

	private final TriggerReports reports = new TriggerReports(TriggersAutoConfiguration.class);

	@Test
	void everythingIsReportedAtOnce() {
		String report = this.reports.of((runner) -> runner.withUserConfiguration(Beans.class)
			.withPropertyValues("spring.config.name=triggers-calls-invalid"));
		assertThat(report).isEqualTo(
				"""
						5 concurrency groups and 4 retry policies are not valid, for 27 reasons.

						1) [TRG-108] 'concurrent-calls' of concurrency group 'numbers' must be at least 1, but is 0
						   Value from: property 'triggers.groups.numbers.concurrent-calls' - class path resource [triggers-calls-invalid.yml] - 4:25

						2) [TRG-108] 'calls-per-period' of concurrency group 'numbers' must be at least 1, but is -1
						   Value from: property 'triggers.groups.numbers.calls-per-period' - class path resource [triggers-calls-invalid.yml] - 5:25

						3) [TRG-108] Concurrency group 'numbers' is not valid: 'period' must be positive and at most 36500 days, but is 0s
						   Value from: property 'triggers.groups.numbers.period' - class path resource [triggers-calls-invalid.yml] - 6:15

						4) [TRG-104] Concurrency group 'noPeriod' sets 'calls-per-period' (30) without 'period'
						   Value from: property 'triggers.groups.noperiod.calls-per-period' - class path resource [triggers-calls-invalid.yml] - 8:25

						5) [TRG-104] Concurrency group 'noCalls' sets 'period' (1s) without 'calls-per-period'
						   Value from: property 'triggers.groups.nocalls.period' - class path resource [triggers-calls-invalid.yml] - 10:15

						6) [TRG-108] Concurrency group 'coc.api' is not valid: 'period' must be positive and at most 36500 days, but is 36501d
						   Value from: property 'triggers.groups[coc.api].period' - class path resource [triggers-calls-invalid.yml] - 13:15

						7) [TRG-105] Concurrency group 'twice' is declared twice: by property 'triggers.groups.twice' and by bean 'apiLimits'
						   Value from: property 'triggers.groups.twice.concurrent-calls' - class path resource [triggers-calls-invalid.yml] - 15:25

						8) [TRG-108] 'exceptions' of rule 1 of retry policy 'classes' names class 'IOException', which does not exist
						   Value from: property 'triggers.retry.classes.rules[0].exceptions[0]' - class path resource [triggers-calls-invalid.yml] - 20:15

						9) [TRG-108] 'exceptions' of rule 1 of retry policy 'classes' names class 'java.lang.String', which is no Throwable
						   Value from: property 'triggers.retry.classes.rules[0].exceptions[1]' - class path resource [triggers-calls-invalid.yml] - 21:15

						10) [TRG-108] 'exceptions' of rule 1 of retry policy 'classes' names class 'java.lang.InterruptedException', which is never retried: it ends the call
						    Value from: property 'triggers.retry.classes.rules[0].exceptions[2]' - class path resource [triggers-calls-invalid.yml] - 22:15

						11) [TRG-108] 'exceptions' of rule 1 of retry policy 'classes' names class 'com.acme.Missing', which does not exist
						    Value from: property 'triggers.retry.classes.rules[0].exceptions[3]' - class path resource [triggers-calls-invalid.yml] - 23:15

						12) [TRG-108] 'retries' of rule 1 of retry policy 'classes' must not be negative, but is -1
						    Value from: property 'triggers.retry.classes.rules[0].retries' - class path resource [triggers-calls-invalid.yml] - 24:20

						13) [TRG-108] 'wait.fixed' of rule 1 of retry policy 'classes' must be between 0s and 365d, but is 400d
						    Value from: property 'triggers.retry.classes.rules[0].wait.fixed' - class path resource [triggers-calls-invalid.yml] - 26:20

						14) [TRG-104] Rule 2 of retry policy 'classes' has no 'exceptions'
						    Value from: property 'triggers.retry.classes.rules[1].retries' - class path resource [triggers-calls-invalid.yml] - 27:20

						15) [TRG-104] Rule 2 of retry policy 'classes' has no wait
						    Value from: property 'triggers.retry.classes.rules[1].retries' - class path resource [triggers-calls-invalid.yml] - 27:20

						16) [TRG-108] 'exceptions' of rule 1 of retry policy 'waits' names class 'ConnectException', which does not exist
						    Value from: property 'triggers.retry.waits.rules[0].exceptions' - class path resource [triggers-calls-invalid.yml] - 30:23

						17) [TRG-104] Rule 1 of retry policy 'waits' sets 'wait.fixed' (1s) and 'wait.fibonacci' (true); exactly one wait is allowed
						    Value from: property 'triggers.retry.waits.rules[0].wait.fixed' - class path resource [triggers-calls-invalid.yml] - 32:20

						18) [TRG-104] 'wait.range.max' of rule 2 of retry policy 'waits' must not be shorter than 'min' (2s), but is 1s
						    Value from: property 'triggers.retry.waits.rules[1].wait.range.max' - class path resource [triggers-calls-invalid.yml] - 38:20

						19) [TRG-104] 'wait.exponential-jitter.cap' of rule 3 of retry policy 'waits' must not be shorter than 'base' (5s), but is 1s
						    Value from: property 'triggers.retry.waits.rules[2].wait.exponential-jitter.cap' - class path resource [triggers-calls-invalid.yml] - 43:20

						20) [TRG-108] 'wait.range.min' of rule 4 of retry policy 'waits' must be between 0s and 365d, but is -1s
						    Value from: property 'triggers.retry.waits.rules[3].wait.range.min' - class path resource [triggers-calls-invalid.yml] - 47:20

						21) [TRG-104] 'wait.range' of rule 4 of retry policy 'waits' has no 'max'
						    Value from: property 'triggers.retry.waits.rules[3].wait.range.min' - class path resource [triggers-calls-invalid.yml] - 47:20

						22) [TRG-201] 'predicate' of rule 5 of retry policy 'waits' names bean 'serverErro', which does not exist
						    Value from: property 'triggers.retry.waits.rules[4].predicate' - class path resource [triggers-calls-invalid.yml] - 49:22

						23) [TRG-104] 'wait.exponential-jitter' of rule 5 of retry policy 'waits' has no 'base'
						    Value from: property 'triggers.retry.waits.rules[4].wait.exponential-jitter.cap' - class path resource [triggers-calls-invalid.yml] - 52:20

						24) [TRG-201] 'predicate' of rule 6 of retry policy 'waits' names bean 'serverError', which tests java.io.IOException but not java.lang.IllegalStateException
						    Value from: property 'triggers.retry.waits.rules[5].predicate' - class path resource [triggers-calls-invalid.yml] - 54:22

						25) [TRG-201] 'predicate' of rule 7 of retry policy 'waits' names bean 'text', which is not a java.util.function.Predicate but a java.lang.String
						    Value from: property 'triggers.retry.waits.rules[6].predicate' - class path resource [triggers-calls-invalid.yml] - 58:22

						26) [TRG-104] Retry policy 'none' has no rules
						    Value from: property 'triggers.retry.none.rules' - class path resource [triggers-calls-invalid.yml] - 67:14

						27) [TRG-105] Retry policy 'upstream' is declared twice: by property 'triggers.retry.upstream' and by bean 'upstream'
						    Value from: property 'triggers.retry.upstream.rules[0].exceptions' - class path resource [triggers-calls-invalid.yml] - 63:23

						Action:

						1) Set a positive number, or leave out 'concurrent-calls' for no such limit.
						2) Set a positive number, or leave out 'calls-per-period' for no such limit.
						3) Set a period such as 1s, 1m or 24h.
						4) Set 'triggers.groups.noPeriod.period', for example to 1s.
						5) Set 'triggers.groups.noCalls.calls-per-period' to the number of calls that may start in a period, or remove 'period'.
						6) Set a period such as 1s, 1m or 24h.
						7) Remove one of the two, or give it another name.
						8) Did you mean 'java.io.IOException'?
						9) Name the class of an exception.
						10) Remove it.
						11) Write the full name of a class that is on the class path.
						12) Set zero or more, or leave out 'retries' for any number of them.
						13) Set a wait such as 500ms, 1s or 5m.
						14) Set 'triggers.retry.classes.rules[1].exceptions', for example to java.io.IOException.
						15) Set one of 'triggers.retry.classes.rules[1].wait.fixed', 'wait.fibonacci', 'wait.range' and 'wait.exponential-jitter'.
						16) Did you mean 'java.net.ConnectException'?
						17) Remove one of the two.
						18) Make 'max' longer, or 'min' shorter.
						19) Make 'cap' longer, or 'base' shorter.
						20) Set a wait such as 500ms, 1s or 5m.
						21) Set 'triggers.retry.waits.rules[3].wait.range.max'.
						22) Did you mean 'serverError'? Beans of this type: 'serverError'.
						23) Set 'triggers.retry.waits.rules[4].wait.exponential-jitter.base'.
						24) Name only exceptions that the bean tests, or declare it as Predicate<Throwable>.
						25) Beans of this type: 'serverError'.
						26) Set 'triggers.retry.none.rules[0].exceptions' and a wait, or remove the policy.
						27) Remove one of the two, or give it another name.
						""");
	}

	@Test
	void oneGroup() {
		String report = this.reports
			.of((runner) -> runner.withPropertyValues("triggers.groups.api.concurrent-calls=-1"));
		assertThat(report).startsWith("""
				1 concurrency group is not valid.

				1) [TRG-108] 'concurrent-calls' of concurrency group 'api' must be at least 1, but is -1
				   Value from: property 'triggers.groups.api.concurrent-calls'""");
	}

	@Test
	void onePolicy() {
		String report = this.reports
			.of((runner) -> runner.withPropertyValues("triggers.retry.upstream.rules[0].retries=-1"));
		assertThat(report).startsWith("1 retry policy is not valid, for 3 reasons.\n");
	}

	@Test
	void timesWithoutUnit() {
		String report = this.reports
			.of((runner) -> runner.withPropertyValues("wait=5", "triggers.groups.api.calls-per-period=20",
					"triggers.groups.api.period=1", "triggers.retry.upstream.rules[0].exceptions=java.io.IOException",
					"triggers.retry.upstream.rules[0].wait.fixed=${wait}",
					"triggers.retry.upstream.rules[1].exceptions=java.io.IOException",
					"triggers.retry.upstream.rules[1].wait.fixed=0"));
		assertThat(report).startsWith("""
				1 concurrency group and 1 retry policy are not valid.

				1) [TRG-103] 'period' of concurrency group 'api' has no unit: '1'
				   Value from: property 'triggers.groups.api.period'""")
			.contains("2) [TRG-103] 'rules[0].wait.fixed' of retry policy 'upstream' has no unit: '5'")
			.contains("1) Did you mean '1s'? Units are ms, s, m, h and d.");
	}

	@Test
	void timeOfAnEnvironmentVariableHasNoUnit() {
		String report = this.reports.of((runner) -> runner
			.withInitializer((context) -> TestPropertyValues.of("TRIGGERS_GROUPS_MY_GROUP_PERIOD=1")
				.applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT, "test-systemEnvironment"))
			.withPropertyValues("triggers.groups.my-group.calls-per-period=20"));
		assertThat(report).contains("of concurrency group 'my-group' has no unit: '1'");
	}

	@Test
	void twoBeansOfOneName() {
		String report = this.reports.of((runner) -> runner
			.withBean("first", ConcurrencyGroup.class, () -> new ConcurrencyGroup("api", GroupLimits.concurrent(1)))
			.withBean("second", ConcurrencyGroup.class, () -> new ConcurrencyGroup("api", GroupLimits.concurrent(2))));
		assertThat(report).isEqualTo("""
				1 concurrency group is not valid.

				1) [TRG-105] Concurrency group 'api' is declared twice: by bean 'first' and by bean 'second'

				Action:

				1) Remove one of the two, or give it another name.
				""");
	}

	@Test
	void predicateWithoutAny() {
		String report = this.reports
			.of((runner) -> runner.withPropertyValues("triggers.retry.upstream.rules[0].exceptions=java.io.IOException",
					"triggers.retry.upstream.rules[0].predicate=serverError",
					"triggers.retry.upstream.rules[0].wait.fixed=1s"));
		assertThat(report).contains("names bean 'serverError', which does not exist")
			.endsWith("1) Declare a bean of type java.util.function.Predicate, or remove 'predicate'.\n");
	}

	/**
	 * Beans of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		ConcurrencyGroup apiLimits() {
			return new ConcurrencyGroup("twice", GroupLimits.concurrent(1));
		}

		@Bean
		RetryPolicy upstream() {
			return RetryPolicy.none();
		}

		@Bean
		Predicate<IOException> serverError() {
			return (failure) -> true;
		}

		@Bean
		String text() {
			return "text";
		}

	}

}
