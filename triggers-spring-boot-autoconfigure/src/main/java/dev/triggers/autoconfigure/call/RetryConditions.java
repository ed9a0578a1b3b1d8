package dev.triggers.autoconfigure.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Which failures a rule handles: classes and a predicate.
 */
final class RetryConditions {

	/**
	 * Packages of exceptions that people name without them.
	 */
	private static final List<String> PACKAGES = List.of("java.io", "java.net", "java.net.http", "java.lang",
			"java.util.concurrent", "java.nio.channels", "java.sql", "org.springframework.dao",
			"org.springframework.web.client", "org.springframework.web.reactive.function.client");

	private final RulePlace place;

	private final ConfigurableListableBeanFactory beanFactory;

	RetryConditions(RulePlace place, ConfigurableListableBeanFactory beanFactory) {
		this.place = place;
		this.beanFactory = beanFactory;
	}

	List<Class<? extends Throwable>> exceptions(List<String> names) {
		if (names.isEmpty()) {
			this.place.contradiction("", "has no 'exceptions'",
					"Set '" + this.place.property("exceptions") + "', for example to java.io.IOException.");
		}
		List<Class<? extends Throwable>> exceptions = new ArrayList<>();
		for (int index = 0; index < names.size(); index++) {
			Class<? extends Throwable> exception = exception(names.get(index).trim(), "exceptions[" + index + "]");
			if (exception != null) {
				exceptions.add(exception);
			}
		}
		return exceptions;
	}

	private @Nullable Class<? extends Throwable> exception(String name, String setting) {
		Class<?> type = find(name);
		if (type == null) {
			this.place.invalid(ProblemId.UNKNOWN_VALUE, setting, "names class '" + name + "', which does not exist",
					suggestion(name));
			return null;
		}
		if (!Throwable.class.isAssignableFrom(type)) {
			this.place.invalid(ProblemId.UNKNOWN_VALUE, setting,
					"names class '" + type.getName() + "', which is no Throwable", "Name the class of an exception.");
			return null;
		}
		if (InterruptedException.class.isAssignableFrom(type)) {
			this.place.invalid(ProblemId.UNKNOWN_VALUE, setting,
					"names class '" + type.getName() + "', which is never retried: it ends the call", "Remove it.");
			return null;
		}
		return type.asSubclass(Throwable.class);
	}

	private @Nullable Class<?> find(String name) {
		try {
			return ClassUtils.forName(name, this.beanFactory.getBeanClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private String suggestion(String name) {
		String simpleName = name.substring(name.lastIndexOf('.') + 1);
		List<String> names = PACKAGES.stream()
			.map((packageName) -> packageName + "." + simpleName)
			.filter((candidate) -> find(candidate) != null)
			.toList();
		return names.isEmpty() ? "Write the full name of a class that is on the class path."
				: "Did you mean " + NearestNames.quote(names, " or ") + "?";
	}

	/**
	 * Return a predicate that asks a bean, which is created when a call fails.
	 */
	@Nullable Predicate<Throwable> predicate(String name, List<Class<? extends Throwable>> exceptions) {
		if (!this.beanFactory.containsBean(name)) {
			invalid(name, "which does not exist");
			return null;
		}
		if (!this.beanFactory.isTypeMatch(name, Predicate.class)) {
			Class<?> actual = this.beanFactory.getType(name);
			invalid(name, "which is not a java.util.function.Predicate"
					+ ((actual != null) ? " but a " + actual.getName() : ""));
			return null;
		}
		Class<?> tested = tested(name);
		if (tested != null) {
			checkTested(name, tested, exceptions);
		}
		return new BeanPredicate(this.beanFactory, name);
	}

	/**
	 * Refuse a predicate that could not be asked: it would fail, and the call would not
	 * be retried.
	 */
	private void checkTested(String name, Class<?> tested, List<Class<? extends Throwable>> exceptions) {
		for (Class<? extends Throwable> exception : exceptions) {
			if (!tested.isAssignableFrom(exception)) {
				this.place.invalid(ProblemId.BEAN, "predicate",
						"names bean '" + name + "', which tests " + tested.getName() + " but not "
								+ exception.getName(),
						"Name only exceptions that the bean tests, or declare it as Predicate<Throwable>.");
			}
		}
	}

	/**
	 * Return what a predicate bean is declared to test, or {@code null} if that is
	 * unknown.
	 */
	private @Nullable Class<?> tested(String name) {
		try {
			BeanDefinition definition = this.beanFactory.getMergedBeanDefinition(name);
			return definition.getResolvableType().as(Predicate.class).getGeneric(0).resolve();
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	private void invalid(String name, String reason) {
		List<String> names = List
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Predicate.class, true, false));
		String question = NearestNames.question(name, names);
		String action = names.isEmpty() ? "Declare a bean of type java.util.function.Predicate, or remove 'predicate'."
				: (question.isEmpty() ? "" : question + " ") + "Beans of this type: " + NearestNames.quote(names, ", ")
						+ ".";
		this.place.invalid(ProblemId.BEAN, "predicate", "names bean '" + name + "', " + reason, action);
	}

	/**
	 * Bean that tests failures.
	 *
	 * @param beanFactory has the bean
	 * @param name its name
	 */
	private record BeanPredicate(BeanFactory beanFactory, String name) implements Predicate<Throwable> {

		@Override
		@SuppressWarnings("unchecked")
		public boolean test(Throwable failure) {
			return this.beanFactory.getBean(this.name, Predicate.class).test(failure);
		}

	}

}
