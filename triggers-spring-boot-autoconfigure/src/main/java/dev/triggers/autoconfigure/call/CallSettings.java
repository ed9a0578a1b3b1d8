package dev.triggers.autoconfigure.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;

/**
 * Concurrency groups and retry policies of an application, read together so that one
 * report can tell all that is wrong with any of them.
 *
 * @param groups all groups, those of properties first
 * @param policies all policies by their names, those of properties first
 * @since 1.0.0
 */
public record CallSettings(List<ConcurrencyGroup> groups, Map<String, RetryPolicy> policies) {

	/**
	 * Read the settings, and warn about properties that mean nothing.
	 * @param groups the bound groups by their names
	 * @param policies the bound policies by their names
	 * @param environment where they were set
	 * @param beanFactory has the beans; those of its parent do not count
	 * @return the settings
	 * @throws dev.triggers.definition.InvalidTriggerException if anything is wrong
	 */
	public static CallSettings read(Map<String, GroupProperties> groups, Map<String, RetryProperties> policies,
			Environment environment, ConfigurableListableBeanFactory beanFactory) {
		NamedProperties groupProperties = new NamedProperties(environment, GroupSettings.PREFIX, "concurrency group",
				GroupSettings.SETTINGS);
		NamedProperties retryProperties = new NamedProperties(environment, RetrySettings.PREFIX, "retry policy",
				RetrySettings.SETTINGS);
		PropertyProblems problems = new PropertyProblems();
		groupProperties.check(GroupSettings.TIMES, problems);
		retryProperties.check(RetrySettings.TIMES, problems);
		Map<String, GroupProperties> allGroups = new LinkedHashMap<>(groups);
		// an empty text lifts a limit of another source, and binds nothing
		groupProperties.owners().forEach((name) -> allGroups.putIfAbsent(name, new GroupProperties(null, null, null)));
		CallSettings settings = new CallSettings(
				new GroupSettings(groupProperties, problems).all(groupProperties.named(allGroups),
						beans(beanFactory, ConcurrencyGroup.class)),
				new RetrySettings(retryProperties, problems, beanFactory).all(retryProperties.named(policies),
						beans(beanFactory, RetryPolicy.class)));
		problems.throwIfAny();
		return settings;
	}

	/**
	 * Create all beans of a type. To ask for them at once would leave out a bean that
	 * needs what needs these settings, instead of reporting the cycle.
	 */
	private static <T> Map<String, T> beans(ConfigurableListableBeanFactory beanFactory, Class<T> type) {
		Map<String, T> beans = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForType(type)) {
			beans.put(name, beanFactory.getBean(name, type));
		}
		return beans;
	}

}
