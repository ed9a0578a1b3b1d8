package dev.triggers.work;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an {@code @Execute} calls by its name: the method of a bean.
 * <p>
 * Implementations are immutable and thread-safe.
 *
 * @since 1.0.0
 */
public interface ExecuteTarget {

	/**
	 * Return the call with given arguments. It neither passes concurrency groups nor is
	 * retried: whoever makes it sees to that.
	 * @param arguments values for the parameters of the method, in their order
	 * @return the call, to be made any number of times
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	UserCode bind(List<? extends @Nullable Object> arguments);

	/**
	 * Return a text that tells a developer which code is called, such as
	 * {@code com.acme.Clans.fetch(String)}.
	 * @return the text
	 */
	String describe();

}
