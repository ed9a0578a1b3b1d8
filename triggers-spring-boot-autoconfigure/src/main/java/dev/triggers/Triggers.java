package dev.triggers;

import org.jspecify.annotations.Nullable;

/**
 * All triggers of an application context; a bean to inject.
 * <p>
 * Thread-safe. No method waits for an execution. Iteration is over the triggers at the
 * moment it begins, in the order of their start.
 *
 * @since 1.0.0
 */
public interface Triggers extends Iterable<TriggerHandle> {

	/**
	 * Return the handle of a trigger.
	 * @param name name of the trigger
	 * @return the handle
	 * @throws NoSuchTriggerException if there is no such trigger
	 */
	TriggerHandle get(String name);

	/**
	 * Find the handle of a trigger.
	 * @param name name of the trigger
	 * @return the handle, or {@code null} if there is no such trigger
	 */
	@Nullable TriggerHandle find(String name);

	/**
	 * Start a trigger.
	 * @param name name of the trigger
	 * @param arguments values for parameters of the method, which go to each call
	 * @throws NoSuchTriggerException if there is no such trigger
	 * @throws IllegalStateException if the trigger is running
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 * @see TriggerHandle#start(Object...)
	 */
	default void start(String name, @Nullable Object... arguments) {
		get(name).start(arguments);
	}

	/**
	 * Start all triggers that are neither running nor {@code manual}.
	 * @return the number of triggers that were started
	 */
	int startAll();

	/**
	 * Stop a trigger gracefully.
	 * @param name name of the trigger
	 * @return {@code false} if the trigger was not running
	 * @throws NoSuchTriggerException if there is no such trigger
	 */
	default boolean stop(String name) {
		return get(name).stop();
	}

	/**
	 * Stop all running triggers gracefully.
	 * @return the number of triggers that were stopped
	 */
	int stopAll();

	/**
	 * Register a trigger, which is then started unless it is {@code manual} or triggers
	 * of its kind have not been started yet.
	 * @param spec what to register
	 * @return the handle, or {@code null} if a property disables the trigger or all
	 * triggers
	 * @throws dev.triggers.definition.InvalidTriggerException if the spec is not valid,
	 * or its name is taken
	 */
	@Nullable TriggerHandle register(TriggerSpec spec);

	/**
	 * Remove a trigger after stopping it gracefully.
	 * @param name name of the trigger
	 * @return {@code false} if there is no such trigger
	 */
	boolean unregister(String name);

}
