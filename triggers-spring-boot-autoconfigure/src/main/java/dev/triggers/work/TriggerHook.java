package dev.triggers.work;

import org.jspecify.annotations.Nullable;

/**
 * Code that is called when a trigger begins or ends: the method of a bean, or a piece of
 * code.
 * <p>
 * It is called on a thread of the trigger's executor, may block, and is interrupted when
 * the trigger is cancelled meanwhile. Implementations are thread-safe.
 *
 * @since 1.0.0
 */
public interface TriggerHook {

	/**
	 * Call the hook once.
	 * @return what the hook returned; a result that is pending is waited for as that of a
	 * {@link TriggerTarget}
	 * @throws Throwable whatever the hook throws, not wrapped
	 */
	@Nullable Object call() throws Throwable;

	/**
	 * Return a text that tells a developer which code is called.
	 * @return the text
	 */
	String describe();

}
