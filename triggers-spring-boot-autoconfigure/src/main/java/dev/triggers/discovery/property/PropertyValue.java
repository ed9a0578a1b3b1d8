package dev.triggers.discovery.property;

import java.util.List;

import dev.triggers.definition.ValueOrigin;

/**
 * Value of a property, with placeholders unresolved.
 *
 * @param texts the parts of a list, named values as {@code name=value}, or one text
 * @param list whether the property was written as a list, not as one text
 * @param origin where the property, or its first part, was set
 * @since 1.0.0
 */
public record PropertyValue(List<String> texts, boolean list, ValueOrigin origin) {

	public PropertyValue {
		texts = List.copyOf(texts);
	}

	/**
	 * Return the value as one text.
	 * @return the text, with commas between the parts of a list
	 */
	public String text() {
		return String.join(",", this.texts);
	}

}
