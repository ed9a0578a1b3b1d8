package dev.triggers.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.triggers.call.CallGuard;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.TriggerBeanPostProcessor;
import dev.triggers.discovery.TriggerDefaults;
import dev.triggers.discovery.TriggerDiscovery;
import dev.triggers.discovery.error.ErrorHandlerListener;
import dev.triggers.discovery.execute.ExecuteMethods;
import dev.triggers.discovery.execute.ExecutePostProcessor;

/**
 * Discovery without engine and auto-configuration: what is found is collected.
 */
@Configuration(proxyBeanMethods = false)
public class DiscoveryConfiguration {

	@Bean
	static TriggerBeanPostProcessor triggerBeanPostProcessor() {
		return new TriggerBeanPostProcessor();
	}

	@Bean
	static ExecutePostProcessor executePostProcessor(TriggerBeanPostProcessor triggers,
			ObjectProvider<ExecuteMethods> methods, ObjectProvider<CallGuard> guard, Environment environment) {
		return new ExecutePostProcessor(triggers.classes(), methods, guard, environment);
	}

	@Bean
	ExecuteMethods executeMethods(ConfigurableApplicationContext context, TriggerBeanPostProcessor postProcessor,
			Collected collected) {
		return new ExecuteMethods(context, postProcessor.classes(), collected.executes()::add);
	}

	@Bean
	ErrorHandlerListener errorHandlerListener(BeanFactory beanFactory) {
		return new ErrorHandlerListener(beanFactory);
	}

	@Bean
	Collected collected() {
		return new Collected();
	}

	@Bean
	TriggerDiscovery triggerDiscovery(TriggerBeanPostProcessor postProcessor, ConfigurableApplicationContext context,
			ObjectProvider<TriggerDefaults> defaults, ErrorHandlerListener errorHandlers, ExecuteMethods executes,
			Collected collected) {
		return new TriggerDiscovery(
				postProcessor, context, defaults.getIfAvailable(() -> new TriggerDefaults(true, null, null,
						MisfirePolicy.FIRE_ONCE, 1, false, ReconnectPolicy.DEFAULT)),
				errorHandlers, executes, collected, collected::find);
	}

	/**
	 * Triggers, and methods under limits, in the order in which they were registered.
	 */
	public static class Collected implements Consumer<TriggerDefinition> {

		private final List<TriggerDefinition> definitions = new ArrayList<>();

		private final List<ExecuteDefinition> executes = new ArrayList<>();

		@Override
		public void accept(TriggerDefinition definition) {
			this.definitions.add(definition);
		}

		/**
		 * Remove a trigger, as if it were unregistered.
		 * @param name its name
		 */
		public void remove(String name) {
			this.definitions.removeIf((definition) -> definition.name().equals(name));
		}

		/**
		 * Return the names of all triggers.
		 * @return the names in order
		 */
		public List<String> names() {
			return this.definitions.stream().map(TriggerDefinition::name).toList();
		}

		/**
		 * Return a trigger that must exist.
		 * @param name its name
		 * @return the trigger
		 */
		public TriggerDefinition get(String name) {
			TriggerDefinition definition = find(name);
			if (definition == null) {
				throw new AssertionError("No trigger '" + name + "' among " + names());
			}
			return definition;
		}

		/**
		 * Return the methods under limits.
		 * @return the definitions
		 */
		public List<ExecuteDefinition> executes() {
			return this.executes;
		}

		@Nullable TriggerDefinition find(String name) {
			return this.definitions.stream()
				.filter((definition) -> definition.name().equals(name))
				.findFirst()
				.orElse(null);
		}

	}

}
