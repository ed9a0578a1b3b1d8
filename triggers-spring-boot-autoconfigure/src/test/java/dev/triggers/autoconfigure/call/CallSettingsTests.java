package dev.triggers.autoconfigure.call;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.util.TestPropertyValues.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import dev.triggers.Executions;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.RetryAttempts;
import dev.triggers.call.RetryDecision;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallSettings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallSettingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withUserConfiguration(TriggersAutoConfiguration.class);

	private final ApplicationContextRunner file = this.runner.withUserConfiguration(Beans.class)
		.withPropertyValues("spring.config.name=triggers-calls");

	private static GroupLimits limits(ApplicationContext context, String name) {
		ConcurrencyGroup group = context.getBean(ConcurrencyGroups.class).find(name);
		assertThat(group).isNotNull();
		return group.limits();
	}

	private static List<String> groups(ApplicationContext context) {
		return StreamSupport.stream(context.getBean(ConcurrencyGroups.class).spliterator(), false)
			.map(ConcurrencyGroup::name)
			.toList();
	}

	@Test
	void thereIsNothingByDefault() {
		this.runner.run((context) -> {
			assertThat(context.getBean(ConcurrencyGroups.class)).isEmpty();
			assertThat(context.getBean(RetryPolicies.class).names()).isEmpty();
		});
	}

	@Test
	void propertiesAndBeansMakeGroups() {
		this.file.run((context) -> {
			assertThat(groups(context)).containsExactlyInAnyOrder("coc.api", "probeApi", "nothing", "mail");
			assertThat(limits(context, "coc.api")).isEqualTo(GroupLimits.rate(30, Duration.ofSeconds(1)));
			assertThat(limits(context, "probeApi")).isEqualTo(GroupLimits.concurrent(4));
			assertThat(context.getBean(ConcurrencyGroups.class).find("mail"))
				.isSameAs(context.getBean(ConcurrencyGroup.class));
		});
	}

	@Test
	void propertiesAndBeansMakePolicies() {
		this.file.run((context) -> {
			RetryPolicies policies = context.getBean(RetryPolicies.class);
			assertThat(policies.names()).containsExactlyInAnyOrder("upstream", "patient");
			assertThat(policies.find("patient")).isSameAs(context.getBean("patient"));
			assertThat(policies.find("upstream").rules()).map(RetryRule::toString)
				.containsExactly("ConnectException: 2 retries, fixed 1s",
						"IOException or TimeoutException with predicate: 5 retries, exponential jitter from 1s up to 1m",
						"RuntimeException: unlimited retries, range 100ms to 2s",
						"Error: unlimited retries, fibonacci");
		});
	}

	@Test
	void predicateIsAskedAndItsBeanCreatedWhenACallFails() {
		this.file.run((context) -> {
			AtomicInteger created = context.getBean("created", AtomicInteger.class);
			assertThat(created).hasValue(0);
			RetryPolicy policy = context.getBean(RetryPolicies.class).find("upstream");
			assertThat(next(policy, new TimeoutException("fatal"))).isNull();
			assertThat(next(policy, new TimeoutException("later"))).extracting(RetryDecision::waitTime)
				.isEqualTo(Duration.ofSeconds(1));
			assertThat(created).hasValue(1);
		});
	}

	private static RetryDecision next(RetryPolicy policy, Throwable failure) {
		RetryAttempts attempts = policy.begin(new Random(1), () -> false);
		return attempts.next(failure);
	}

	@Test
	void environmentVariablesOverrideAndAddNoGroup() {
		this.file
			.withInitializer((context) -> TestPropertyValues
				.of("TRIGGERS_GROUPS_PROBEAPI_CONCURRENTCALLS=7", "TRIGGERS_GROUPS_OTHER_CALLS_PER_PERIOD=8",
						"TRIGGERS_GROUPS_OTHER_PERIOD=1m", "TRIGGERS_RETRY_ENV_RULES_0_EXCEPTIONS=java.io.IOException",
						"TRIGGERS_RETRY_ENV_RULES_0_WAIT_EXPONENTIALJITTER_BASE=1s",
						"TRIGGERS_RETRY_ENV_RULES_0_WAIT_EXPONENTIALJITTER_CAP=1m")
				.applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT, "test-systemEnvironment"))
			.run((context) -> {
				assertThat(groups(context)).containsExactlyInAnyOrder("coc.api", "probeApi", "nothing", "mail",
						"other");
				assertThat(limits(context, "probeApi")).isEqualTo(GroupLimits.concurrent(7));
				assertThat(limits(context, "other")).isEqualTo(GroupLimits.rate(8, Duration.ofMinutes(1)));
				assertThat(context.getBean(RetryPolicies.class).find("env").rules()).hasSize(1);
			});
	}

	@Test
	void environmentVariablesAreKnown(CapturedOutput output) {
		this.runner
			.withInitializer((context) -> TestPropertyValues
				.of("TRIGGERS_GROUPS_OTHER_CALLS_PER_PERIOD=8", "TRIGGERS_GROUPS_OTHER_PERIOD=1m",
						"TRIGGERS_RETRY_ENV_RULES_0_EXCEPTIONS_0=java.io.IOException",
						"TRIGGERS_RETRY_ENV_RULES_0_WAIT_FIXED=1s")
				.applyTo(context.getEnvironment(), Type.SYSTEM_ENVIRONMENT, "test-systemEnvironment"))
			.run((context) -> assertThat(output).doesNotContain("has no effect"));
	}

	@Test
	void unknownPropertiesAreWarnedOf(CapturedOutput output) {
		this.file.run((context) -> assertThat(output.getAll()
			.lines()
			.filter((line) -> line.contains("TRG-"))
			.map((line) -> line.substring(line.indexOf("[TRG-")))).containsExactly(
					"[TRG-108] Property 'triggers.groups.probeapi.concurent-calls' (class path resource [triggers-calls.yml] - 8:24) has no effect: a concurrency group has no setting 'concurent-calls'. Did you mean 'concurrent-calls'?",
					"[TRG-108] Property 'triggers.groups.shop.api.concurrent-calls' (class path resource [triggers-calls.yml] - 10:25) has no effect: a name with dots needs brackets. Write 'triggers.groups[shop.api].concurrent-calls', in YAML '\"[shop.api]\":'",
					"[TRG-108] Property 'triggers.retry.upstream.rules[3].exeptions' (class path resource [triggers-calls.yml] - 35:22) has no effect: a retry policy has no setting 'rules[3].exeptions'. Did you mean 'rules[3].exceptions'?",
					"[TRG-108] Property 'triggers.retry.upstream.rules[3].wait.fixd' (class path resource [triggers-calls.yml] - 38:19) has no effect: a retry policy has no setting 'rules[3].wait.fixd'. Did you mean 'rules[3].wait.fixed'?",
					"[TRG-108] Property 'triggers.retry.flat.retries' (class path resource [triggers-calls.yml] - 40:16) has no effect: a retry policy has no setting 'retries'. Did you mean 'rules[0].retries'?",
					"[TRG-108] Property 'triggers.retry.flat.rules.wait.fixed' (class path resource [triggers-calls.yml] - 43:18) has no effect: a retry policy has no setting 'rules.wait.fixed'. Did you mean 'rules[0].wait.fixed'?",
					"[TRG-108] Property 'triggers.retry.coc.api.rules[0].exceptions' (class path resource [triggers-calls.yml] - 46:23) has no effect: a name with dots needs brackets. Write 'triggers.retry[coc.api].rules[0].exceptions', in YAML '\"[coc.api]\":'"));
	}

	@Test
	void groupWithoutLimitIsWarnedOf(CapturedOutput output) {
		this.file.run((context) -> {
			assertThat(limits(context, "nothing")).isEqualTo(GroupLimits.unlimited());
			assertThat(output).containsOnlyOnce("Concurrency group 'nothing' has no limit: neither "
					+ "'triggers.groups.nothing.concurrent-calls' nor 'triggers.groups.nothing.calls-per-period' is set");
		});
	}

	@Test
	void nameAloneIsAGroupWithoutLimit(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.groups.api=").run((context) -> {
			assertThat(limits(context, "api")).isEqualTo(GroupLimits.unlimited());
			assertThat(output).containsOnlyOnce("Concurrency group 'api' has no limit").doesNotContain("no effect");
		});
	}

	@Test
	void emptyValuesTakeBackTheLimitsOfAnotherSource() {
		this.file.withPropertyValues("triggers.groups.[coc.api].calls-per-period=", "triggers.groups.[coc.api].period=")
			.run((context) -> assertThat(limits(context, "coc.api")).isEqualTo(GroupLimits.unlimited()));
	}

	@Test
	void settingsAreListedIfNoneIsSimilar(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.groups.api.threads=3")
			.run((context) -> assertThat(output).containsOnlyOnce("a concurrency group has no setting 'threads'. "
					+ "Settings are 'concurrent-calls', 'calls-per-period', 'period'"));
	}

	@Test
	void beansOfAParentDoNotCount() {
		this.runner.withUserConfiguration(Beans.class).run((parent) -> this.runner.withParent(parent).run((context) -> {
			assertThat(context.getBean(ConcurrencyGroups.class)).isEmpty();
			assertThat(context.getBean(RetryPolicies.class).names()).isEmpty();
		}));
	}

	@Test
	void policyThatNeedsWhatNeedsItIsACycleAndNotMissing() {
		this.runner.withUserConfiguration(Cycle.class)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(BeanCurrentlyInCreationException.class));
	}

	/**
	 * Beans of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		AtomicInteger created() {
			return new AtomicInteger();
		}

		@Bean
		ConcurrencyGroup mailLimits() {
			return new ConcurrencyGroup("mail", GroupLimits.concurrent(1));
		}

		@Bean
		RetryPolicy patient() {
			return RetryPolicy.of(RetryRule.on(IOException.class).waiting(RetryWait.fibonacci()));
		}

		@Bean
		@Lazy
		Predicate<Exception> transientOnly(AtomicInteger created) {
			created.incrementAndGet();
			return (failure) -> !"fatal".equals(failure.getMessage());
		}

	}

	/**
	 * Policy that cannot exist before what uses it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Cycle {

		Cycle(Executions executions) {
			assertThat(executions).isNotNull();
		}

		@Bean
		RetryPolicy patient() {
			return RetryPolicy.none();
		}

	}

}
