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

import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.discovery.TriggerBeanPostProcessor;
import dev.triggers.discovery.TriggerDefaults;
import dev.triggers.discovery.TriggerDiscovery;
import dev.triggers.discovery.error.ErrorHandlerListener;

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
	ErrorHandlerListener errorHandlerListener(BeanFactory beanFactory) {
		return new ErrorHandlerListener(beanFactory);
	}

	@Bean
	Collected collected() {
		return new Collected();
	}

	@Bean
	TriggerDiscovery triggerDiscovery(TriggerBeanPostProcessor postProcessor, ConfigurableApplicationContext context,
			ObjectProvider<TriggerDefaults> defaults, ErrorHandlerListener errorHandlers, Collected collected) {
		return new TriggerDiscovery(
				postProcessor, context, defaults.getIfAvailable(() -> new TriggerDefaults(true, null, null,
						MisfirePolicy.FIRE_ONCE, 1, false, ReconnectPolicy.DEFAULT)),
				errorHandlers, collected, collected::find);
	}

	/**
	 * Triggers in the order in which they were registered.
	 */
	public static class Collected implements Consumer<TriggerDefinition> {

		private final List<TriggerDefinition> definitions = new ArrayList<>();

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

		@Nullable TriggerDefinition find(String name) {
			return this.definitions.stream()
				.filter((definition) -> definition.name().equals(name))
				.findFirst()
				.orElse(null);
		}

	}

}
