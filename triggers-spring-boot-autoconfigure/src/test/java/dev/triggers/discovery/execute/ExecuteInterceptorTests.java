package dev.triggers.discovery.execute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.testsupport.DiscoveryConfiguration;
import dev.triggers.testsupport.DiscoveryConfiguration.Collected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ExecuteInterceptor} and {@link ExecutePostProcessor}.
 */
class ExecuteInterceptorTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(DiscoveryConfiguration.class)
		.withBean(FakeGuard.class)
		.withBean("clans", Clans.class);

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
		});
	}

	private static List<String> calls(AssertableApplicationContext context) {
		return context.getBean(FakeGuard.class).calls;
	}

	private static @Nullable Object callByName(AssertableApplicationContext context, String name,
			@Nullable Object... arguments) throws Throwable {
		ExecuteDefinition definition = context.getBean(Collected.class)
			.executes()
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
		return definition.target().bind(List.of(arguments)).call();
	}

	@Test
	void directCallIsGuarded() {
		run((context) -> {
			assertThat(context.getBean(Clans.class).fetch("#2PP")).isEqualTo("fetched #2PP");
			assertThat(calls(context)).containsExactly("call clans.fetch");
		});
	}

	@Test
	void otherMethodsOfTheBeanAreNot() {
		run((context) -> {
			assertThat(context.getBean(Clans.class).plain()).isEqualTo("fetched plain");
			assertThat(calls(context)).isEmpty();
		});
	}

	@Test
	void eachAttemptIsACallOfTheMethod() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.fail(1);
			assertThat(clans.fetch("#2PP")).isEqualTo("fetched #2PP");
			assertThat(calls(context)).containsExactly("call clans.fetch", "retry clans.fetch");
			clans.fail(2);
			assertThatIllegalStateException().isThrownBy(() -> clans.fetch("#2PP")).withMessage("2 of 2");
		});
	}

	@Test
	void eachAttemptPassesTheOtherAdvice() {
		this.runner.withUserConfiguration(AdviceConfiguration.class).run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.fail(1);
			clans.fetch("#2PP");
			assertThat(context.getBean(Transactions.class).begun).containsExactly("fetch", "fetch");
			assertThat(calls(context)).containsExactly("call clans.fetch", "retry clans.fetch");
		});
	}

	@Test
	void beanWithAProxyAroundItsProxyIsGuarded() {
		this.runner.withUserConfiguration(AdviceConfiguration.class, LateAdviceConfiguration.class).run((context) -> {
			assertThat(context.getBean(Clans.class).fetch("#2PP")).isEqualTo("fetched #2PP");
			assertThat(calls(context)).containsExactly("call clans.fetch");
			assertThat(callByName(context, "clans.fetch", "#2PP")).isEqualTo("fetched #2PP");
			assertThat(calls(context)).hasSize(1);
		});
	}

	@Test
	void callByNameIsNotGuardedAgainButPassesTheOtherAdvice() {
		this.runner.withUserConfiguration(AdviceConfiguration.class).run((context) -> {
			assertThat(callByName(context, "clans.fetch", "#2PP")).isEqualTo("fetched #2PP");
			assertThat(calls(context)).isEmpty();
			assertThat(context.getBean(Transactions.class).begun).containsExactly("fetch");
		});
	}

	@Test
	void onlyTheCallByNameIsPastTheGuardNotThoseThatItMakes() {
		this.runner.withBean("wars", Wars.class).run((context) -> {
			assertThat(callByName(context, "wars.refresh", 2)).isEqualTo(0);
			assertThat(calls(context)).containsExactly("call wars.refresh", "call wars.refresh", "call clans.fetch",
					"call clans.fetch");
		});
	}

	@Test
	void futureIsNotWaitedFor() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			CompletableFuture<String> future = clans.later();
			CompletionStage<String> stage = clans.stage();
			Future<String> plain = clans.future();
			assertThat(future).isNotDone();
			clans.pending().complete("done");
			assertThat(future).isCompletedWithValue("done");
			assertThat(stage.toCompletableFuture()).isCompletedWithValue("done");
			assertThat(plain.get(1, TimeUnit.SECONDS)).isEqualTo("done");
			assertThat(calls(context)).containsExactly("begin clans.later", "begin clans.stage", "begin clans.future");
		});
	}

	@Test
	void failureOfAFutureIsThatOfTheAttempt() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.pending().completeExceptionally(new IOException("down"));
			assertThat(clans.later()).isCompletedExceptionally();
			assertThat(calls(context)).containsExactly("begin clans.later", "retry clans.later");
		});
	}

	@Test
	void reactiveCallBeginsWithEachSubscription() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			Mono<String> mono = clans.mono();
			assertThat(calls(context)).isEmpty();
			clans.pending().complete("done");
			assertThat(mono.block()).isEqualTo("done");
			assertThat(mono.block()).isEqualTo("done");
			assertThat(calls(context)).containsExactly("begin clans.mono", "begin clans.mono");
		});
	}

	@Test
	void reactiveCallIsCancelledWithItsSubscription() {
		run((context) -> {
			Disposable subscription = context.getBean(Clans.class).mono().subscribe();
			subscription.dispose();
			assertThat(calls(context)).containsExactly("begin clans.mono", "cancel clans.mono");
		});
	}

	@Test
	void failureOfAReactiveCallIsNotWrapped() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.pending().completeExceptionally(new IOException("down"));
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				try {
					clans.mono().block();
				}
				catch (RuntimeException ex) {
					throw ex.getCause();
				}
			}).withMessage("down");
			assertThat(calls(context)).containsExactly("begin clans.mono", "retry clans.mono");
		});
	}

	@Test
	void reactiveCallKnowsTheContextOfItsSubscriber() {
		run((context) -> assertThat(
				context.getBean(Clans.class).contextual().contextWrite((view) -> view.put("tenant", "a")).block())
			.isEqualTo("a"));
	}

	@Test
	void emptyReactiveResultStaysEmpty() {
		run((context) -> assertThat(context.getBean(Clans.class).nothing().blockOptional()).isEmpty());
	}

	@Test
	void interruptionIsThrownByAMethodThatDeclaresIt() {
		run((context) -> {
			context.getBean(FakeGuard.class).interrupt(new InterruptedException("waiting"));
			assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> context.getBean(Clans.class).interruptible())
				.withMessage("waiting");
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
	}

	@Test
	void interruptionOfAMethodThatDoesNotDeclareItKeepsTheFlag() {
		run((context) -> {
			context.getBean(FakeGuard.class).interrupt(new InterruptedException("waiting"));
			assertThatExceptionOfType(CancellationException.class)
				.isThrownBy(() -> context.getBean(Clans.class).fetch("#2PP"))
				.withMessage("Call of @Execute 'clans.fetch' was interrupted")
				.withCauseInstanceOf(InterruptedException.class);
			assertThat(Thread.interrupted()).isTrue();
		});
	}

	@Test
	void beansOfOneClassHaveDefinitionsOfTheirOwn() {
		this.runner.withBean("others", Clans.class).run((context) -> {
			context.getBean("others", Clans.class).fetch("a");
			context.getBean("clans", Clans.class).fetch("b");
			assertThat(calls(context)).containsExactly("call others.fetch", "call clans.fetch");
			assertThat(callByName(context, "others.fetch", "a")).isEqualTo("fetched a");
		});
	}

	@Test
	void callDuringStartUpIsGuarded() {
		this.runner.withBean("eager", Eager.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(calls(context)).containsExactly("call clans.fetch");
			assertThat(callByName(context, "clans.fetch", "a")).isEqualTo("fetched a");
			context.getBean(Clans.class).fetch("b");
			assertThat(calls(context)).containsExactly("call clans.fetch", "call clans.fetch");
		});
	}

	@Test
	void lazyBeanIsGuardedAndNotCreatedAtStart() {
		this.runner.withUserConfiguration(LazyConfiguration.class).run((context) -> {
			assertThat(context.getBean(Collected.class).executes()).extracting(ExecuteDefinition::name)
				.contains("lazy.fetch");
			assertThat(context.getBeanFactory().containsSingleton("lazy")).isFalse();
			assertThat(callByName(context, "lazy.fetch", "a")).isEqualTo("fetched a");
			assertThat(calls(context)).isEmpty();
			context.getBean("lazy", Clans.class).fetch("b");
			assertThat(calls(context)).containsExactly("call lazy.fetch");
		});
	}

	@Test
	void beanThatIsCreatedLateIsFoundAtOnce() {
		run((context) -> {
			GenericApplicationContext source = context.getSourceApplicationContext(GenericApplicationContext.class);
			source.registerBean("late", Clans.class, Clans::new);
			Clans late = source.getBean("late", Clans.class);
			assertThat(context.getBean(Collected.class).executes()).extracting(ExecuteDefinition::name)
				.contains("late.fetch");
			late.fetch("a");
			assertThat(calls(context)).containsExactly("call late.fetch");
		});
	}

	@Test
	void beanWithoutANameIsCalledItself() {
		run((context) -> {
			Clans inner = (Clans) context.getAutowireCapableBeanFactory().initializeBean(new Clans(), "(inner bean)#1");
			inner.fetch("a");
			assertThat(calls(context)).containsExactly("call executeInterceptorTests.Clans.fetch");
			inner.fail(1);
			assertThatIllegalStateException()
				.isThrownBy(() -> callByName(context, "executeInterceptorTests.Clans.fetch", "a"));
		});
	}

	@Test
	void interfaceProxyIsGuarded() {
		new ApplicationContextRunner().withUserConfiguration(DiscoveryConfiguration.class)
			.withBean(FakeGuard.class)
			.withPropertyValues("spring.aop.proxy-target-class=false")
			.withBean("source", RemoteSource.class)
			.run((context) -> {
				Source source = context.getBean(Source.class);
				assertThat(AopUtils.isJdkDynamicProxy(source)).isTrue();
				assertThat(source.fetch()).isEqualTo("remote");
				assertThat(calls(context)).containsExactly("call remote");
				assertThat(callByName(context, "remote")).isEqualTo("remote");
				assertThat(calls(context)).hasSize(1);
			});
	}

	@Test
	void triggerCallsTheProxy() {
		this.runner.withBean("wars", Wars.class).run((context) -> {
			context.getBean(Collected.class).get("wars.sync").work().target().call(null);
			assertThat(calls(context)).containsExactly("call wars.sync");
		});
	}

	interface Source {

		@Execute("remote")
		String fetch();

	}

	static class RemoteSource implements Source {

		@Override
		public String fetch() {
			return "remote";
		}

	}

	static class Clans {

		private final CompletableFuture<String> pending = new CompletableFuture<>();

		private int failures;

		private int failed;

		CompletableFuture<String> pending() {
			return this.pending;
		}

		void fail(int failures) {
			this.failures = failures;
			this.failed = 0;
		}

		@Execute
		String fetch(String tag) {
			if (this.failed < this.failures) {
				this.failed++;
				throw new IllegalStateException(this.failed + " of " + this.failures);
			}
			return "fetched " + tag;
		}

		String plain() {
			// past the proxy, as all calls of a bean to itself
			return fetch("plain");
		}

		@Execute
		CompletableFuture<String> later() {
			return this.pending;
		}

		@Execute
		CompletionStage<String> stage() {
			return this.pending;
		}

		@Execute
		Future<String> future() {
			return this.pending;
		}

		@Execute
		Mono<String> mono() {
			return Mono.fromFuture(this.pending, true);
		}

		@Execute
		Mono<String> nothing() {
			return Mono.empty();
		}

		@Execute
		Mono<String> contextual() {
			return Mono.deferContextual((context) -> Mono.just(context.get("tenant")));
		}

		@Execute
		void interruptible() throws InterruptedException {
		}

	}

	static class Wars {

		private final ObjectProvider<Wars> self;

		private final Clans clans;

		Wars(ObjectProvider<Wars> self, Clans clans) {
			this.self = self;
			this.clans = clans;
		}

		@Execute
		int refresh(int depth) {
			if (depth > 0) {
				this.self.getObject().refresh(depth - 1);
				this.clans.fetch("#2PP");
			}
			return 0;
		}

		@IntervalTrigger("10s")
		@Execute
		void sync() {
		}

	}

	static class Eager {

		Eager(Clans clans) {
			clans.fetch("#2PP");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyConfiguration {

		@Bean
		@Lazy
		Clans lazy() {
			return new Clans();
		}

	}

	static class Transactions implements MethodInterceptor {

		final List<String> begun = new ArrayList<>();

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			if (!List.of("fail", "pending").contains(invocation.getMethod().getName())) {
				this.begun.add(invocation.getMethod().getName());
			}
			return invocation.proceed();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AdviceConfiguration {

		@Bean
		static Transactions transactions() {
			return new Transactions();
		}

		@Bean
		static BeanNameAutoProxyCreator proxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("clans");
			creator.setInterceptorNames("transactions");
			creator.setProxyTargetClass(true);
			// as that of @EnableTransactionManagement
			creator.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return creator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateAdviceConfiguration {

		@Bean
		static BeanNameAutoProxyCreator lateProxies() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("clans");
			creator.setInterceptorNames("transactions");
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

}
