package dev.triggers.discovery.property;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Properties of single triggers, below {@code triggers.instances.<name>}.
 * <p>
 * They are indexed by the spelling that all relaxed forms of a name share, because the
 * name of a trigger may have dots and capitals, which no binder can tell from the
 * structure of the property. Immutable; read from the environment when created.
 *
 * @since 1.0.0
 */
public final class InstanceProperties {

	/**
	 * Common prefix of all of these properties.
	 */
	public static final String PREFIX = "triggers.instances";

	/**
	 * What can be set for a trigger.
	 */
	public static final List<String> ATTRIBUTES = List.of("enabled", "cron", "every", "mode", "times", "zone",
			"iter-args", "args", "on-startup", "autostart", "manual", "count", "error-handler", "on-failure",
			"reconnect", "logger", "scheduler", "concurrency", "groups", "retry", "misfire", "concurrent",
			"unhealthy-after", "description", "tags");

	private final List<InstanceProperty> properties = new ArrayList<>();

	private final Map<Key, List<Part>> parts = new HashMap<>();

	/**
	 * Read the properties.
	 * @param environment where they are
	 */
	public InstanceProperties(Environment environment) {
		ConfigurationPropertyName prefix = ConfigurationPropertyName.of(PREFIX);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				try (Stream<ConfigurationPropertyName> names = iterable.stream()) {
					names.filter(prefix::isAncestorOf)
						.map((name) -> new InstanceProperty(source, name))
						.forEach(this::add);
				}
			}
		}
	}

	private InstanceProperties() {
	}

	/**
	 * Return no properties, for what has a name but is no trigger.
	 * @return the same as of an empty environment
	 */
	public static InstanceProperties none() {
		return new InstanceProperties();
	}

	private void add(InstanceProperty property) {
		this.properties.add(property);
		for (int split = 1; split < property.size(); split++) {
			int end = property.attributeEnd(split, ATTRIBUTES);
			if (end > 0) {
				Key key = new Key(property.path(0, split), property.path(split, end).replace(".", ""));
				this.parts.computeIfAbsent(key, (absent) -> new ArrayList<>()).add(new Part(property, end));
			}
		}
	}

	/**
	 * Find the value that is set for an attribute of a trigger, in the source that goes
	 * before all others; named values of several sources are merged.
	 * @param trigger name of the trigger
	 * @param attribute name of the attribute, in any spelling
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable PropertyValue find(String trigger, String attribute) {
		if (this.parts.isEmpty()) {
			return null;
		}
		Key key = new Key(InstanceProperty.uniform(trigger), InstanceProperty.uniform(attribute));
		List<Part> found = this.parts.getOrDefault(key, List.of());
		if (found.isEmpty()) {
			return null;
		}
		ConfigurationPropertySource source = found.get(0).property().source();
		List<Part> same = found.stream().filter((part) -> part.property().source() == source).toList();
		for (Part part : same) {
			if (part.isWhole()) {
				return new PropertyValue(List.of(part.text()), false);
			}
		}
		Stream<Part> parts = same.stream().allMatch(Part::isNamed) ? named(found)
				: same.stream().sorted(Comparator.comparingInt(Part::index));
		return new PropertyValue(parts.map(Part::text).toList(), true);
	}

	/**
	 * Return the named parts of all sources, as those of a map, each from the source that
	 * goes before the others.
	 */
	private static Stream<Part> named(List<Part> found) {
		Map<String, Part> named = new LinkedHashMap<>();
		found.stream().filter(Part::isNamed).forEach((part) -> named.putIfAbsent(part.uniformName(), part));
		return named.values().stream();
	}

	/**
	 * Choose those of several attributes that are set in the source that goes before all
	 * others, so that one source can replace what another one says in other words.
	 * @param trigger name of the trigger
	 * @param attributes names of attributes, in any spelling
	 * @return the names whose values are in the first source that has any of them
	 */
	public List<String> inFirstSource(String trigger, List<String> attributes) {
		Map<ConfigurationPropertySource, List<String>> bySource = new IdentityHashMap<>();
		for (String attribute : attributes) {
			Key key = new Key(InstanceProperty.uniform(trigger), InstanceProperty.uniform(attribute));
			List<Part> found = this.parts.getOrDefault(key, List.of());
			if (!found.isEmpty()) {
				bySource.computeIfAbsent(found.get(0).property().source(), (source) -> new ArrayList<>())
					.add(attribute);
			}
		}
		return this.properties.stream()
			.map((property) -> bySource.get(property.source()))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(List.of());
	}

	/**
	 * Find the properties that belong to no trigger, or to no attribute of one.
	 * @param triggers names of all triggers
	 * @return a sentence about each, with the nearest names
	 */
	public List<String> unknown(Collection<String> triggers) {
		return new UnknownProperties(triggers).describe(this.properties);
	}

	/**
	 * Uniform names of a trigger and an attribute.
	 */
	private record Key(String trigger, String attribute) {

	}

	/**
	 * Property that holds the whole value of an attribute or a part of it.
	 *
	 * @param property the property
	 * @param end where the name of the attribute ends in the name of the property
	 */
	private record Part(InstanceProperty property, int end) {

		boolean isWhole() {
			return this.end == this.property.size();
		}

		boolean isNamed() {
			return !isWhole() && !isNumbered();
		}

		private boolean isNumbered() {
			return this.property.name().isNumericIndex(InstanceProperty.PREFIX + this.end);
		}

		int index() {
			return (!isWhole() && isNumbered()) ? Integer.parseInt(this.property.element(this.end)) : 0;
		}

		String uniformName() {
			return this.property.path(this.end, this.property.size());
		}

		ResolvedText text() {
			String value = this.property.value();
			String text = (value != null) ? value : "";
			String pair = isNamed() ? this.property.text(this.end, this.property.size()) + "=" + text : text;
			return new ResolvedText(text, pair, this.property.origin());
		}

	}

}
