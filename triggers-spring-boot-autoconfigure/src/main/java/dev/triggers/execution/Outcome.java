package dev.triggers.execution;

/**
 * How an execution ended.
 *
 * @since 1.0.0
 */
public enum Outcome {

	/**
	 * The execution came to its end; single calls may have failed, unless all did.
	 */
	SUCCEEDED,

	/**
	 * Every call failed, or the elements could not be read to their end.
	 */
	FAILED,

	/**
	 * The execution was interrupted before its end.
	 */
	CANCELLED

}
