package dev.triggers.discovery.attribute;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

import dev.triggers.TriggerSpec;
import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallAttributes}.
 */
class CallAttributesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean(ConcurrencyGroups.class,
				() -> new ConcurrencyGroups(List.of(group("api"), group("db")),
						new SchedulerTimer(new ManualTaskScheduler())))
		.withBean(RetryPolicies.class,
				() -> new RetryPolicies(Map.of("patient", RetryPolicy.none(), "hasty", RetryPolicy.none())));

	private static ConcurrencyGroup group(String name) {
		return new ConcurrencyGroup(name, GroupLimits.unlimited());
	}

	private void check(Class<?> bean, CallReferences expected, String... properties) {
		this.runner.withBean("wars", bean).withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			TriggerDefinition definition = context.getBean(Collected.class).get("wars.refresh");
			assertThat(definition.references().calls()).isEqualTo(expected);
		});
	}

	@Test
	void triggerThatNamesNoneHasNone() {
		record Wars() {

			@CronTrigger.Hourly
			void refresh() {
			}

		}
		check(Wars.class, CallReferences.NONE);
	}

	@Test
	void shortcutPassesThemOn() {
		record Wars() {

			@CronTrigger.Hourly(groups = { "db", "api" }, retry = "patient")
			void refresh() {
			}

		}
		check(Wars.class, new CallReferences(List.of("db", "api"), "patient"));
	}

	@Test
	void nameThatIsThereTwiceCountsOnce() {
		record Wars() {

			@TimeTrigger(times = "09:00", groups = { "api", " db", "api" })
			void refresh() {
			}

		}
		check(Wars.class, new CallReferences(List.of("api", "db"), null));
	}

	@Test
	void placeholderMayHoldSeveralGroups() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = "${app.groups}", retry = "${app.retry}")
			void refresh() {
			}

		}
		check(Wars.class, new CallReferences(List.of("api", "db"), "hasty"), "app.groups=api, db", "app.retry=hasty");
		check(Wars.class, new CallReferences(List.of("db", "api"), "hasty"), "app.groups[0]=db", "app.groups[1]=api",
				"app.retry=hasty");
		check(Wars.class, CallReferences.NONE, "app.groups=", "app.retry=");
	}

	@Test
	void propertiesOfTheTriggerWin() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = "api", retry = "patient")
			void refresh() {
			}

		}
		check(Wars.class, new CallReferences(List.of("db", "api"), "hasty"),
				"triggers.instances.wars.refresh.groups=db,api", "triggers.instances.wars.refresh.retry=hasty");
		check(Wars.class, new CallReferences(List.of("db"), "patient"), "triggers.instances.wars.refresh.groups[0]=db");
	}

	@Test
	void originsAreKnown() {
		record Wars() {

			@IntervalTrigger(every = "10s", groups = "api", retry = "patient")
			void refresh() {
			}

		}
		this.runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.retry=hasty")
			.run((context) -> {
				Map<String, ValueOrigin> origins = context.getBean(Collected.class)
					.get("wars.refresh")
					.documentation()
					.origins();
				assertThat(origins).containsEntry("groups", ValueOrigin.ANNOTATION);
				assertThat(origins.get("retry").property()).isEqualTo("triggers.instances.wars.refresh.retry");
			});
	}

	@Test
	void specNamesThemToo() {
		TriggerSpec spec = TriggerSpec.named("probe").every("1s").groups("api").retry("hasty").execute(() -> {
		});
		this.runner.withBean(TriggerSpec.class, () -> spec)
			.run((context) -> assertThat(context.getBean(Collected.class).get("probe").references().calls())
				.isEqualTo(new CallReferences(List.of("api"), "hasty")));
	}

	@Test
	void groupsAndPoliciesAreNotCreatedForTriggersWithoutAny() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		new ApplicationContextRunner().withUserConfiguration(DiscoveryConfiguration.class)
			.withBean("wars", Wars.class)
			.withInitializer((context) -> {
				lazy((GenericApplicationContext) context, ConcurrencyGroups.class);
				lazy((GenericApplicationContext) context, RetryPolicies.class);
			})
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanFactory().containsSingleton("ConcurrencyGroups")).isFalse();
				assertThat(context.getBeanFactory().containsSingleton("RetryPolicies")).isFalse();
			});
	}

	private static void lazy(GenericApplicationContext context, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setLazyInit(true);
		context.registerBeanDefinition(type.getSimpleName(), definition);
	}

}
