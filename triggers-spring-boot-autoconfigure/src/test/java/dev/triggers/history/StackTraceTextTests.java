package dev.triggers.history;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.commons.util.ExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StackTraceText}.
 */
class StackTraceTextTests {

	private static final StackTraceElement[] NO_FRAMES = {};

	@Test
	void looksLikeThatOfTheJvm() {
		Throwable cause = new IllegalArgumentException("inner", new IllegalStateException());
		Throwable exception = new RuntimeException("outer\nof two lines", cause);
		exception.addSuppressed(new IllegalStateException("beside", new RuntimeException("deeper")));
		assertThat(StackTraceText.of(exception)).isEqualToNormalizingNewlines(ExceptionUtils.readStackTrace(exception));
	}

	@Test
	@Timeout(60)
	void anyNumberOfCausesAndSuppressedFitsIntoTheLength() {
		Throwable chain = new IllegalStateException("first");
		for (int i = 0; i < 100_000; i++) {
			chain = new IllegalStateException("no " + i, chain);
			chain.setStackTrace(NO_FRAMES);
			Throwable beside = new IllegalStateException("beside");
			beside.addSuppressed(chain);
			chain.addSuppressed(beside);
		}
		assertThat(StackTraceText.of(chain)).hasSize(StackTraceText.MAX_LENGTH)
			.contains("java.lang.IllegalStateException: no 99999")
			.endsWith("...");
	}

	@Test
	void hugeMessageLeavesRoomForFramesAndCauses() {
		Throwable cause = new IllegalArgumentException("x".repeat(1_000_000));
		String text = StackTraceText.of(new IllegalStateException("\n".repeat(1_000_000), cause));
		assertThat(text).hasSizeLessThan(StackTraceText.MAX_LENGTH)
			.contains("\tat " + getClass().getName() + ".hugeMessageLeavesRoomForFramesAndCauses")
			.contains("Caused by: java.lang.IllegalArgumentException: xxx");
	}

	@Test
	void deepStackLeavesRoomForCauses() {
		Throwable cause = new IllegalArgumentException("reason");
		Throwable deep = new StackOverflowError();
		StackTraceElement[] frames = new StackTraceElement[100_000];
		for (int i = 0; i < frames.length; i++) {
			frames[i] = new StackTraceElement("T", "m", "T.java", i);
		}
		deep.setStackTrace(frames);
		deep.initCause(cause);
		assertThat(StackTraceText.of(deep)).contains("\t... 99900 more")
			.contains("Caused by: java.lang.IllegalArgumentException: reason");
	}

	@Test
	void circleOfCausesEnds() {
		IllegalStateException first = new IllegalStateException("first");
		IllegalStateException second = new IllegalStateException("second", first);
		first.initCause(second);
		assertThat(StackTraceText.of(first)).contains("Caused by: java.lang.IllegalStateException: second")
			.endsWith("Caused by: [circular reference] java.lang.IllegalStateException: first\n");
	}

	@Test
	void hostileExceptionIsNamed() {
		assertThat(StackTraceText.of(new Hostile()))
			.isEqualTo(Hostile.class.getName() + ": (UnsupportedOperationException in getMessage)\n");
	}

	@Test
	void halfCharactersAreReplaced() {
		String text = BoundedText.element("x".repeat(BoundedText.MAX_ELEMENT - 4) + "\uD83D\uDE00 and more");
		assertThat(text).endsWith("x?...");
		assertThat(BoundedText.element("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
	}

	/**
	 * Exception that tells nothing.
	 */
	private static final class Hostile extends RuntimeException {

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException();
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new UnsupportedOperationException();
		}

		@Override
		public @Nullable Throwable getCause() {
			throw new UnsupportedOperationException();
		}

		@Override
		public String toString() {
			throw new UnsupportedOperationException();
		}

	}

}
