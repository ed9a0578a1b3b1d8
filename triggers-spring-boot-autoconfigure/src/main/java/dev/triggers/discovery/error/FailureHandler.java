package dev.triggers.discovery.error;

import dev.triggers.TriggerFailure;

/**
 * Something that gets failures.
 */
interface FailureHandler {

	/**
	 * Handle a failure.
	 * @param failure the failure
	 * @throws Throwable anything
	 */
	void handle(TriggerFailure failure) throws Throwable;

	/**
	 * Return the code that handles failures, as a developer knows it.
	 */
	String describe();

}
