package dev.triggers.call;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.UserCode;

/**
 * Makes calls of code under the limits and with the retries of its definition, on behalf
 * of those who call it directly. Thread-safe.
 *
 * @since 1.0.0
 */
public interface CallGuard {

	/**
	 * Call code on the calling thread, which waits for the groups and between retries. A
	 * result that is pending is not waited for.
	 * @param definition the limits and retries
	 * @param code what is called, once per attempt
	 * @return what the code returned
	 * @throws InterruptedException if the thread is interrupted while it waits; what the
	 * last attempt failed with is suppressed in it
	 * @throws Throwable what the code failed with for good, not wrapped
	 */
	@Nullable Object call(ExecuteDefinition definition, UserCode code) throws Throwable;

	/**
	 * Call code without waiting: on the calling thread if its groups let it pass at once,
	 * else, and for each retry, on a thread of the starter.
	 * @param definition the limits and retries
	 * @param code what is called, once per attempt; the limits hold until its result is
	 * there if that is pending, and the failure of the result is that of the attempt
	 * @return the result, not pending; to cancel it interrupts the call
	 */
	CompletableFuture<@Nullable Object> begin(ExecuteDefinition definition, UserCode code);

}
