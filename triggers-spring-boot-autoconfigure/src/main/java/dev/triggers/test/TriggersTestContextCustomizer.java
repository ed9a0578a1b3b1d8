package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

import dev.triggers.engine.TriggerEngine;

/**
 * Puts the triggers of an application context into virtual time. Equal ones make equal
 * contexts, which are shared by tests.
 *
 * @param start when each test begins
 * @param timeout longest real time to wait for other threads
 */
record TriggersTestContextCustomizer(Instant start, Duration timeout) implements ContextCustomizer {

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		// the zone of the system differs between machines
		context.getEnvironment()
			.getPropertySources()
			.addLast(new MapPropertySource("triggersTest", Map.of("triggers.zone", "UTC")));
		context.addBeanFactoryPostProcessor(this::replaceTime);
	}

	/**
	 * Replace what the auto-configuration, or the application, has defined. This is not
	 * done before, so that all conditions are evaluated as in the application.
	 */
	private void replaceTime(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		define(registry, "triggersVirtualTime", VirtualTime.class, this.start.toString(), this.timeout.toString());
		define(registry, "triggersExecutionRecord", ExecutionRecord.class);
		define(registry, "triggerTester", TriggerTester.class);
		String[] engines = beanFactory.getBeanNamesForType(TriggerEngine.class, true, false);
		for (String engine : engines) {
			registry.removeBeanDefinition(engine);
		}
		if (engines.length > 0) {
			define(registry, "triggersTaskScheduler", VirtualTaskScheduler.class).setDefaultCandidate(false);
			define(registry, "triggersTaskExecutor", VirtualTaskExecutor.class).setDefaultCandidate(false);
			define(registry, "triggersTimer", VirtualTimer.class).setDefaultCandidate(false);
			define(registry, "triggersRandom", LongestRandom.class).setDefaultCandidate(false);
			define(registry, "triggerEngine", VirtualTriggerEngine.class);
			// its timers would seem to lead somewhere if a test waits for ever
			if (registry.containsBeanDefinition("triggersLongExecutionLog")) {
				registry.removeBeanDefinition("triggersLongExecutionLog");
			}
		}
	}

	private static AbstractBeanDefinition define(BeanDefinitionRegistry registry, String name, Class<?> type,
			String... arguments) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setLazyInit(true);
		for (String argument : arguments) {
			definition.getConstructorArgumentValues().addGenericArgumentValue(argument);
		}
		if (registry.containsBeanDefinition(name)) {
			registry.removeBeanDefinition(name);
		}
		registry.registerBeanDefinition(name, definition);
		return definition;
	}

}
