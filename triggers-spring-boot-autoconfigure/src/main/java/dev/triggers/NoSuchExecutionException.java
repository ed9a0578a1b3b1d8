package dev.triggers;

import dev.triggers.execution.ExecutionId;

/**
 * Thrown when a trigger has no execution of an id, or remembers it no longer.
 *
 * @since 1.0.0
 */
public class NoSuchExecutionException extends RuntimeException {

	private final ExecutionId id;

	/**
	 * Create an exception.
	 * @param trigger name of the trigger
	 * @param id the id that was asked for
	 */
	public NoSuchExecutionException(String trigger, ExecutionId id) {
		super("Trigger '" + trigger + "' remembers no failed execution '" + id + "'");
		this.id = id;
	}

	/**
	 * Return the id that was asked for.
	 * @return the id
	 */
	public ExecutionId id() {
		return this.id;
	}

}
