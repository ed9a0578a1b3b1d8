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
 * @param ownerIndex index of the element that follows the prefix
 */
record NamedProperty(ConfigurationPropertySource source, ConfigurationPropertyName name, int ownerIndex) {

	private static final Pattern SEPARATORS = Pattern.compile("[-_.\\s]");

	private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

	/**
	 * Return the name of what has the property, as the binder understands it.
	 */
	String owner() {
		return this.name.getElement(this.ownerIndex, Form.ORIGINAL);
	}

	/**
	 * Return what the property sets of its owner, such as {@code rules[0].wait.fixed}.
	 */
	String setting() {
		return setting(this.ownerIndex + 1);
	}

	/**
	 * Return the name from an element on.
	 */
	String setting(int begin) {
		return (begin < this.name.getNumberOfElements()) ? this.name.subName(begin).toString() : "";
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
