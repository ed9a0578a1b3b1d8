package dev.triggers.autoconfigure;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;

import dev.triggers.Executions;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.call.CallGuard;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.ExecuteDiscovery;
import dev.triggers.discovery.TriggerBeanPostProcessor;
import dev.triggers.discovery.TriggerDefaults;
import dev.triggers.discovery.TriggerDiscovery;
import dev.triggers.discovery.error.ErrorHandlerListener;
import dev.triggers.discovery.execute.ExecuteMethods;
import dev.triggers.discovery.execute.ExecutePostProcessor;
import dev.triggers.engine.LocalTriggerEngine;
import dev.triggers.engine.TriggerEngine;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.engine.time.TriggersTaskExecutor;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.history.HistoryRecorder;
import dev.triggers.history.InMemoryExecutionHistory;
import dev.triggers.logging.EndpointLocation;
import dev.triggers.logging.ExecutionLog;
import dev.triggers.logging.LongExecutionLog;
import dev.triggers.logging.StartupReport;
import dev.triggers.logging.TimeText;
import dev.triggers.registry.DefaultTriggers;
import dev.triggers.registry.RegistryEventActions;
import dev.triggers.registry.TriggerLifecycle;
import dev.triggers.registry.TriggerSuspension;

/**
 * Auto-configuration for triggers.
 * <p>
 * Each context has its own triggers, so beans of a parent do not count as present.
 *
 * @since 1.0.0
 */
@AutoConfiguration
@EnableConfigurationProperties(TriggersProperties.class)
@Import({ TriggersSchedulerConfiguration.class, TriggersCallConfiguration.class })
public final class TriggersAutoConfiguration {

	TriggersAutoConfiguration(TriggersProperties properties, Environment environment,
			ObjectProvider<LoggingSystem> loggingSystem) {
		check(properties.concurrency() >= 0, "triggers.concurrency", properties.concurrency(), "Must be zero or more");
		check(!properties.shutdown().await().isNegative(), "triggers.shutdown.await", properties.shutdown().await(),
				"Must not be negative");
		check(properties.scheduler().maxThreads() > 0, "triggers.scheduler.max-threads",
				properties.scheduler().maxThreads(), "Must be at least 1");
		checkHistory(properties.history());
		checkBackOff(properties.reconnectBackOff(), environment);
		if (properties.logLevel() != null) {
			loggingSystem.ifAvailable((system) -> system.setLogLevel("triggers", properties.logLevel()));
		}
	}

	private static void checkHistory(TriggersProperties.History history) {
		check(history.executions() >= 0, "triggers.history.executions", history.executions(), "Must be zero or more");
		check(history.failures() >= 0 && history.failures() <= Execution.MAX_FAILURES, "triggers.history.failures",
				history.failures(), "Must be from 0 to " + Execution.MAX_FAILURES);
		check(!history.maxSize().isNegative(), "triggers.history.max-size", history.maxSize(), "Must not be negative");
	}

	/**
	 * Refuse delays that contradict each other, and blame the one that was set.
	 */
	private static void checkBackOff(TriggersProperties.ReconnectBackOff backOff, Environment environment) {
		String initialName = "triggers.reconnect-back-off.initial-delay";
		String maxName = "triggers.reconnect-back-off.max-delay";
		Duration initial = backOff.initialDelay();
		Duration max = backOff.maxDelay();
		check(initial.compareTo(Duration.ZERO) > 0, initialName, initial, "Must be positive");
		boolean valid = max.compareTo(initial) >= 0;
		boolean maxIsDefault = PropertyOrigins.find(environment, maxName) == ValueOrigin.DEFAULT;
		check(valid || maxIsDefault, maxName, max, "Must not be shorter than '" + initialName + "' (" + initial + ")");
		check(valid, initialName, initial, "Must not be longer than '" + maxName + "' (" + max + ")");
	}

	/**
	 * Refuse a value here, not while it is bound, so that the report has its origin.
	 */
	private static void check(boolean valid, String name, Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	TriggerEngine triggerEngine(@Qualifier("triggersTaskScheduler") TaskScheduler scheduler,
			@Qualifier("triggersTaskExecutor") Executor executor, CallTools tools, EventActions actions,
			ListableBeanFactory beanFactory) {
		return new LocalTriggerEngine(scheduler, executor, (name) -> beanFactory.getBean(name, TaskScheduler.class),
				tools, actions, () -> listeners(beanFactory, ExecutionListener.class));
	}

	@Bean
	EventActions triggersEventActions(ObjectProvider<Triggers> triggers, ObjectProvider<Executions> executions) {
		return new RegistryEventActions(triggers::getObject, executions::getObject);
	}

	/**
	 * Return all beans of a type in their order, but not those of a parent, which has its
	 * own log and handlers.
	 */
	static <T> List<T> listeners(ListableBeanFactory beanFactory, Class<T> type) {
		List<T> listeners = new ArrayList<>(beanFactory.getBeansOfType(type).values());
		AnnotationAwareOrderComparator.sort(listeners);
		return Collections.unmodifiableList(listeners);
	}

	@Bean
	TriggerLifecycle triggerLifecycle(TriggerEngine engine, ApplicationContext context, TriggersProperties properties) {
		return new TriggerLifecycle(engine, context, properties.startOnReady(), properties.shutdown().await());
	}

	@Bean
	TriggerSuspension triggerSuspension(TriggerEngine engine, ApplicationContext context) {
		return new TriggerSuspension(engine, context);
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Triggers triggers(TriggerEngine engine, TriggerLifecycle lifecycle, ObjectProvider<TriggerDiscovery> discovery,
			TriggersProperties properties, Environment environment) {
		return new DefaultTriggers(engine, lifecycle, (spec) -> {
			TriggerDiscovery available = discovery.getIfAvailable();
			return (available != null) ? available.define(spec) : null;
		}, (name) -> (properties.enabled()) ? disabled(discovery.getIfAvailable()).get(name)
				: PropertyOrigins.find(environment, "triggers.enabled"));
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	ExecutionHistory triggersExecutionHistory(TriggersProperties properties) {
		return new InMemoryExecutionHistory(properties.history().executions(), properties.history().maxSize());
	}

	@Bean
	HistoryRecorder triggersHistoryRecorder(ListableBeanFactory beanFactory, TriggersProperties properties) {
		// not injected: the history of a parent would compete with that of this context
		return new HistoryRecorder(beanFactory.getBean(ExecutionHistory.class), properties.history().failures());
	}

	@Bean
	ExecutionLog triggersExecutionLog(@Qualifier("triggersTaskScheduler") TaskScheduler scheduler,
			ObjectProvider<EndpointLocation> endpoint) {
		return new ExecutionLog(timeText(scheduler.getClock()), endpoint.getIfAvailable(() -> EndpointLocation.NONE));
	}

	@Bean
	LongExecutionLog triggersLongExecutionLog(@Qualifier("triggersTimer") MonotonicTimer timer,
			ObjectProvider<Triggers> triggers) {
		return new LongExecutionLog(timer, (name) -> {
			TriggerHandle handle = triggers.getObject().find(name);
			return (handle != null) ? handle.schedule() : null;
		});
	}

	@Bean
	StartupReport triggersStartupReport(Triggers triggers, ObjectProvider<TriggerDiscovery> discovery,
			TriggersProperties properties, @Qualifier("triggersTaskScheduler") TaskScheduler scheduler,
			@Qualifier("triggersTaskExecutor") Executor executor, Environment environment,
			ObjectProvider<EndpointLocation> endpoint) {
		ValueOrigin switchedOff = (properties.enabled()) ? null : PropertyOrigins.find(environment, "triggers.enabled");
		StartupReport.Settings settings = new StartupReport.Settings(
				"triggersTaskScheduler (" + describe(executor) + ")", properties.startOnReady(), switchedOff,
				endpoint.getIfAvailable(() -> EndpointLocation.NONE));
		return new StartupReport(triggers, () -> disabled(discovery.getIfAvailable()), settings,
				timeText(scheduler.getClock()));
	}

	private static Map<String, ValueOrigin> disabled(@Nullable TriggerDiscovery discovery) {
		Map<String, ValueOrigin> disabled = new LinkedHashMap<>();
		if (discovery != null) {
			discovery.disabled().forEach((trigger) -> disabled.put(trigger.name(), trigger.origin()));
		}
		return disabled;
	}

	private static String describe(Executor executor) {
		if (executor instanceof TriggersTaskExecutor pool) {
			return "up to " + pool.getMaxPoolSize() + " threads";
		}
		return (executor instanceof SimpleAsyncTaskExecutor) ? "virtual threads" : executor.getClass().getSimpleName();
	}

	private static TimeText timeText(Clock clock) {
		return new TimeText(clock, ZoneId.systemDefault());
	}

	/**
	 * What finds the methods with limits and retries, also while triggers are disabled.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ExecuteConfiguration {

		@Bean
		static TriggerBeanPostProcessor triggerBeanPostProcessor() {
			return new TriggerBeanPostProcessor();
		}

		@Bean
		static ExecutePostProcessor triggersExecutePostProcessor(TriggerBeanPostProcessor triggers,
				ObjectProvider<ExecuteMethods> methods, ObjectProvider<CallGuard> guard, Environment environment) {
			return new ExecutePostProcessor(triggers.classes(), methods, guard, environment);
		}

		@Bean
		ExecuteMethods triggersExecuteMethods(ConfigurableApplicationContext context,
				TriggerBeanPostProcessor postProcessor, LocalExecutions executions) {
			return new ExecuteMethods(context, postProcessor.classes(), executions::register);
		}

		@Bean
		@ConditionalOnBooleanProperty(name = "triggers.enabled", havingValue = false)
		ExecuteDiscovery triggersExecuteDiscovery(TriggerBeanPostProcessor postProcessor,
				ConfigurableApplicationContext context, ExecuteMethods executes) {
			return new ExecuteDiscovery(postProcessor, context.getBeanFactory(), executes);
		}

	}

	/**
	 * What finds the triggers of the application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "triggers.enabled", matchIfMissing = true)
	static class DiscoveryConfiguration {

		@Bean
		ErrorHandlerListener triggersErrorHandlerListener(ListableBeanFactory beanFactory) {
			return new ErrorHandlerListener(beanFactory);
		}

		@Bean
		TriggerDiscovery triggerDiscovery(TriggerBeanPostProcessor postProcessor,
				ConfigurableApplicationContext context, TriggersProperties properties,
				ErrorHandlerListener errorHandlers, ExecuteMethods executes, TriggerLifecycle lifecycle,
				TriggerEngine engine) {
			TriggerDefaults defaults = new TriggerDefaults(properties.onStartup(), properties.autostart(),
					properties.zone(), properties.misfire(), properties.concurrency(), properties.reconnect(),
					new ReconnectPolicy(properties.reconnectBackOff().initialDelay(),
							properties.reconnectBackOff().maxDelay()));
			return new TriggerDiscovery(postProcessor, context, defaults, errorHandlers, executes, lifecycle::register,
					(name) -> find(engine, name));
		}

		private static @Nullable TriggerDefinition find(TriggerEngine engine, String name) {
			TriggerEngine.Snapshot snapshot = engine.find(name);
			return (snapshot != null) ? snapshot.definition() : null;
		}

	}

}
