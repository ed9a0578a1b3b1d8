package dev.triggers.discovery.property;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ValueOrigin;

/**
 * Text of a declaration and what it stands for.
 *
 * @param raw the text as written; only the value of a pair that is a property of its own
 * @param value the text without placeholders, or the result of an expression
 * @param origin the property that is the text, or is behind its only placeholder, or
 * {@code null} if there is none
 * @since 1.0.0
 */
public record ResolvedText(String raw, @Nullable Object value, @Nullable ValueOrigin origin) {

	/**
	 * Return the value as text.
	 * @return the text, empty if there is no value
	 */
	public String text() {
		return (this.value != null) ? this.value.toString() : "";
	}

	/**
	 * Return whether this is a pair whose name is part of the name of a property.
	 * @return {@code true} if only the value of the pair was written
	 */
	public boolean isNamedValue() {
		return text().length() > this.raw.length() && text().endsWith("=" + this.raw);
	}

}
