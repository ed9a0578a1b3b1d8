package dev.triggers;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Calls methods that are annotated {@link dev.triggers.annotation.Execute @Execute} by
 * their names; a bean to inject.
 * <p>
 * Thread-safe.
 *
 * @since 1.0.0
 */
public interface Executions {

	/**
	 * Call a method under its limits and with its retries, on a thread of the starter. No
	 * thread waits for concurrency groups or for the next retry.
	 * @param name name of the {@code @Execute}
	 * @param arguments values for the parameters of the method, in their order; converted
	 * if that is necessary
	 * @param <T> type of the result
	 * @return what the method returned, or what it failed with for good, not wrapped; the
	 * result of a method that returns a {@link java.util.concurrent.CompletionStage} or a
	 * reactive type is that of the stage. To cancel it interrupts the call, or gives up
	 * waiting for its groups and retries. Ends with a
	 * {@link java.util.concurrent.CancellationException} if the application is shut down
	 * meanwhile, and with a {@link java.util.concurrent.RejectedExecutionException} if it
	 * was before. To wait for it without a limit inside of a call that holds a permit of
	 * one of its groups could last for ever, and fails with an
	 * {@link IllegalStateException}
	 * @throws NoSuchExecuteException if there is no such {@code @Execute}
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	<T extends @Nullable Object> CompletableFuture<T> execute(String name, @Nullable Object... arguments);

}
