package dev.triggers.docs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

import dev.triggers.autoconfigure.TriggersProperties;
import dev.triggers.autoconfigure.cache.CacheGroupProperties;
import dev.triggers.autoconfigure.call.GroupProperties;
import dev.triggers.autoconfigure.call.RetryProperties;

/**
 * Metadata of properties, as the annotation processor wrote them for editors.
 */
final class Metadata {

	private static final String ALL = "META-INF/spring-configuration-metadata.json";

	private Metadata() {
	}

	/**
	 * Return the properties for all triggers.
	 */
	static List<Property> ofAllTriggers() {
		return read(ALL);
	}

	/**
	 * Return the properties of one trigger, without their prefix.
	 */
	static List<Property> ofOneTrigger() {
		return read(TriggersProperties.Instance.class);
	}

	/**
	 * Return the properties of one concurrency group, without their prefix.
	 */
	static List<Property> ofOneGroup() {
		return read(GroupProperties.class);
	}

	/**
	 * Return the properties of one rule of a retry policy, without their prefix.
	 */
	static List<Property> ofOneRetryRule() {
		return read(RetryProperties.Rule.class);
	}

	/**
	 * Return the properties of one cache group, without their prefix.
	 */
	static List<Property> ofOneCacheGroup() {
		return read(CacheGroupProperties.class);
	}

	private static List<Property> read(Class<?> type) {
		return read("META-INF/spring/configuration-metadata/" + type.getName() + ".json");
	}

	private static List<Property> read(String resource) {
		try (InputStream stream = new ClassPathResource(resource).getInputStream()) {
			List<Map<String, Object>> properties = JsonPath.read(stream, "$.properties");
			return properties.stream().map(Property::of).toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No metadata " + resource, ex);
		}
	}

	/**
	 * One property.
	 *
	 * @param name its name
	 * @param type its type
	 * @param description what it means
	 * @param defaultValue its default, or {@code null} if there is none
	 */
	record Property(String name, String type, String description, @Nullable Object defaultValue) {

		static Property of(Map<String, Object> json) {
			return new Property(String.valueOf(json.get("name")), String.valueOf(json.get("type")),
					String.valueOf(json.get("description")), json.get("defaultValue"));
		}

		/**
		 * Return the type in short, such as {@code List<String>}.
		 */
		String shortType() {
			return this.type.replaceAll("[\\w.]+[.$](\\w+)", "$1");
		}

	}

}
