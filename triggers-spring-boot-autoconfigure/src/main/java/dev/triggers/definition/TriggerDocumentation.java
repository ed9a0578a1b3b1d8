package dev.triggers.definition;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is shown and watched about a trigger, and changes nothing about when and how it
 * fires.
 *
 * @param description what the trigger is for, empty if nobody said
 * @param tags words to find the trigger by
 * @param unhealthyAfter how long the trigger may run without a successful execution
 * before it is not healthy, or {@code null} if it always is
 * @param origins where the value of each attribute came from, by the attribute's name
 * @since 1.0.0
 */
public record TriggerDocumentation(String description, List<String> tags, @Nullable Duration unhealthyAfter,
		Map<String, ValueOrigin> origins) {

	public TriggerDocumentation {
		tags = List.copyOf(tags);
		origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
	}

	/**
	 * Return where the value of an attribute came from.
	 * @param attribute name of the attribute
	 * @return the origin, {@link ValueOrigin#DEFAULT} if nobody set the attribute
	 */
	public ValueOrigin origin(String attribute) {
		return this.origins.getOrDefault(attribute, ValueOrigin.DEFAULT);
	}

}
