package dev.triggers.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.triggers.TriggerSpec;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about limits and retries of triggers: TRG-108, TRG-109 and
 * TRG-201.
 */
class CallReportTests {

	private final TriggerReports reports = new TriggerReports();

	private String report(UnaryOperator<ApplicationContextRunner> customizer) {
		return this.reports.of((runner) -> customizer.apply(runner)
			.withBean(ConcurrencyGroups.class,
					() -> new ConcurrencyGroups(List.of(group("coc-api"), group("database")),
							new SchedulerTimer(new ManualTaskScheduler())))
			.withBean(RetryPolicies.class, () -> new RetryPolicies(Map.of("patient", RetryPolicy.none()))));
	}

	private static ConcurrencyGroup group(String name) {
		return new ConcurrencyGroup(name, GroupLimits.unlimited());
	}

	@Test
	void unknownGroupsAndPolicy() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = { "coc-ap", "database", "mail" }, retry = "pateint")
			void refresh() {
			}

		}
		String report = report((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid, for 3 reasons.

						1) [TRG-201] 'groups' of trigger 'wars.refresh' names concurrency group 'coc-ap', which does not exist
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", groups = { "coc-ap", "database", "mail" }, retry = "pateint")
						                                                                           ^^^^^^

						2) [TRG-201] 'groups' of trigger 'wars.refresh' names concurrency group 'mail', which does not exist
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", groups = { "coc-ap", "database", "mail" }, retry = "pateint")
						                                                                                                 ^^^^

						3) [TRG-201] 'retry' of trigger 'wars.refresh' names retry policy 'pateint', which does not exist
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", groups = { "coc-ap", "database", "mail" }, retry = "pateint")
						                                                                                                                   ^^^^^^^

						Action:

						1) Did you mean 'coc-api'? Concurrency groups: 'coc-api', 'database'.
						2) Concurrency groups: 'coc-api', 'database'.
						3) Did you mean 'patient'? Retry policies: 'patient'.
						""");
	}

	@Test
	void unknownNamesInProperties() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		String report = report((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.groups=database,coc-apis",
					"triggers.instances.wars.refresh.retry=hasty"));
		assertThat(report).isEqualTo("""
				1 trigger is not valid, for 2 reasons.

				1) [TRG-201] 'groups' of trigger 'wars.refresh' names concurrency group 'coc-apis', which does not exist
				     com.acme.Wars.refresh()   triggers.instances.wars.refresh.groups=database,coc-apis
				                                                                               ^^^^^^^^
				   Value from: property 'triggers.instances.wars.refresh.groups' - property source 'test'

				2) [TRG-201] 'retry' of trigger 'wars.refresh' names retry policy 'hasty', which does not exist
				     com.acme.Wars.refresh()   triggers.instances.wars.refresh.retry=hasty
				                                                                     ^^^^^
				   Value from: property 'triggers.instances.wars.refresh.retry' - property source 'test'

				Action:

				1) Did you mean 'coc-api'? Concurrency groups: 'coc-api', 'database'.
				2) Retry policies: 'patient'.
				""");
	}

	@Test
	void applicationWithoutGroupsAndPolicies() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = "coc-api", retry = "patient")
			void refresh() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).endsWith(
				"""
						Action:

						1) Set 'triggers.groups.coc-api.concurrent-calls' or 'triggers.groups.coc-api.calls-per-period', declare a bean of type dev.triggers.call.limit.ConcurrencyGroup, or remove 'groups'.
						2) Set 'triggers.retry.patient.rules', declare a bean of type dev.triggers.call.RetryPolicy, or remove 'retry'.
						""");
	}

	@Test
	void emptyNameOfAGroup() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = { "coc-api", " " })
			void refresh() {
			}

		}
		String report = report((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				1 trigger is not valid.

				1) [TRG-108] 'groups' of trigger 'wars.refresh' has an empty name
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", groups = { "coc-api", " " })
				                                                                                      ^

				Action:

				1) Remove it, or write the name of a concurrency group.
				""");
	}

	@Test
	void retryPolicyOfSpring() {
		record Wars() {

			@IntervalTrigger(every = "10s", retry = "springs")
			void refresh() {
			}

		}
		String report = report((runner) -> runner.withBean("wars", Wars.class)
			.withBean("springs", org.springframework.core.retry.RetryPolicy.class,
					org.springframework.core.retry.RetryPolicy::withDefaults));
		assertThat(report).isEqualTo(
				"""
						1 trigger is not valid.

						1) [TRG-201] 'retry' of trigger 'wars.refresh' names bean 'springs', which is Spring's org.springframework.core.retry.RetryPolicy, not a dev.triggers.call.RetryPolicy
						     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", retry = "springs")
						                                                                        ^^^^^^^

						Action:

						1) Set 'triggers.retry.springs.rules', declare a bean of type dev.triggers.call.RetryPolicy, or remove 'retry'.
						""");
	}

	@Test
	void placeholderThatCannotBeResolved() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = "${app.groups}")
			void refresh() {
			}

		}
		String report = report((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).contains("""
				1) [TRG-109] 'groups' of trigger 'wars.refresh' cannot be resolved: there is no property 'app.groups'
				     com.acme.Wars.refresh()   @IntervalTrigger(every = "10s", groups = "${app.groups}")
				                                                                         ^^^^^^^^^^^^^
				""");
	}

	@Test
	void spec() {
		TriggerSpec spec = TriggerSpec.named("probe").every("1s").groups("coc-apy").execute(() -> {
		});
		String report = report((runner) -> runner.withBean("probe", TriggerSpec.class, () -> spec));
		assertThat(report).contains("""
				1) [TRG-201] 'groups' of trigger 'probe' names concurrency group 'coc-apy', which does not exist
				     bean 'probe'   TriggerSpec.named("probe").every("1s").groups("coc-apy")
				                                                                   ^^^^^^^
				""");
	}

}
