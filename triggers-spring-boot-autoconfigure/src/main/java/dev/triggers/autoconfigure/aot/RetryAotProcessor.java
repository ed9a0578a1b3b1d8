package dev.triggers.autoconfigure.aot;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import dev.triggers.autoconfigure.call.CallSettings;
import dev.triggers.autoconfigure.call.RetryProperties;

/**
 * Contributes the classes of exceptions that properties of retry policies name, so that
 * they are found in a native image.
 */
class RetryAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(CallSettings.class, true, false).length == 0) {
			return null;
		}
		List<String> names = read(beanFactory.getBean(Environment.class)).values()
			.stream()
			.flatMap((policy) -> policy.rules().stream())
			.flatMap((rule) -> rule.exceptions().stream())
			.map(String::trim)
			.distinct()
			.toList();
		return (context, code) -> add(names, context.getRuntimeHints(), beanFactory.getBeanClassLoader());
	}

	private static Map<String, RetryProperties> read(Environment environment) {
		try {
			return Binder.get(environment)
				.bind("triggers.retry", Bindable.mapOf(String.class, RetryProperties.class))
				.orElse(Map.of());
		}
		catch (BindException ex) {
			// is reported when the application starts
			return Map.of();
		}
	}

	private static void add(List<String> names, RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String name : names) {
			if (ClassUtils.isPresent(name, classLoader)) {
				hints.reflection().registerType(ClassUtils.resolveClassName(name, classLoader));
			}
		}
	}

}
