package dev.triggers.execution;

import java.io.Serializable;
import java.util.concurrent.ThreadLocalRandom;

import org.springframework.util.Assert;

/**
 * Identifier of one execution, short enough for a log line.
 *
 * @param value twelve hexadecimal digits, unless the id was made elsewhere
 * @since 1.0.0
 */
public record ExecutionId(String value) implements Serializable {

	private static final int LENGTH = 12;

	public ExecutionId {
		Assert.hasText(value, "'value' must have text");
	}

	/**
	 * Return a new random id.
	 * @return the id
	 */
	public static ExecutionId random() {
		long bits = ThreadLocalRandom.current().nextLong(1L << (4 * LENGTH));
		String digits = Long.toHexString(bits);
		return new ExecutionId("0".repeat(LENGTH - digits.length()) + digits);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
