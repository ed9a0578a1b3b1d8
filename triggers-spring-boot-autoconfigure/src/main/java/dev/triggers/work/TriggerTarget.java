package dev.triggers.work;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

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
	 * Return this target with the arguments of a start, which go to each call.
	 * @param arguments the arguments that the trigger was started with
	 * @return the target to call; by default this one, which takes no arguments
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	default TriggerTarget withArguments(List<? extends @Nullable Object> arguments) {
		Assert.isTrue(arguments.isEmpty(), () -> describe() + " takes no arguments, but is given " + arguments.size());
		return this;
	}

	/**
	 * Return this target for one execution, which its calls can be told about.
	 * @param context the execution
	 * @return the target to call; by default this one
	 */
	default TriggerTarget within(CallContext context) {
		return this;
	}

	/**
	 * Return a text that tells a developer which code is called, such as
	 * {@code com.acme.Clans.sync(String)}.
	 * @return the text
	 */
	String describe();

}
