package dev.triggers.discovery.property;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ValueOrigin;

/**
 * Text of a declaration and what it stands for.
 *
 * @param raw the text as written
 * @param value the text without placeholders, or the result of an expression
 * @param origin the property behind the only placeholder of the text, or {@code null} if
 * there is none
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

}
