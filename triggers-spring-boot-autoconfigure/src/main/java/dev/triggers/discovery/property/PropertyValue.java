package dev.triggers.discovery.property;

import java.util.List;
import java.util.stream.Collectors;

import dev.triggers.definition.ValueOrigin;

/**
 * Value of a property, with placeholders unresolved.
 *
 * @param parts the parts of a list, named values as {@code name=value}, or one text, each
 * with the property that it was set by
 * @param list whether the property was written as a list, not as one text
 * @since 1.0.0
 */
public record PropertyValue(List<ResolvedText> parts, boolean list) {

	public PropertyValue {
		parts = List.copyOf(parts);
	}

	/**
	 * Return where the property, or its first part, was set.
	 * @return the origin
	 */
	public ValueOrigin origin() {
		ValueOrigin origin = this.parts.get(0).origin();
		return (origin != null) ? origin : ValueOrigin.DEFAULT;
	}

	/**
	 * Return the value as one text.
	 * @return the text, with commas between the parts of a list
	 */
	public String text() {
		return this.parts.stream().map(ResolvedText::text).collect(Collectors.joining(","));
	}

}
