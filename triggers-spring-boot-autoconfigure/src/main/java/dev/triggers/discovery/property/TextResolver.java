package dev.triggers.discovery.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

import dev.triggers.definition.ValueOrigin;
import dev.triggers.naming.NearestNames;

/**
 * Resolves placeholders and expressions in the texts of declarations.
 *
 * @since 1.0.0
 */
public class TextResolver {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^:{}]+)(?::([^{}]*))?}");

	private final ConfigurableBeanFactory beanFactory;

	private final ConfigurableEnvironment environment;

	private final Map<String, Optional<ValueOrigin>> startupOrigins = new ConcurrentHashMap<>();

	/**
	 * Create a resolver.
	 * @param beanFactory evaluates expressions, and knows how placeholders are resolved
	 * @param environment where properties are looked up
	 */
	public TextResolver(ConfigurableBeanFactory beanFactory, ConfigurableEnvironment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	/**
	 * Return whether a text holds an expression.
	 * @param text the text
	 * @return {@code true} if it has to be evaluated
	 */
	public static boolean isExpression(String text) {
		return text.contains("#{");
	}

	/**
	 * Resolve the placeholders in a text and evaluate its expressions.
	 * @param raw the text
	 * @return what the text stands for
	 * @throws UnresolvableTextException if that cannot be found out
	 */
	public ResolvedText resolve(String raw) {
		ResolvedText resolved = resolvePlaceholders(raw);
		return isExpression(resolved.text()) ? new ResolvedText(raw, evaluate(resolved.text()), resolved.origin())
				: resolved;
	}

	/**
	 * Resolve the placeholders in a text and evaluate its expressions, where a single
	 * placeholder or expression may stand for several texts.
	 * @param raw the text
	 * @return what the text stands for
	 * @throws UnresolvableTextException if that cannot be found out
	 */
	public List<ResolvedText> resolveAll(String raw) {
		List<ResolvedText> all = new ArrayList<>();
		for (ResolvedText part : resolvePlaceholderList(raw)) {
			Object value = isExpression(part.text()) ? evaluate(part.text()) : part.value();
			if (value instanceof Iterable<?> iterable) {
				iterable.forEach((item) -> all.add(new ResolvedText(raw, item, part.origin())));
			}
			else if (value instanceof Object[] array) {
				Stream.of(array).forEach((item) -> all.add(new ResolvedText(raw, item, part.origin())));
			}
			else {
				all.add(new ResolvedText(part.raw(), value, part.origin()));
			}
		}
		return all;
	}

	/**
	 * Resolve the placeholders in a text, where a text that is nothing but a placeholder
	 * may stand for several texts: a list, or one text with commas.
	 * @param raw the text
	 * @return the texts, with expressions as they are
	 * @throws UnresolvableTextException if a placeholder cannot be resolved
	 */
	public List<ResolvedText> resolvePlaceholderList(String raw) {
		Matcher matcher = PLACEHOLDER.matcher(raw.trim());
		if (!matcher.matches()) {
			return List.of(resolvePlaceholders(raw));
		}
		List<String> list = bindList(matcher.group(1));
		if (list == null) {
			ResolvedText resolved = resolvePlaceholders(raw);
			if (isExpression(resolved.text())) {
				return List.of(resolved);
			}
			return Stream.of(StringUtils.commaDelimitedListToStringArray(resolved.text()))
				.map((text) -> new ResolvedText(raw, text.trim(), resolved.origin()))
				.toList();
		}
		return IntStream.range(0, list.size())
			.mapToObj((index) -> new ResolvedText(raw, resolvePlaceholders(list.get(index)).text(),
					origin(matcher.group(1) + "[" + index + "]")))
			.toList();
	}

	/**
	 * Return the list that a property holds as a list, or {@code null} if it holds none.
	 */
	private @Nullable List<String> bindList(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		if (this.environment.containsProperty(key) || !ConfigurationPropertyName.isValid(name.toString())) {
			return null;
		}
		BindResult<List<String>> bound = Binder.get(this.environment).bind(name, Bindable.listOf(String.class));
		return bound.isBound() ? bound.get() : null;
	}

	/**
	 * Resolve the placeholders in a text.
	 * @param raw the text
	 * @return the text without placeholders, with expressions as they are
	 * @throws UnresolvableTextException if a placeholder cannot be resolved
	 */
	public ResolvedText resolvePlaceholders(String raw) {
		if (!raw.contains("${")) {
			return new ResolvedText(raw, raw, null);
		}
		try {
			String resolved = this.beanFactory.resolveEmbeddedValue(raw);
			if (resolved != null && resolved.contains("${")) {
				resolved = this.environment.resolveRequiredPlaceholders(resolved);
			}
			return new ResolvedText(raw, resolved, origin(raw, PLACEHOLDER.matcher(raw)));
		}
		catch (IllegalArgumentException ex) {
			throw unresolvable(raw, ex);
		}
	}

	private @Nullable ValueOrigin origin(String raw, Matcher matcher) {
		boolean single = matcher.find() && raw.indexOf("${", matcher.start() + 1) < 0;
		return single ? origin(matcher.group(1)) : null;
	}

	/**
	 * Return where a property is set.
	 * @param key name of the property
	 * @return the origin, or {@code null} if the property is not set
	 */
	public @Nullable ValueOrigin origin(String key) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source.containsProperty(key)) {
				return ValueOrigin.property(key, PropertySourceOrigin.get(source, key));
			}
		}
		return null;
	}

	/**
	 * Return where a property is set that takes effect when the application starts, and
	 * that each trigger asks for: it is looked up once.
	 * @param key name of the property
	 * @return the origin, or {@code null} if the property was not set
	 */
	public @Nullable ValueOrigin startupOrigin(String key) {
		return this.startupOrigins.computeIfAbsent(key, (name) -> Optional.ofNullable(origin(name))).orElse(null);
	}

	private UnresolvableTextException unresolvable(String raw, IllegalArgumentException ex) {
		String key = (ex instanceof PlaceholderResolutionException failure) ? failure.getPlaceholder() : null;
		if (key == null) {
			return new UnresolvableTextException("'" + raw + "' cannot be resolved: " + ex.getMessage(),
					"Correct the placeholder.", ex);
		}
		String question = NearestNames.question(key, propertyNames());
		return new UnresolvableTextException("there is no property '" + key + "'",
				"Set the property '" + key + "', or give the placeholder a default: ${" + key + ":…}."
						+ (question.isEmpty() ? "" : " " + question),
				ex);
	}

	private List<String> propertyNames() {
		List<String> names = new ArrayList<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				names.addAll(List.of(enumerable.getPropertyNames()));
			}
		}
		return names;
	}

	/**
	 * Evaluate the expressions in a text.
	 * @param text the text, without placeholders
	 * @return the result
	 * @throws UnresolvableTextException if an expression fails
	 */
	private @Nullable Object evaluate(String text) {
		BeanExpressionResolver resolver = this.beanFactory.getBeanExpressionResolver();
		if (resolver == null) {
			return text;
		}
		try {
			return resolver.evaluate(text, new BeanExpressionContext(this.beanFactory, null));
		}
		catch (BeansException ex) {
			throw new UnresolvableTextException("'" + text + "' fails: " + ex.getMostSpecificCause().getMessage(),
					"Correct the expression.", ex);
		}
	}

}
