package dev.triggers.discovery.property;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

import dev.triggers.definition.ValueOrigin;

/**
 * One property below {@code triggers.instances}.
 *
 * @param source the source that has the property
 * @param name the whole name
 */
record InstanceProperty(ConfigurationPropertySource source, ConfigurationPropertyName name) {

	/**
	 * Number of elements of {@code triggers.instances}.
	 */
	static final int PREFIX = 2;

	private static final Pattern SEPARATORS = Pattern.compile("[-_\\s]");

	/**
	 * Return the spelling that all relaxed forms of a name have in common.
	 */
	static String uniform(String text) {
		return SEPARATORS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
	}

	/**
	 * Return the elements that follow {@code triggers.instances}.
	 */
	int size() {
		return this.name.getNumberOfElements() - PREFIX;
	}

	String element(int index) {
		return this.name.getElement(PREFIX + index, Form.ORIGINAL);
	}

	/**
	 * Return the uniform spelling of the elements from {@code begin} to {@code end}.
	 */
	String path(int begin, int end) {
		StringBuilder path = new StringBuilder();
		for (int index = begin; index < end; index++) {
			path.append((index > begin) ? "." : "").append(uniform(element(index)));
		}
		return path.toString();
	}

	/**
	 * Return the text of the elements from {@code begin} to {@code end}, as written.
	 */
	String text(int begin, int end) {
		return String.join(".", IntStream.range(begin, end).mapToObj(this::element).toList());
	}

	@Nullable String value() {
		ConfigurationProperty property = this.source.getConfigurationProperty(this.name);
		return (property != null && property.getValue() != null) ? property.getValue().toString() : null;
	}

	ValueOrigin origin() {
		ConfigurationProperty property = this.source.getConfigurationProperty(this.name);
		return ValueOrigin.property(this.name.toString(), (property != null) ? property.getOrigin() : null);
	}

	/**
	 * Return where the attribute ends that begins at an element, or {@code -1} if no
	 * attribute does; an environment variable may separate the words of its name.
	 */
	int attributeEnd(int begin, List<String> attributes) {
		for (int end = size(); end > begin; end--) {
			String joined = path(begin, end).replace(".", "");
			if (attributes.stream().anyMatch((attribute) -> uniform(attribute).equals(joined))) {
				return end;
			}
		}
		return -1;
	}

}
