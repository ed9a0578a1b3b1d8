package dev.triggers.logging;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.ExecutionId;

/**
 * Tells where an execution and its failures can be seen.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface ExecutionLink {

	/**
	 * Return where an execution can be seen.
	 * @param trigger name of the trigger
	 * @param id the execution
	 * @return a path such as {@code /actuator/triggers/clans.sync/executions/8f2c}, or
	 * {@code null} if there is none
	 */
	@Nullable String of(String trigger, ExecutionId id);

}
