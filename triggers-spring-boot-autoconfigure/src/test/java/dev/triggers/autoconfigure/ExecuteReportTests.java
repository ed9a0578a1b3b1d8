package dev.triggers.autoconfigure;

import java.util.List;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.PriorityOrdered;
import org.springframework.scheduling.annotation.Async;
import reactor.core.publisher.Flux;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.ManualTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the reports about methods that are called under limits: TRG-107, TRG-109,
 * TRG-201 and TRG-203.
 */
class ExecuteReportTests {

	private final TriggerReports reports = new TriggerReports();

	@Test
	void unknownGroupAndPolicy() {
		class Clans {

			@Execute(groups = "coc-ap", retry = "patient")
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new)
			.withBean(ConcurrencyGroups.class,
					() -> new ConcurrencyGroups(List.of(new ConcurrencyGroup("coc-api", GroupLimits.unlimited())),
							new SchedulerTimer(new ManualTaskScheduler()))));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid, for 2 reasons.

						1) [TRG-201] 'groups' of @Execute 'clans.fetch' names concurrency group 'coc-ap', which does not exist
						     com.acme.Clans.fetch()   @Execute(groups = "coc-ap", retry = "patient")
						                                                 ^^^^^^

						2) [TRG-201] 'retry' of @Execute 'clans.fetch' names retry policy 'patient', which does not exist
						     com.acme.Clans.fetch()   @Execute(groups = "coc-ap", retry = "patient")
						                                                                   ^^^^^^^

						Action:

						1) Did you mean 'coc-api'? Concurrency groups: 'coc-api'.
						2) Set 'triggers.retry.patient.rules', declare a bean of type dev.triggers.call.RetryPolicy, or remove 'retry'.
						""");
	}

	@Test
	void propertiesOfATriggerOfTheSameNameAreNotThoseOfTheExecute() {
		class Clans {

			@Execute(groups = "coc-ap")
			@IntervalTrigger("10s")
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new)
			.withPropertyValues("triggers.instances.clans.fetch.groups=other"));
		assertThat(report).contains("2 declarations are not valid")
			.contains("'groups' of trigger 'clans.fetch' names concurrency group 'other'")
			.contains("'groups' of @Execute 'clans.fetch' names concurrency group 'coc-ap'");
	}

	@Test
	void invalidMethodThatIsCalledDuringStartUp() {
		class Clans {

			@Execute(retry = "patient")
			void fetch() {
			}

		}
		class Eager {

			Eager(Clans clans) {
				clans.fetch();
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("clans", Clans.class, Clans::new).withInitializer((context) -> {
				GenericApplicationContext generic = (GenericApplicationContext) context;
				generic.registerBean("eager", Eager.class, () -> new Eager(generic.getBean(Clans.class)));
			}));
		assertThat(report).startsWith("""
				1 declaration is not valid.

				1) [TRG-201] 'retry' of @Execute 'clans.fetch' names retry policy 'patient', which does not exist
				     com.acme.Clans.fetch()   @Execute(retry = "patient")
				                                                ^^^^^^^
				""");
	}

	@Test
	void triggersAndExecutesAreReportedTogether() {
		class Clans {

			@CronTrigger("75 * * * *")
			void refresh() {
			}

			@Execute("${app.name}")
			private void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new));
		assertThat(report).isEqualTo(
				"""
						2 declarations are not valid, for 3 reasons.

						1) [TRG-109] 'name' of @Execute 'clans.fetch' cannot be resolved: there is no property 'app.name'
						     com.acme.Clans.fetch()   @Execute("${app.name}")
						                                        ^^^^^^^^^^^

						2) [TRG-107] Method of @Execute 'clans.fetch' cannot be called: it is private, and the bean is behind a CGLIB proxy, which cannot pass the call on
						     com.acme.Clans.fetch()

						3) [TRG-101] Cron expression of trigger 'clans.refresh' is not valid: 'minute' must be 0-59, found 75
						     com.acme.Clans.refresh()   @CronTrigger("75 * * * *")
						                                              ^^

						Action:

						1) Set the property 'app.name', or give the placeholder a default: ${app.name:…}.
						2) Make the method at least package-private.
						3) Correct the expression. For example '15 * * * *' fires every hour at minute 15.
						""");
	}

	@Test
	void methodsThatNoProxyCanCall() {
		class Clans {

			@Execute
			final void finished() {
			}

			@Execute
			static void fixed() {
			}

			@Execute
			private void hidden() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new));
		assertThat(report).contains("3 declarations are not valid.")
			.contains("Method of @Execute 'clans.finished' cannot be called: it is final, and the bean is behind")
			.contains("Method of @Execute 'clans.fixed' cannot be called: it is static")
			.contains("Method of @Execute 'clans.hidden' cannot be called: it is private, and the bean is behind");
	}

	@Test
	void methodsOfALazyBeanThatNoProxyCouldCall() {
		class Clans {

			@Execute
			final void finished() {
			}

			@Execute
			private void hidden() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new,
				(definition) -> definition.setLazyInit(true)));
		assertThat(report).contains("2 declarations are not valid.")
			.contains("Method of @Execute 'clans.finished' cannot be called: it is final, and the bean is behind")
			.contains("Method of @Execute 'clans.hidden' cannot be called: it is private, and the bean is behind");
	}

	@Test
	void finalClass() {
		record Clans() {

			@Execute
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] Method of @Execute 'clans.fetch' cannot be called: the class of the bean is final, so it can have no proxy for its calls to pass
						     com.acme.Clans.fetch()

						Action:

						1) Remove 'final' from the class, or make it no record.
						""");
	}

	@Test
	void prototype() {
		class Clans {

			@Execute
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new,
				(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE)));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] Method of @Execute 'clans.fetch' cannot be called: bean 'clans' has scope 'prototype', so there is no one instance to call
						     com.acme.Clans.fetch()

						Action:

						1) Make 'clans' a singleton, or move the method to a bean that is one.
						""");
	}

	@Test
	void beanWithoutProxy() {
		String report = this.reports.of((runner) -> runner.withUserConfiguration(EarlyConfiguration.class));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] Method of @Execute 'early.fetch' cannot be called: the bean has no proxy for its calls to pass, as it was created before beans got one, or not by Spring
						     com.acme.Early.fetch()

						Action:

						1) Let no bean post-processor or other early bean depend on 'early'.
						""");
	}

	@Test
	void resultsThatCannotBeWaitedFor() {
		class Clans {

			@Execute
			Flux<String> all() {
				return Flux.empty();
			}

			@Execute
			FutureTask<String> task() {
				return new FutureTask<>(() -> "");
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new));
		assertThat(report).isEqualTo(
				"""
						2 declarations are not valid.

						1) [TRG-107] Method of @Execute 'clans.all' cannot be called: it returns a reactor.core.publisher.Flux, whose many values come when the call is over, out of reach of limits and retries
						     com.acme.Clans.all()

						2) [TRG-107] Method of @Execute 'clans.task' cannot be called: it returns a java.util.concurrent.FutureTask, and no future of ours can stand in for one
						     com.acme.Clans.task()

						Action:

						1) Return one value, such as a Mono of a list, or move @Execute to the method that is called for each value.
						2) Return a CompletableFuture, a CompletionStage or a Future.
						""");
	}

	@Test
	void asynchronousMethod() {
		class Clans {

			@Async
			@Execute
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-107] Method of @Execute 'clans.fetch' cannot be called: it is @Async as well, so what is called would be the hand-over to another thread
						     com.acme.Clans.fetch()

						Action:

						1) Remove @Async, and call the method by Executions.execute(…), which does not block.
						""");
	}

	@Test
	void twoOfOneName() {
		class Clans {

			@Execute("fetch")
			void fetch() {
			}

		}
		class Wars {

			@Execute(name = "fetch")
			void load() {
			}

		}
		String report = this.reports
			.of((runner) -> runner.withBean("clans", Clans.class, Clans::new).withBean("wars", Wars.class, Wars::new));
		assertThat(report).isEqualTo(
				"""
						1 declaration is not valid.

						1) [TRG-203] Name 'fetch' is used by 2 @Execute methods: com.acme.Clans.fetch() (bean 'clans') and com.acme.Wars.load() (bean 'wars')
						     com.acme.Wars.load()

						Action:

						1) Give one of them another name, such as 'wars.load'.
						""");
	}

	@Test
	void overloadedMethods() {
		class Clans {

			@Execute
			void fetch() {
			}

			@Execute
			void fetch(String tag) {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new));
		assertThat(report).contains(
				"Name 'clans.fetch' is used by 2 @Execute methods: com.acme.Clans.fetch() (bean 'clans') and com.acme.Clans.fetch(String) (bean 'clans')")
			.contains("1) Give one of them another name, such as 'clans.fetch-2'.");
	}

	@Test
	void oneNameForTheBeansOfOneClass() {
		class Clans {

			@Execute("fetch")
			void fetch() {
			}

		}
		String report = this.reports.of((runner) -> runner.withBean("clans", Clans.class, Clans::new)
			.withBean("others", Clans.class, Clans::new));
		assertThat(report).contains("com.acme.Clans.fetch() (bean 'clans') and com.acme.Clans.fetch() (bean 'others')")
			.contains(
					"1) Remove the name, as the default name has that of the bean, or register one bean of the class.");
	}

	static class Early {

		@Execute
		void fetch() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		static Early early() {
			return new Early();
		}

		@Bean
		static NeedyPostProcessor needy(Early early) {
			return new NeedyPostProcessor(early);
		}

	}

	record NeedyPostProcessor(Early early) implements BeanPostProcessor, PriorityOrdered {

		@Override
		public int getOrder() {
			return 0;
		}

	}

}
