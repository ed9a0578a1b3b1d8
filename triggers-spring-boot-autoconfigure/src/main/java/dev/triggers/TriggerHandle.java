package dev.triggers;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;

/**
 * Handle of one registered trigger: starts, stops and inspects it.
 * <p>
 * Handles are thread-safe, never block, and remain valid as long as their trigger is
 * registered; later calls fail with {@link NoSuchTriggerException}.
 *
 * @since 1.0.0
 */
public interface TriggerHandle {

	/**
	 * Return the name of the trigger.
	 * @return the unique name
	 */
	String name();

	/**
	 * Return what was declared.
	 * @return the definition
	 */
	TriggerDefinition definition();

	/**
	 * Start the trigger; its iterations count from the beginning.
	 * @throws IllegalStateException if the trigger is running
	 */
	void start();

	/**
	 * Stop the trigger gracefully: an execution under way finishes first.
	 * @return {@code false} if the trigger was not running
	 */
	boolean stop();

	/**
	 * Return where the trigger is in its life.
	 * @return the state
	 */
	TriggerState state();

	/**
	 * Return whether the trigger has been started and has not ended.
	 * @return {@code true} if the trigger is running
	 */
	default boolean isRunning() {
		return state().isRunning();
	}

	/**
	 * Return the number of executions begun since the trigger was started.
	 * @return the number of the last execution, zero before the first
	 */
	long iteration();

	/**
	 * Return the number of executions that are left.
	 * @return the number, or {@code null} if there is no limit
	 */
	@Nullable Long remaining();

	/**
	 * Return when the trigger is due next.
	 * @return the next due time, or {@code null} if there is none or it is not known
	 * before the current execution ends
	 */
	@Nullable Instant nextFiring();

	/**
	 * Return the last execution that ended.
	 * @return the execution, or {@code null} if none has ended
	 */
	@Nullable Execution lastExecution();

}
