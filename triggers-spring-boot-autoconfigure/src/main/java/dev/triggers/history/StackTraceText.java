package dev.triggers.history;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Stack trace of an exception with those of its causes, as a text that is cut while it is
 * written: nothing that is longer is ever built. Looks like that of the JVM, but each
 * message and each list of frames is cut, too, so that the causes find room.
 */
final class StackTraceText {

	static final int MAX_LENGTH = 16_000;

	private static final int MAX_FRAMES = 100;

	private static final int MAX_DEPTH = 20;

	private final StringBuilder text = new StringBuilder();

	private final Set<Throwable> written = Collections.newSetFromMap(new IdentityHashMap<>());

	private StackTraceText() {
	}

	static String of(Throwable exception) {
		StackTraceText trace = new StackTraceText();
		trace.write(exception, "", "", new StackTraceElement[0], 0);
		return BoundedText.cut(trace.text.toString(), MAX_LENGTH);
	}

	/**
	 * Write an exception, what is suppressed in it, and its causes.
	 */
	private void write(Throwable exception, String caption, String indent, StackTraceElement[] enclosing, int depth) {
		StackTraceElement[] outer = enclosing;
		String start = indent + caption;
		for (Throwable next = exception; next != null && !isFull(); next = cause(next)) {
			boolean circular = !this.written.add(next);
			append(start + (circular ? "[circular reference] " : "") + describe(next) + "\n");
			if (circular) {
				return;
			}
			StackTraceElement[] frames = frames(next);
			writeFrames(frames, outer, indent);
			if (depth < MAX_DEPTH) {
				for (Throwable suppressed : next.getSuppressed()) {
					write(suppressed, "Suppressed: ", indent + "\t", frames, depth + 1);
				}
			}
			outer = frames;
			start = indent + "Caused by: ";
		}
	}

	private static String describe(Throwable exception) {
		String message = BoundedText.message(exception);
		return BoundedText.type(exception) + ((message != null) ? ": " + message : "");
	}

	private void writeFrames(StackTraceElement[] frames, StackTraceElement[] enclosing, String indent) {
		int own = frames.length;
		for (int other = enclosing.length; own > 0 && other > 0; own--, other--) {
			if (!frames[own - 1].equals(enclosing[other - 1])) {
				break;
			}
		}
		int shown = Math.min(own, MAX_FRAMES);
		for (int i = 0; i < shown && !isFull(); i++) {
			append(indent + "\tat " + frames[i] + "\n");
		}
		if (shown < frames.length) {
			append(indent + "\t... " + (frames.length - shown) + " more\n");
		}
	}

	private static StackTraceElement[] frames(Throwable exception) {
		try {
			StackTraceElement[] frames = exception.getStackTrace();
			return Arrays.asList(frames).contains(null) ? new StackTraceElement[0] : frames;
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

	private static @Nullable Throwable cause(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	private boolean isFull() {
		return this.text.length() > MAX_LENGTH;
	}

	/**
	 * Append a text up to the first character that is too much.
	 */
	private void append(String part) {
		int room = MAX_LENGTH + 1 - this.text.length();
		this.text.append(part, 0, Math.min(Math.max(room, 0), part.length()));
	}

}
