package dev.triggers;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Progress;
import dev.triggers.work.CallContext;

/**
 * Execution that calls a method, for a parameter of this type: what the method can know
 * about it, and do from within.
 * <p>
 * All calls of one execution share one event. Thread-safe, and of use also after the
 * execution has ended.
 *
 * @since 1.0.0
 */
public interface TriggerEvent extends CallContext {

	/**
	 * Return what tells executions apart.
	 * @return the id, as the log and the endpoint show it
	 */
	ExecutionId executionId();

	/**
	 * Return why the trigger fired.
	 * @return the cause
	 */
	Cause cause();

	/**
	 * Return how long the previous execution took.
	 * @return the duration, empty if none had ended when this one began
	 */
	Optional<Duration> previousDuration();

	/**
	 * Return how many executions are left after this one.
	 * @return the number, empty if there is no limit
	 */
	OptionalLong remaining();

	/**
	 * Return how far this execution is.
	 * @return the progress at this moment
	 */
	Progress progress();

	/**
	 * Start a trigger.
	 * @param name name of the trigger
	 * @param arguments values for parameters of its method, which go to each call
	 * @throws NoSuchTriggerException if there is no such trigger
	 * @throws IllegalStateException if the trigger is running
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 * @see TriggerHandle#start(Object...)
	 */
	void start(String name, @Nullable Object... arguments);

	/**
	 * Stop a trigger gracefully; if it is the one that executes, after this execution.
	 * @param name name of the trigger
	 * @return {@code false} if the trigger was not running
	 * @throws NoSuchTriggerException if there is no such trigger
	 * @see TriggerHandle#stop()
	 */
	boolean stop(String name);

	/**
	 * Cancel a trigger; if it is the one that executes, this interrupts the calling
	 * thread as well.
	 * @param name name of the trigger
	 * @return {@code false} if there was nothing to cancel
	 * @throws NoSuchTriggerException if there is no such trigger
	 * @see TriggerHandle#cancel()
	 */
	boolean cancel(String name);

	/**
	 * Call a method that is annotated {@link dev.triggers.annotation.Execute @Execute},
	 * under its limits and with its retries. The call is cancelled with this execution.
	 * @param name name of the {@code @Execute}
	 * @param arguments values for the parameters of the method, in their order
	 * @param <T> type of the result
	 * @return the result, as of {@link Executions#execute(String, Object...)}
	 * @throws NoSuchExecuteException if there is no such {@code @Execute}
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	<T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments);

}
