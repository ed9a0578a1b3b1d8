package dev.triggers.cache.backend;

/**
 * Thrown when a key or a value cannot be stored, whatever the state of the backend is.
 */
final class UnfitForCacheException extends IllegalArgumentException {

	UnfitForCacheException(String message, Throwable cause) {
		super(message, cause);
	}

}
