package dev.triggers.element;

import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Elements of one execution, read one by one.
 * <p>
 * A cursor is read by one thread at a time and closed once, in every case. Reading may
 * block and may throw anything that the iterable behind it throws.
 *
 * @since 1.0.0
 */
public interface ElementCursor extends Iterator<@Nullable Object>, AutoCloseable {

	/**
	 * Return the number of elements.
	 * @return the number, or {@code null} if it is not known without reading them
	 */
	@Nullable Long total();

	@Override
	void close();

}
