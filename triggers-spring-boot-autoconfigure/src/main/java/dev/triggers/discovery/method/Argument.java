package dev.triggers.discovery.method;

import org.jspecify.annotations.Nullable;

/**
 * Value of {@code args} for one parameter.
 *
 * @param name name of the parameter
 * @param value the value, before it is converted
 * @param text the pair as written
 * @param relaxed whether the name may be spelled as properties are
 * @since 1.0.0
 */
public record Argument(String name, @Nullable Object value, String text, boolean relaxed) {

	boolean isFor(String parameter) {
		return this.name.equals(parameter)
				|| (this.relaxed && this.name.replaceAll("[-_]", "").equalsIgnoreCase(parameter));
	}

}
