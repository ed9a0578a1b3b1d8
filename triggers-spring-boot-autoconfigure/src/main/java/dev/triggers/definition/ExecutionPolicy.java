package dev.triggers.definition;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How often and how a trigger executes.
 *
 * @param count number of executions after which the trigger completes, or {@code null} if
 * there is no limit
 * @param misfire what to do about due times that were missed
 * @param onFailure what happens to the trigger after a failure
 * @param concurrent whether executions of the trigger may overlap each other
 * @param reconnect when a call is repeated that failed with a reconnectable exception, or
 * {@code null} if it is not
 * @since 1.0.0
 */
public record ExecutionPolicy(@Nullable Long count, MisfirePolicy misfire, FailurePolicy onFailure, boolean concurrent,
		@Nullable ReconnectPolicy reconnect) {

	public ExecutionPolicy {
		Assert.isTrue(count == null || count > 0, "'count' must be positive");
	}

}
