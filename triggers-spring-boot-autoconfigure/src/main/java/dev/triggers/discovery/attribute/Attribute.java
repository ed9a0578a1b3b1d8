package dev.triggers.discovery.attribute;

import java.util.List;

import org.springframework.util.Assert;

import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.property.ResolvedText;

/**
 * Attribute that somebody set, with its resolved value.
 *
 * @param name name of the attribute in the annotations
 * @param values the value, or the values of a list, which may be empty only then
 * @param origin where the value came from
 * @param overridden whether the value is that of {@code triggers.instances.<name>}
 * @since 1.0.0
 */
public record Attribute(String name, List<ResolvedText> values, ValueOrigin origin, boolean overridden) {

	public Attribute {
		values = List.copyOf(values);
	}

	/**
	 * Return the value of an attribute that is not a list.
	 * @return the value
	 */
	public Object value() {
		Object value = this.values.get(0).value();
		Assert.state(value != null, "'value' must be set");
		return value;
	}

	/**
	 * Return the value as text.
	 * @return the text, with commas between the values of a list
	 */
	public String text() {
		return String.join(",", texts());
	}

	/**
	 * Return the values of a list as texts.
	 * @return the texts
	 */
	public List<String> texts() {
		return this.values.stream().map(ResolvedText::text).toList();
	}

	/**
	 * Return whether no text is left once everything is resolved.
	 */
	boolean isBlank() {
		return this.values.stream().allMatch((value) -> value.text().isBlank());
	}

}
