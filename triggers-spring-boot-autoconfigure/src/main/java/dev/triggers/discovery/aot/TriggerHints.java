package dev.triggers.discovery.aot;

import java.lang.reflect.Method;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

import dev.triggers.discovery.declaration.AnnotatedMethod;
import dev.triggers.discovery.declaration.Declaration;
import dev.triggers.discovery.property.InstanceProperties;
import dev.triggers.discovery.property.TextResolver;

/**
 * Hints of triggers for a native image.
 *
 * @param hints gets the hints
 * @param beanFactory has the beans that expressions name
 */
record TriggerHints(RuntimeHints hints, ConfigurableListableBeanFactory beanFactory) {

	private static final Pattern BEAN = Pattern.compile("@(?:'([^']+)'|(\\w+))");

	/**
	 * Add what no single method needs.
	 */
	void addAll() {
		// texts of the library that describes cron expressions
		this.hints.resources().registerResourceBundle("com.cronutils.CronUtilsI18N");
		if (environment() instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources().forEach(this::addProperties);
		}
	}

	private Environment environment() {
		return this.beanFactory.getBean(Environment.class);
	}

	private void addProperties(PropertySource<?> source) {
		if (source instanceof EnumerablePropertySource<?> enumerable) {
			Stream.of(enumerable.getPropertyNames())
				.filter((name) -> name.startsWith(InstanceProperties.PREFIX))
				.forEach((name) -> addText(String.valueOf(enumerable.getProperty(name))));
		}
	}

	/**
	 * Add what the annotations of a method need.
	 */
	void add(Class<?> beanType, AnnotatedMethod method) {
		addMethod(beanType, method.method());
		method.triggers().forEach(this::addDeclaration);
	}

	/**
	 * Add a method of a class, and those of interfaces, which are called if the bean has
	 * a proxy of these.
	 */
	private void addMethod(Class<?> beanType, Method method) {
		this.hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(beanType)) {
			Method declared = ReflectionUtils.findMethod(type, method.getName(), method.getParameterTypes());
			if (declared != null) {
				this.hints.reflection().registerMethod(declared, ExecutableMode.INVOKE);
			}
		}
	}

	private void addDeclaration(Declaration declaration) {
		for (Object attribute : declaration.attributes().values()) {
			for (Object value : ObjectUtils
				.toObjectArray(attribute.getClass().isArray() ? attribute : new Object[] { attribute })) {
				if (value instanceof Class<?> type) {
					this.hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
				}
				else if (value instanceof String text) {
					addText(text);
				}
			}
		}
	}

	/**
	 * Add the public methods of beans that an expression names.
	 */
	private void addText(String raw) {
		String text = environment().resolvePlaceholders(raw);
		Matcher matcher = BEAN.matcher(TextResolver.isExpression(text) ? text : "");
		while (matcher.find()) {
			String name = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
			Class<?> type = this.beanFactory.containsBean(name) ? this.beanFactory.getType(name, false) : null;
			if (type != null) {
				addPublicMethods(ClassUtils.getUserClass(type));
			}
		}
	}

	private void addPublicMethods(Class<?> type) {
		this.hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS);
		ClassUtils.getAllInterfacesForClassAsSet(type)
			.forEach((each) -> this.hints.reflection().registerType(each, MemberCategory.INVOKE_PUBLIC_METHODS));
	}

}
