package dev.triggers.element;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Where the elements of an execution come from.
 * <p>
 * Implementations are immutable and thread-safe.
 *
 * @since 1.0.0
 */
public interface Elements {

	/**
	 * Read the elements anew, for one execution.
	 * @return a cursor that the caller closes, or {@code null} if there are no elements
	 * to be applied to and the method is called once without one
	 * @throws Exception if the elements cannot be had
	 */
	@Nullable ElementCursor open() throws Exception;

	/**
	 * Return a short text that says what the elements are, such as {@code 2 elements}.
	 * @return the text, empty if the method is called without an element
	 */
	String describe();

	/**
	 * Return elements for a method that is called once without an element.
	 * @return the elements
	 */
	static Elements none() {
		return NoElements.INSTANCE;
	}

	/**
	 * Return elements that are the same for each execution.
	 * @param values the elements, any of which may be {@code null}
	 * @return the elements
	 */
	static Elements of(List<? extends @Nullable Object> values) {
		List<@Nullable Object> copy = Collections.unmodifiableList(new ArrayList<@Nullable Object>(values));
		String text = (copy.size() == 1) ? "1 element" : copy.size() + " elements";
		return new SpreadElements(text, () -> copy);
	}

	/**
	 * Return elements that are found anew for each execution. What the source gives is
	 * spread lazily if it is an {@link Iterable}, {@link java.util.Iterator},
	 * {@link java.util.stream.Stream} (closed afterwards), array or {@link java.util.Map}
	 * (its entries); a {@link CharSequence} is one element. Anything else, {@code null}
	 * included, fails the execution.
	 * @param description a short text that says what the elements are
	 * @param source gives what is spread; called once per execution on one of its threads
	 * @return the elements
	 */
	static Elements from(String description, Callable<? extends @Nullable Object> source) {
		return new SpreadElements(description, source);
	}

}
