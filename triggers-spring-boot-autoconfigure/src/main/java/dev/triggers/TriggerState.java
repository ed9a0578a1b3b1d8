package dev.triggers;

/**
 * Where a trigger is in its life.
 *
 * @since 1.0.0
 */
public enum TriggerState {

	/**
	 * Registered and not yet started.
	 */
	IDLE,

	/**
	 * Started and waiting for its next due time, or for its before-hooks.
	 */
	WAITING,

	/**
	 * Executing.
	 */
	EXECUTING,

	/**
	 * Ending: the executions under way finish first, then the after-hooks run.
	 */
	STOPPING,

	/**
	 * Being cancelled: the executions under way were interrupted and have not yet
	 * returned, or the after-hooks run.
	 */
	CANCELLING,

	/**
	 * Ended because its count is reached or its schedule has no further time.
	 */
	COMPLETED,

	/**
	 * Ended by a stop.
	 */
	STOPPED,

	/**
	 * Ended by a cancellation.
	 */
	CANCELLED,

	/**
	 * Ended by a failure.
	 */
	FAILED;

	/**
	 * Return whether the trigger fires, or still executes, in this state.
	 * @return {@code true} if the trigger has been started and has not ended
	 */
	public boolean isRunning() {
		return switch (this) {
			case WAITING, EXECUTING, STOPPING, CANCELLING -> true;
			case IDLE, COMPLETED, STOPPED, CANCELLED, FAILED -> false;
		};
	}

}
