package dev.triggers.cache;

/**
 * How a backend outside of the process stores values.
 *
 * @since 1.0.0
 */
public enum CacheSerialization {

	/**
	 * Serialization of the JDK: values are {@link java.io.Serializable}.
	 */
	JDK,

	/**
	 * JSON with the names of classes, by Jackson.
	 */
	JSON

}
