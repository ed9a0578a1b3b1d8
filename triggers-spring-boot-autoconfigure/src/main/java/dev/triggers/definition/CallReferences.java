package dev.triggers.definition;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Limits and retries that calls refer to by name.
 *
 * @param groups names of the concurrency groups that each call passes, all or none
 * @param retry name of the retry policy of each call, or {@code null} if failed calls are
 * not retried
 * @since 1.0.0
 */
public record CallReferences(List<String> groups, @Nullable String retry) {

	/**
	 * Neither limits nor retries.
	 */
	public static final CallReferences NONE = new CallReferences(List.of(), null);

	public CallReferences {
		groups = List.copyOf(groups);
	}

}
