package dev.triggers.history;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Texts of objects of the application, cut to a length, whatever these objects do.
 */
final class BoundedText {

	static final int MAX_ELEMENT = 500;

	static final int MAX_MESSAGE = 1_000;

	static final int MAX_TYPE = 500;

	private BoundedText() {
	}

	static String element(@Nullable Object value) {
		String text = safely(() -> String.valueOf(value), "toString");
		// a toString() may return null, too
		return cut((text != null) ? text : "null", MAX_ELEMENT);
	}

	static @Nullable String message(Throwable exception) {
		String text = safely(exception::getLocalizedMessage, "getMessage");
		return (text != null) ? cut(text, MAX_MESSAGE) : null;
	}

	static String type(Throwable exception) {
		return cut(exception.getClass().getName(), MAX_TYPE);
	}

	private static @Nullable String safely(Supplier<@Nullable String> text, String method) {
		try {
			return text.get();
		}
		catch (Throwable ex) {
			// even an overflow of the stack, which cyclic objects cause
			return "(" + ex.getClass().getSimpleName() + " in " + method + ")";
		}
	}

	/**
	 * Return a text, or its beginning if it is longer than a number of characters.
	 */
	static String cut(String text, int maxLength) {
		// not the character for an ellipsis, since one such makes a text twice as large
		String kept = (text.length() <= maxLength) ? text : text.substring(0, maxLength - 3) + "...";
		// half of a pair is a character that JSON cannot have
		return isLatin(kept) ? kept : new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

	/**
	 * Return whether each character of a text takes one byte.
	 */
	static boolean isLatin(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xFF) {
				return false;
			}
		}
		return true;
	}

}
