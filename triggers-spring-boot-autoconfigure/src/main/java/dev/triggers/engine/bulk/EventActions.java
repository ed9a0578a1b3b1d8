package dev.triggers.engine.bulk;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * What the events of executions can do besides telling about their execution.
 *
 * @since 1.0.0
 * @see dev.triggers.TriggerEvent
 */
public interface EventActions {

	/**
	 * Start a trigger.
	 * @param name name of the trigger
	 * @param arguments arguments that go to each call
	 */
	void start(String name, @Nullable Object... arguments);

	/**
	 * Stop a trigger gracefully.
	 * @param name name of the trigger
	 * @return {@code false} if that changed nothing
	 */
	boolean stop(String name);

	/**
	 * Cancel a trigger.
	 * @param name name of the trigger
	 * @return {@code false} if that changed nothing
	 */
	boolean cancel(String name);

	/**
	 * Call an {@code @Execute} by its name.
	 * @param name its name
	 * @param arguments its arguments
	 * @param <T> type of the result
	 * @return the result
	 */
	<T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments);

}
