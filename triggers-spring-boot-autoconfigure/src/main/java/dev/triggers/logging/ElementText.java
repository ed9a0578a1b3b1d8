package dev.triggers.logging;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Texts of objects of the application for one line of a log, whatever they contain.
 */
final class ElementText {

	private static final int MAX_LENGTH = 200;

	private ElementText() {
	}

	static String of(@Nullable Object element) {
		return safely(() -> String.valueOf(element));
	}

	static String message(Throwable exception) {
		return safely(() -> String.valueOf(exception.getMessage()));
	}

	private static String safely(Supplier<String> text) {
		try {
			String line = text.get().replaceAll("\\p{Cntrl}", " ");
			return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "…";
		}
		catch (Throwable ex) {
			// even an overflow of the stack, which cyclic objects cause
			return "(" + ex.getClass().getSimpleName() + " in toString)";
		}
	}

}
