package dev.triggers.execution.context;

/**
 * What surrounds the code of executions and calls.
 *
 * @param scopes gives each execution its scope
 * @param capture takes the context of a thread to others
 * @since 1.0.0
 */
public record ExecutionContexts(ExecutionScope.Factory scopes, ContextCapture capture) {

	/**
	 * Nothing surrounds the code.
	 */
	public static final ExecutionContexts NONE = new ExecutionContexts((trigger, execution) -> ExecutionScope.NONE,
			() -> ContextCapture.NOTHING);

}
