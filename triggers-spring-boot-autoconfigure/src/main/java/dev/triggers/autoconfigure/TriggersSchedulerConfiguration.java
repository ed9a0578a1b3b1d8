package dev.triggers.autoconfigure;

import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.engine.time.TriggersTaskExecutor;

/**
 * Scheduler and executor of the engine. They are no default candidates, so that those of
 * the application, and of Spring Boot, are what they would be without triggers.
 */
@Configuration(proxyBeanMethods = false)
class TriggersSchedulerConfiguration {

	/**
	 * Keep the time; user code never runs on this thread.
	 */
	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "triggersTaskScheduler", search = SearchStrategy.CURRENT)
	ThreadPoolTaskScheduler triggersTaskScheduler(TriggersProperties properties) {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setThreadNamePrefix(properties.scheduler().threadNamePrefix() + "timer-");
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		// what ends while the context closes still asks for its next time; the lifecycle
		// cancels it
		scheduler.setAcceptTasksAfterContextClose(true);
		return scheduler;
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnThreading(Threading.PLATFORM)
	@ConditionalOnMissingBean(name = "triggersTaskExecutor", search = SearchStrategy.CURRENT)
	TriggersTaskExecutor triggersTaskExecutor(TriggersProperties properties, ObjectProvider<TaskDecorator> decorators) {
		TriggersTaskExecutor executor = new TriggersTaskExecutor(properties.scheduler().maxThreads());
		executor.setThreadNamePrefix(properties.scheduler().threadNamePrefix());
		List<TaskDecorator> all = decorators.orderedStream().toList();
		if (!all.isEmpty()) {
			executor.setTaskDecorator(new CompositeTaskDecorator(all));
		}
		return executor;
	}

	@Bean(name = "triggersTaskExecutor", defaultCandidate = false)
	@ConditionalOnThreading(Threading.VIRTUAL)
	@ConditionalOnMissingBean(name = "triggersTaskExecutor", search = SearchStrategy.CURRENT)
	SimpleAsyncTaskExecutor virtualTriggersTaskExecutor(TriggersProperties properties,
			ObjectProvider<TaskDecorator> decorators) {
		SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(properties.scheduler().threadNamePrefix());
		executor.setVirtualThreads(true);
		executor.setTaskDecorator(new CompositeTaskDecorator(decorators.orderedStream().toList()));
		return executor;
	}

}
