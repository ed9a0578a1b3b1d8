package dev.triggers;

import java.util.Collection;
import java.util.List;

import dev.triggers.naming.NearestNames;

/**
 * Thrown when there is no trigger of a name.
 *
 * @since 1.0.0
 */
public class NoSuchTriggerException extends RuntimeException {

	private final String name;

	/**
	 * Create an exception.
	 * @param name the name that was asked for
	 * @param nearest the nearest names that exist, best first
	 */
	public NoSuchTriggerException(String name, List<String> nearest) {
		this(name, NearestNames.hint(nearest));
	}

	private NoSuchTriggerException(String name, String hint) {
		super("There is no trigger '" + name + "'" + hint);
		this.name = name;
	}

	/**
	 * Create an exception that suggests the nearest of the names that exist.
	 * @param name the name that was asked for
	 * @param existing the names that exist
	 * @return the exception
	 */
	public static NoSuchTriggerException among(String name, Collection<String> existing) {
		if (existing.isEmpty()) {
			return new NoSuchTriggerException(name,
					", nor any other: those of beans are registered when all singletons have been created");
		}
		return new NoSuchTriggerException(name, NearestNames.of(name, existing));
	}

	/**
	 * Create an exception for a trigger that is declared but not registered.
	 * @param name the name that was asked for
	 * @param reason what keeps it from being registered, such as
	 * {@code property 'triggers.enabled'}
	 * @return the exception
	 */
	public static NoSuchTriggerException disabled(String name, String reason) {
		return new NoSuchTriggerException(name, ": it is disabled by " + reason);
	}

	/**
	 * Return the name that was asked for.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
