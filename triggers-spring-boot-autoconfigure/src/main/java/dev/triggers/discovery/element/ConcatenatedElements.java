package dev.triggers.discovery.element;

import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.ElementCursor;
import dev.triggers.element.Elements;

/**
 * Elements of several sources, one source after the other; each is opened only when the
 * one before has ended.
 */
final class ConcatenatedElements implements Elements {

	private final List<Elements> parts;

	ConcatenatedElements(List<Elements> parts) {
		this.parts = List.copyOf(parts);
	}

	@Override
	public ElementCursor open() {
		return new ConcatenatedCursor(new ArrayDeque<>(this.parts));
	}

	@Override
	public String describe() {
		return this.parts.stream().map(Elements::describe).collect(Collectors.joining(", "));
	}

	/**
	 * Cursor over the parts that are left.
	 */
	private static final class ConcatenatedCursor implements ElementCursor {

		private final Queue<Elements> left;

		private @Nullable ElementCursor current;

		ConcatenatedCursor(Queue<Elements> left) {
			this.left = left;
		}

		@Override
		public @Nullable Long total() {
			return null;
		}

		@Override
		public boolean hasNext() {
			while (this.current == null || !this.current.hasNext()) {
				close();
				Elements part = this.left.poll();
				if (part == null) {
					return false;
				}
				this.current = open(part);
			}
			return true;
		}

		private static @Nullable ElementCursor open(Elements part) {
			try {
				return part.open();
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException("Elements '" + part.describe() + "' cannot be read", ex);
			}
		}

		@Override
		public @Nullable Object next() {
			if (!hasNext() || this.current == null) {
				throw new NoSuchElementException();
			}
			return this.current.next();
		}

		@Override
		public void close() {
			ElementCursor open = this.current;
			this.current = null;
			if (open != null) {
				open.close();
			}
		}

	}

}
