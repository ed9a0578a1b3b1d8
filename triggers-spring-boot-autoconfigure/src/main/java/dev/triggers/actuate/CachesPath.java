package dev.triggers.actuate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What a path below the endpoint names if it names no trigger: all cache groups, or one.
 *
 * @param group name of the group, or {@code null} for all
 */
record CachesPath(@Nullable String group) {

	private static final String CACHES = "caches";

	/**
	 * Return what the path names, or {@code null} if it has nothing to do with caches.
	 */
	static @Nullable CachesPath of(String[] segments) {
		if (segments.length == 0 || !segments[0].equals(CACHES)) {
			return null;
		}
		return new CachesPath(
				(segments.length > 1) ? String.join("/", Arrays.copyOfRange(segments, 1, segments.length)) : null);
	}

}
