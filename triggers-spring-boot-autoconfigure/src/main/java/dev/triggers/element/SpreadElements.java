package dev.triggers.element;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;

/**
 * Elements that are spread lazily from what a source gives.
 */
final class SpreadElements implements Elements {

	private final String description;

	private final Callable<? extends @Nullable Object> source;

	SpreadElements(String description, Callable<? extends @Nullable Object> source) {
		this.description = description;
		this.source = source;
	}

	@Override
	public ElementCursor open() throws Exception {
		return spread(this.source.call());
	}

	private ElementCursor spread(@Nullable Object value) {
		if (value instanceof CharSequence) {
			return new SpreadCursor(Collections.singletonList(value).iterator(), 1L, null);
		}
		if (value instanceof Collection<?> collection) {
			return new SpreadCursor(collection.iterator(), (long) collection.size(), null);
		}
		if (value instanceof Map<?, ?> map) {
			return new SpreadCursor(map.entrySet().iterator(), (long) map.size(), null);
		}
		if (value instanceof Iterable<?> iterable) {
			return cursor(iterable::iterator, closeable(value));
		}
		if (value instanceof Iterator<?> iterator) {
			return new SpreadCursor(iterator, null, closeable(value));
		}
		if (value instanceof BaseStream<?, ?> stream) {
			return cursor(stream::iterator, stream);
		}
		if (value != null && value.getClass().isArray()) {
			Object[] array = ObjectUtils.toObjectArray(value);
			return new SpreadCursor(Arrays.asList(array).iterator(), (long) array.length, null);
		}
		throw new IllegalStateException("[TRG-106] Elements '%s' are %s, which is not iterable"
			.formatted(this.description, (value != null) ? "of type " + value.getClass().getName() : "null"));
	}

	/**
	 * Open an iterator, and close what is behind it if that fails.
	 */
	private static ElementCursor cursor(Supplier<? extends Iterator<? extends @Nullable Object>> source,
			@Nullable AutoCloseable resource) {
		try {
			return new SpreadCursor(source.get(), null, resource);
		}
		catch (Throwable ex) {
			try {
				new SpreadCursor(Collections.emptyIterator(), null, resource).close();
			}
			catch (Throwable closing) {
				ex.addSuppressed(closing);
			}
			throw ex;
		}
	}

	private static @Nullable AutoCloseable closeable(Object value) {
		return (value instanceof AutoCloseable closeable) ? closeable : null;
	}

	@Override
	public String describe() {
		return this.description;
	}

	/**
	 * Cursor over an iterator and the resource behind it.
	 */
	private record SpreadCursor(Iterator<? extends @Nullable Object> iterator, @Nullable Long total,
			@Nullable AutoCloseable resource) implements ElementCursor {

		@Override
		public boolean hasNext() {
			return this.iterator.hasNext();
		}

		@Override
		public @Nullable Object next() {
			return this.iterator.next();
		}

		@Override
		public void close() {
			if (this.resource != null) {
				try {
					this.resource.close();
				}
				catch (Exception ex) {
					throw new IllegalStateException("Elements could not be closed", ex);
				}
			}
		}

	}

}
