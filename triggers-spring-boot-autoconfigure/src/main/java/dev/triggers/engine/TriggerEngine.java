package dev.triggers.engine;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;
import dev.triggers.firing.FiringState;

/**
 * Fires registered triggers and executes them. This is where another engine, for example
 * one that shares the work with other nodes, can take over.
 * <p>
 * Thread-safe. Unless it is said, no method blocks. An engine decides what comes next by
 * {@link dev.triggers.firing.FiringRules} and tells what happens to all
 * {@linkplain dev.triggers.execution.ExecutionListener listeners}.
 *
 * @since 1.0.0
 */
public interface TriggerEngine {

	/**
	 * Register a trigger without starting it.
	 * @param definition the trigger
	 * @throws IllegalStateException if its name is taken
	 */
	void register(TriggerDefinition definition);

	/**
	 * Remove a trigger after stopping it gracefully.
	 * @param name name of the trigger
	 * @return {@code false} if there is no such trigger
	 */
	boolean unregister(String name);

	/**
	 * Start a trigger. It fires only while the engine is open.
	 * @param name name of the trigger
	 * @return {@code false} if it is running
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean start(String name);

	/**
	 * Stop a trigger gracefully: an execution under way finishes first.
	 * @param name name of the trigger
	 * @return {@code false} if it was not running
	 * @throws dev.triggers.NoSuchTriggerException if there is no such trigger
	 */
	boolean stop(String name);

	/**
	 * Find a trigger.
	 * @param name name of the trigger
	 * @return the trigger as it is now, or {@code null} if there is none
	 */
	@Nullable Snapshot find(String name);

	/**
	 * Return all triggers.
	 * @return the triggers in the order of their start
	 */
	List<TriggerDefinition> definitions();

	/**
	 * Let running triggers fire; does nothing if the engine is open.
	 */
	void open();

	/**
	 * Fire no more. Executions under way go on, and running triggers remain so.
	 */
	void suspend();

	/**
	 * Fire no more, and wait for the executions under way; those that take longer are
	 * interrupted. Running triggers remain so, and go on when the engine is opened again.
	 * @param await how long to wait before interrupting
	 */
	void close(Duration await);

	/**
	 * A trigger at one moment.
	 *
	 * @param definition what was declared
	 * @param state where it is in its life, and what comes next
	 * @param lastExecution the last execution that ended, or {@code null} if none has
	 */
	record Snapshot(TriggerDefinition definition, FiringState state, @Nullable Execution lastExecution) {

	}

}
