package dev.triggers.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.util.function.SingletonSupplier;

import dev.triggers.Executions;
import dev.triggers.autoconfigure.call.CallSettings;
import dev.triggers.call.CallListener;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.call.CallNesting;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.execution.context.ContextCapture;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;

/**
 * Limits and retries of calls.
 */
@Configuration(proxyBeanMethods = false)
class TriggersCallConfiguration {

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "triggersTimer", search = SearchStrategy.CURRENT)
	MonotonicTimer triggersTimer(@Qualifier("triggersTaskScheduler") TaskScheduler scheduler) {
		return new SchedulerTimer(scheduler);
	}

	@Bean
	CallSettings triggersCallSettings(TriggersProperties properties, Environment environment,
			ConfigurableListableBeanFactory beanFactory) {
		return CallSettings.read(properties.groups(), properties.retry(), environment, beanFactory);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ConcurrencyGroups concurrencyGroups(CallSettings settings, @Qualifier("triggersTimer") MonotonicTimer timer) {
		return new ConcurrencyGroups(settings.groups(), timer);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	RetryPolicies retryPolicies(CallSettings settings) {
		return new RetryPolicies(settings.policies());
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "triggersRandom", search = SearchStrategy.CURRENT)
	RandomGenerator triggersRandom() {
		// not that of the current thread, since many ask
		return () -> ThreadLocalRandom.current().nextLong();
	}

	@Bean
	CallTools triggersCallTools(@Qualifier("triggersTimer") MonotonicTimer timer, ConcurrencyGroups groups,
			RetryPolicies retries, @Qualifier("triggersRandom") RandomGenerator random,
			ListableBeanFactory beanFactory) {
		return new CallTools(timer, groups, retries, random, new CallNesting(), contexts(beanFactory));
	}

	private static ExecutionContexts contexts(ListableBeanFactory beanFactory) {
		// not injected: beans of a parent would compete with those of this context
		ObjectProvider<ExecutionScope.Factory> scopes = beanFactory.getBeanProvider(ExecutionScope.Factory.class);
		ObjectProvider<ContextCapture> capture = beanFactory.getBeanProvider(ContextCapture.class);
		// asked for late: post-processors may need the tools before the beans are ready
		Supplier<ExecutionScope.Factory> scope = SingletonSupplier
			.of(() -> scopes.getIfAvailable(ExecutionContexts.NONE::scopes));
		Supplier<ContextCapture> snapshot = SingletonSupplier
			.of(() -> capture.getIfAvailable(ExecutionContexts.NONE::capture));
		return new ExecutionContexts((trigger, execution) -> scope.get().begin(trigger, execution),
				() -> snapshot.get().capture());
	}

	@Bean
	LocalExecutions triggersLocalExecutions(@Qualifier("triggersTaskExecutor") Executor executor, CallTools tools,
			TriggersProperties properties, ListableBeanFactory beanFactory) {
		return new LocalExecutions(executor, tools, properties.shutdown().await(),
				() -> TriggersAutoConfiguration.listeners(beanFactory, CallListener.class));
	}

	/**
	 * A bean of its own, so that an application can replace it, and a test by a mock,
	 * while direct calls keep their limits and retries.
	 */
	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Executions triggersExecutions(LocalExecutions executions) {
		return executions::execute;
	}

}
