package dev.triggers.actuate.cache;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All cache groups.
 *
 * @param groups the groups, in the order of their declaration
 * @since 1.0.0
 */
public record CachesDescriptor(List<CacheGroupDescriptor> groups) implements OperationResponseBody {

	public CachesDescriptor {
		groups = List.copyOf(groups);
	}

}
