package dev.triggers;

import java.util.Collection;

import dev.triggers.naming.NearestNames;

/**
 * Thrown when there is no {@link dev.triggers.annotation.Execute @Execute} of a name.
 *
 * @since 1.0.0
 */
public final class NoSuchExecuteException extends RuntimeException {

	private final String name;

	private NoSuchExecuteException(String name, String hint) {
		super("There is no @Execute '" + name + "'" + hint);
		this.name = name;
	}

	/**
	 * Create an exception that suggests the nearest of the names that exist.
	 * @param name the name that was asked for
	 * @param existing the names that exist
	 * @return the exception
	 */
	public static NoSuchExecuteException among(String name, Collection<String> existing) {
		if (existing.isEmpty()) {
			return new NoSuchExecuteException(name,
					", nor any other: those of beans are registered when all singletons have been created");
		}
		return new NoSuchExecuteException(name, NearestNames.hint(NearestNames.of(name, existing)));
	}

	/**
	 * Return the name that was asked for.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
