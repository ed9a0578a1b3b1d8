package dev.triggers.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.engine.time.SchedulerTimer;

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
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ConcurrencyGroups concurrencyGroups(@Qualifier("triggersTimer") MonotonicTimer timer) {
		return new ConcurrencyGroups(List.of(), timer);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	RetryPolicies retryPolicies() {
		return new RetryPolicies(Map.of());
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "triggersRandom", search = SearchStrategy.CURRENT)
	RandomGenerator triggersRandom() {
		// not that of the current thread, since many ask
		return () -> ThreadLocalRandom.current().nextLong();
	}

	@Bean
	CallTools triggersCallTools(@Qualifier("triggersTimer") MonotonicTimer timer, ConcurrencyGroups groups,
			RetryPolicies retries, @Qualifier("triggersRandom") RandomGenerator random) {
		return new CallTools(timer, groups, retries, random);
	}

	@Bean
	LocalExecutions triggersExecutions(@Qualifier("triggersTaskExecutor") Executor executor, CallTools tools,
			TriggersProperties properties) {
		return new LocalExecutions(executor, tools, properties.shutdown().await());
	}

}
