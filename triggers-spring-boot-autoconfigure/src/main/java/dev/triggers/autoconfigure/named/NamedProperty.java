package dev.triggers.autoconfigure.named;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.triggers.definition.ValueOrigin;

/**
 * One property of something that has a name, below a prefix such as
 * {@code triggers.groups}.
 *
 * @param source the source that has the property
 * @param name the whole name
 * @param owner name of what has the property
 * @param setting what the property sets of its owner, such as {@code rules[0].wait.fixed}
 */
record NamedProperty(ConfigurationPropertySource source, ConfigurationPropertyName name, String owner, String setting) {

	private static final Pattern SEPARATORS = Pattern.compile("[-_.\\s]");

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	/**
	 * Return a property whose owner has one element, as the binder understands it.
	 * @param ownerIndex index of this element
	 */
	static NamedProperty of(ConfigurationPropertySource source, ConfigurationPropertyName name, int ownerIndex) {
		return new NamedProperty(source, name, name.getElement(ownerIndex, Form.ORIGINAL),
				part(name, ownerIndex + 1, name.getNumberOfElements()));
	}

	/**
	 * Return some elements of the name.
	 */
	String part(int begin, int end) {
		return part(this.name, begin, end);
	}

	private static String part(ConfigurationPropertyName name, int begin, int end) {
		return (begin < end) ? name.chop(end).subName(begin).toString() : "";
	}

	/**
	 * Return the number of elements of the name.
	 */
	int size() {
		return this.name.getNumberOfElements();
	}

	/**
	 * Return whether the property is an environment variable.
	 */
	boolean isVariable() {
		return this.source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
	}

	ValueOrigin origin() {
		ConfigurationProperty property = this.source.getConfigurationProperty(this.name);
		return ValueOrigin.property(this.name.toString(), (property != null) ? property.getOrigin() : null);
	}

	/**
	 * Return the value as text, with its placeholders.
	 */
	String text() {
		ConfigurationProperty property = this.source.getConfigurationProperty(this.name);
		return (property != null) ? String.valueOf(property.getValue()) : "";
	}

	/**
	 * Return where the property was set, or {@code null} if that is unknown.
	 */
	@Nullable String location() {
		return origin().location();
	}

	/**
	 * Return the spelling that all relaxed forms of a text have in common; an environment
	 * variable separates words as it separates elements.
	 */
	static String uniform(String text) {
		return SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	/**
	 * Return the uniform spelling with {@code [n]} for each index.
	 */
	static String anyIndex(String text) {
		return INDEX.matcher(uniform(text)).replaceAll("[n]");
	}

}
