package dev.triggers;

/**
 * Gets the failures of triggers: as a bean, those of the triggers that name it as their
 * {@code errorHandler}, or, if it is the only such bean and no trigger names it, those of
 * all triggers without a handler of their own.
 * <p>
 * A handler is called on the thread of the failed call, once per failure, and may block,
 * which delays only that execution. What it throws is logged and changes nothing else.
 *
 * @since 1.0.0
 */
@FunctionalInterface
public interface TriggerErrorHandler {

	/**
	 * Handle a failure; it has been logged and counted already.
	 * @param failure the failure
	 */
	void handle(TriggerFailure failure);

}
