package dev.triggers.definition;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;

/**
 * What a trigger calls, ready to be called: the method of a bean with its fixed arguments
 * bound, or a piece of code.
 * <p>
 * Implementations are immutable and thread-safe.
 *
 * @since 1.0.0
 */
public interface TriggerTarget {

	/**
	 * Call the target once, on the calling thread.
	 * @param element the element to apply the target to, or {@code null} to call it
	 * without one
	 * @return what the target returned
	 * @throws Throwable whatever the target throws, not wrapped
	 */
	@Nullable Object call(@Nullable Element element) throws Throwable;

	/**
	 * Return a text that tells a developer which code is called, such as
	 * {@code com.acme.Clans.sync(String)}.
	 * @return the text
	 */
	String describe();

}
