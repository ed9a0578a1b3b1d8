package dev.triggers.discovery.attribute;

import java.util.Locale;
import java.util.Set;

/**
 * Names of attributes.
 */
final class AttributeName {

	private static final Set<String> LISTS = Set.of("times", "tags", "iterArgs", "args");

	private static final Set<String> RAW = Set.of("iterArgs", "args");

	private AttributeName() {
	}

	/**
	 * Return whether an attribute has several values.
	 */
	static boolean isList(String name) {
		return LISTS.contains(name);
	}

	/**
	 * Return whether an attribute is resolved by who asks for it.
	 */
	static boolean isRaw(String name) {
		return RAW.contains(name);
	}

	/**
	 * Return the name of an attribute as it is written in properties.
	 */
	static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
