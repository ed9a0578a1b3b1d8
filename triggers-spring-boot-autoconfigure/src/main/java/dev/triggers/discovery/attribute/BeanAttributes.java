package dev.triggers.discovery.attribute;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Attributes that name a bean.
 *
 * @param beanFactory has the beans
 * @since 1.0.0
 */
public record BeanAttributes(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * What keeps the time of all triggers, where code of the application must not run.
	 */
	private static final String TIMER = "triggersTaskScheduler";

	/**
	 * Return the name of a bean, which is not created.
	 * @param attributes the attributes of a trigger
	 * @param name name of the attribute
	 * @param type type that the bean must have
	 * @return the name of the bean, or {@code null} if nobody set the attribute
	 * @throws InvalidTriggerException if there is no such bean
	 */
	public @Nullable String name(Attributes attributes, String name, Class<?> type) {
		Attribute attribute = attributes.find(name);
		return (attribute != null) ? check(attributes, attribute, type) : null;
	}

	String check(Attributes attributes, Attribute attribute, Class<?> type) {
		String bean = attribute.text().trim();
		if (!this.beanFactory.containsBean(bean)) {
			throw invalid(attributes, attribute, type, "which does not exist");
		}
		if (!this.beanFactory.isTypeMatch(bean, type)) {
			Class<?> actual = this.beanFactory.getType(bean);
			throw invalid(attributes, attribute, type,
					"which is not a " + type.getName() + ((actual != null) ? " but a " + actual.getName() : ""));
		}
		if (isTimer(bean)) {
			throw attributes.invalid(ProblemId.BEAN, attribute,
					"'" + attribute.name() + "' of trigger '" + attributes.trigger() + "' names bean '" + bean
							+ "', the starter's own, on whose thread no trigger may run",
					"Leave out '" + attribute.name() + "', as the starter's scheduler is the default.");
		}
		return bean;
	}

	private boolean isTimer(String bean) {
		return bean.equals(TIMER) || List.of(this.beanFactory.getAliases(bean)).contains(TIMER);
	}

	private InvalidTriggerException invalid(Attributes attributes, Attribute attribute, Class<?> type, String reason) {
		String bean = attribute.text().trim();
		List<String> names = Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, true, false))
			.filter((name) -> !isTimer(name))
			.toList();
		String question = NearestNames.question(bean, names);
		String action = names.isEmpty()
				? "Declare a bean of type " + type.getName() + ", or " + instead(attribute) + "."
				: (question.isEmpty() ? "" : question + " ") + "Beans of this type: " + NearestNames.quote(names, ", ")
						+ ".";
		return attributes.invalid(ProblemId.BEAN, attribute, "'" + attribute.name() + "' of trigger '"
				+ attributes.trigger() + "' names bean '" + bean + "', " + reason, action);
	}

	/**
	 * Return what to do without a bean: a trigger must have a schedule.
	 */
	private static String instead(Attribute attribute) {
		return attribute.name().equals("schedule") ? "name a class with 'type'" : "remove '" + attribute.name() + "'";
	}

}
