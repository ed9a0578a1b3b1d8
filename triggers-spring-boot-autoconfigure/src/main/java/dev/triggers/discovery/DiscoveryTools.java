package dev.triggers.discovery;

import org.springframework.context.ConfigurableApplicationContext;

import dev.triggers.discovery.attribute.BeanAttributes;
import dev.triggers.discovery.attribute.CallAttributes;
import dev.triggers.discovery.attribute.ScheduleReader;
import dev.triggers.discovery.element.ElementReader;
import dev.triggers.discovery.method.Conversions;
import dev.triggers.discovery.property.TextResolver;

/**
 * What the discovery of all triggers of an application shares.
 *
 * @param context the application
 * @param defaults values that triggers do not set
 * @param texts resolves texts
 * @param elements makes elements
 * @param conversions converts elements and arguments
 */
record DiscoveryTools(ConfigurableApplicationContext context, TriggerDefaults defaults, TextResolver texts,
		ElementReader elements, Conversions conversions) {

	static DiscoveryTools of(ConfigurableApplicationContext context, TriggerDefaults defaults) {
		TextResolver texts = new TextResolver(context.getBeanFactory(), context.getEnvironment());
		return new DiscoveryTools(context, defaults, texts, new ElementReader(context.getBeanFactory(), texts),
				new Conversions(context.getBeanFactory()));
	}

	ScheduleReader schedules() {
		return new ScheduleReader(this.context.getBeanFactory(), this.defaults.zone());
	}

	BeanAttributes beans() {
		return new BeanAttributes(this.context.getBeanFactory());
	}

	CallAttributes calls() {
		return new CallAttributes(this.context.getBeanFactory());
	}

}
