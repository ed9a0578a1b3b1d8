package dev.triggers.discovery.attribute;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Names of attributes.
 */
final class AttributeName {

	private static final Set<String> LISTS = Set.of("times", "tags", "groups", "iterArgs", "args");

	private static final Set<String> RAW = Set.of("iterArgs", "args");

	private static final Map<String, String> DEFAULTS = Map.of("onStartup", "triggers.on-startup", "autostart",
			"triggers.autostart", "zone", "triggers.zone", "misfire", "triggers.misfire", "concurrency",
			"triggers.concurrency", "reconnect", "triggers.reconnect");

	private AttributeName() {
	}

	/**
	 * Return whether an attribute has several values.
	 */
	static boolean isList(String name) {
		return LISTS.contains(name);
	}

	/**
	 * Return whether the values of an attribute have names.
	 */
	static boolean isPairs(String name) {
		return name.equals("args");
	}

	/**
	 * Return whether an attribute is resolved by who asks for it.
	 */
	static boolean isRaw(String name) {
		return RAW.contains(name);
	}

	/**
	 * Return the property that sets an attribute for all triggers, or {@code null} if
	 * there is none.
	 */
	static @Nullable String defaultProperty(String name) {
		return DEFAULTS.get(name);
	}

}
