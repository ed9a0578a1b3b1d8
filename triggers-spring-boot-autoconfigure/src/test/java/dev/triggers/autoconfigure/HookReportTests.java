package dev.triggers.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;

import dev.triggers.TriggerEvent;
import dev.triggers.TriggerHandle;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about hooks: TRG-102, TRG-107, TRG-109 and TRG-202.
 */
class HookReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void hookOfUnknownTrigger() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@BeforeTrigger("refesh")
			void prepare() {
			}

			@AfterTrigger({ "refresh", "wars.refesh" })
			void cleanUp() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				2 declarations are not valid.

				1) [TRG-202] @AfterTrigger names trigger 'wars.refesh', which does not exist
				     com.acme.Wars.cleanUp()

				2) [TRG-202] @BeforeTrigger names trigger 'refesh', which does not exist
				     com.acme.Wars.prepare()

				Action:

				1) Did you mean 'wars.refresh'?
				2) Did you mean 'refresh'?
				""");
	}

	@Test
	void namelessHookInBeanWithSeveralTriggers() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@IntervalTrigger(every = "10s", name = "cleanUp")
			void remove() {
			}

			@BeforeTrigger
			void prepare() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withPropertyValues("triggers.instances.wars.refresh.enabled=false"));
		assertThat(report).isEqualTo("""
				1 declaration is not valid.

				1) [TRG-202] @BeforeTrigger names no trigger, and bean 'wars' has 2: 'cleanUp', 'wars.refresh'
				     com.acme.Wars.prepare()

				Action:

				1) Name the trigger that the method is for, such as @BeforeTrigger("cleanUp").
				""");
	}

	@Test
	void namelessHookInBeanWithoutTriggers() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		record Hooks() {

			@AfterTrigger
			void cleanUp() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class).withBean("hooks", Hooks.class));
		assertThat(report).isEqualTo("""
				1 declaration is not valid.

				1) [TRG-202] @AfterTrigger names no trigger, and bean 'hooks' has none
				     com.acme.Hooks.cleanUp()

				Action:

				1) Name the trigger that the method is for, such as @AfterTrigger("wars.refresh").
				""");
	}

	@Test
	void nameThatCannotBeResolved() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@BeforeTrigger("${app.trigger}")
			void prepare() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).startsWith(
				"""
						1 declaration is not valid.

						1) [TRG-109] Name '${app.trigger}' in @BeforeTrigger cannot be resolved: there is no property 'app.trigger'
						     com.acme.Wars.prepare()
						""");
	}

	@Test
	void eventIsForTheTriggerOnly() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh(TriggerEvent event) {
			}

			@BeforeTrigger
			void prepare(TriggerEvent event) {
			}

			@AfterTrigger
			void cleanUp(TriggerEvent event) {
			}

			@OnError
			void failed(TriggerEvent event) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).contains("3 declarations are not valid.")
			.contains("[TRG-102] Parameters of the @BeforeTrigger method do not fit")
			.contains("[TRG-102] Parameters of the @AfterTrigger method do not fit")
			.contains("[TRG-102] Parameters of the @OnError method do not fit")
			.contains("Declare it as prepare(), or as prepare(TriggerHandle trigger).");
	}

	@Test
	void parametersOfHooks() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

			@BeforeTrigger
			void prepare(String trigger) {
			}

			@AfterTrigger
			void cleanUp(TriggerHandle trigger, Throwable failure) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class));
		assertThat(report).isEqualTo("""
				2 declarations are not valid.

				1) [TRG-102] Parameters of the @AfterTrigger method do not fit
				     com.acme.Wars.cleanUp(TriggerHandle, Throwable)

				2) [TRG-102] Parameters of the @BeforeTrigger method do not fit
				     com.acme.Wars.prepare(String)

				Action:

				1) Declare it as cleanUp(), or as cleanUp(TriggerHandle trigger).
				2) Declare it as prepare(), or as prepare(TriggerHandle trigger).
				""");
	}

	@Test
	void privateMethodBehindClassProxy() {
		String report = this.reports
			.of((runner) -> runner.withBean("wars", PrivateWars.class).withBean(ClassProxies.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] The @BeforeTrigger method of bean 'wars' cannot be called: it is private, and the bean is behind a CGLIB proxy, which cannot pass the call on
						     com.acme.PrivateWars.prepare()

						Action:

						1) Make the method at least package-private.
						""");
	}

	@Test
	void hookOfPrototypeBean() {
		record Wars() {

			@IntervalTrigger("10s")
			void refresh() {
			}

		}
		record Hooks() {

			@BeforeTrigger("wars.refresh")
			void prepare() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("wars", Wars.class)
			.withBean("hooks", Hooks.class, Hooks::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] The @BeforeTrigger method of bean 'hooks' cannot be called: bean 'hooks' has scope 'prototype', so there is no one instance to call
						     com.acme.Hooks.prepare()

						Action:

						1) Make 'hooks' a singleton, or move the method to a bean that is one.
						""");
	}

	static class PrivateWars {

		@IntervalTrigger("10s")
		void refresh() {
		}

		@BeforeTrigger
		private void prepare() {
		}

	}

	static class ClassProxies extends BeanNameAutoProxyCreator {

		ClassProxies() {
			setBeanNames("wars");
			setProxyTargetClass(true);
		}

	}

}
