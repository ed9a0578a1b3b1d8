package dev.triggers.cache;

import java.util.Collection;

import dev.triggers.naming.NearestNames;

/**
 * Thrown when there is no cache of a name.
 *
 * @since 1.0.0
 */
public final class NoSuchCacheException extends RuntimeException {

	private final String name;

	private NoSuchCacheException(String name, String hint) {
		super("There is no cache '" + name + "'" + hint);
		this.name = name;
	}

	/**
	 * Create an exception that suggests the nearest of the names that exist.
	 * @param name the name that was asked for
	 * @param existing the names that exist
	 * @return the exception
	 */
	public static NoSuchCacheException among(String name, Collection<String> existing) {
		return new NoSuchCacheException(name, NearestNames.hint(NearestNames.of(name, existing)));
	}

	/**
	 * Return the name that was asked for.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

}
