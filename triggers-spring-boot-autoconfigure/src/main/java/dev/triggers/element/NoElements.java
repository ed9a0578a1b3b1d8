package dev.triggers.element;

import org.jspecify.annotations.Nullable;

/**
 * Elements of a method that is called once without an element.
 */
enum NoElements implements Elements {

	INSTANCE;

	@Override
	public @Nullable ElementCursor open() {
		return null;
	}

	@Override
	public String describe() {
		return "";
	}

}
