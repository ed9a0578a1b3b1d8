package dev.triggers.history;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.history.RecordedFailure;

/**
 * Texts of failures, of which equal ones are kept once, and how much memory they take.
 * Not thread-safe.
 */
final class SharedTexts {

	/**
	 * What a text takes besides its characters, here and by itself.
	 */
	private static final int TEXT_OVERHEAD = 136;

	/**
	 * What a failure takes besides its texts.
	 */
	private static final int FAILURE_OVERHEAD = 80;

	private final Map<String, Shared> texts = new HashMap<>();

	private long size;

	/**
	 * Return how many bytes the failures take, estimated high.
	 */
	long size() {
		return this.size;
	}

	/**
	 * Keep the texts of a failure.
	 * @return the same failure with texts that equal ones share
	 */
	RecordedFailure keep(RecordedFailure failure) {
		this.size += FAILURE_OVERHEAD;
		String element = failure.element();
		String message = failure.message();
		return new RecordedFailure(failure.index(), (element != null) ? keep(element) : null, failure.attempts(),
				keep(failure.exceptionType()), (message != null) ? keep(message) : null, keep(failure.stackTrace()));
	}

	private String keep(String text) {
		Shared shared = this.texts.get(text);
		if (shared == null) {
			shared = new Shared(text);
			this.texts.put(text, shared);
			this.size += size(text);
		}
		shared.uses++;
		return shared.text;
	}

	/**
	 * Give up the texts of a failure that were kept.
	 */
	void release(RecordedFailure failure) {
		this.size -= FAILURE_OVERHEAD;
		release(failure.element());
		release(failure.exceptionType());
		release(failure.message());
		release(failure.stackTrace());
	}

	private void release(@Nullable String text) {
		Shared shared = (text != null) ? this.texts.get(text) : null;
		if (shared != null && --shared.uses == 0) {
			this.texts.remove(shared.text);
			this.size -= size(shared.text);
		}
	}

	private static long size(String text) {
		return TEXT_OVERHEAD + (BoundedText.isLatin(text) ? 1L : 2L) * text.length();
	}

	/**
	 * One text.
	 */
	private static final class Shared {

		private final String text;

		private int uses;

		private Shared(String text) {
			this.text = text;
		}

	}

}
