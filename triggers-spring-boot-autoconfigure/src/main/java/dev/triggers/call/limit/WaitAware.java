package dev.triggers.call.limit;

/**
 * Result that is told before somebody waits for it without a limit.
 *
 * @since 1.0.0
 */
public interface WaitAware {

	/**
	 * Take note that the calling thread, or a call that it is in, is going to wait.
	 * @throws IllegalStateException if the wait might never end
	 */
	void beforeWaiting();

}
