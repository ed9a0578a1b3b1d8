package dev.triggers.discovery.problem;

import java.util.stream.Stream;

/**
 * Stable ids of what can be wrong; each has a section in {@code docs/errors.md}.
 *
 * @since 1.0.0
 */
public enum ProblemId {

	/**
	 * A cron expression is not valid, or never fires.
	 */
	CRON(101),

	/**
	 * The parameters of a method do not fit.
	 */
	PARAMETERS(102),

	/**
	 * An interval is not valid.
	 */
	INTERVAL(103),

	/**
	 * Attributes contradict each other, or a necessary one is missing.
	 */
	CONTRADICTION(104),

	/**
	 * A name is used twice.
	 */
	DUPLICATE_NAME(105),

	/**
	 * An element or argument cannot be converted, or elements cannot be had.
	 */
	ELEMENT(106),

	/**
	 * A method cannot be called.
	 */
	NOT_CALLABLE(107),

	/**
	 * A value is not one of those that are allowed.
	 */
	UNKNOWN_VALUE(108),

	/**
	 * A placeholder or an expression cannot be resolved.
	 */
	UNRESOLVABLE(109),

	/**
	 * A bean, concurrency group or retry policy does not exist, or has the wrong type.
	 */
	BEAN(201),

	/**
	 * A name is not that of a trigger.
	 */
	NO_SUCH_TRIGGER(202),

	/**
	 * Two handlers claim the same failures, or two {@code @Execute} the same name.
	 */
	CONFLICT(203);

	private final int number;

	ProblemId(int number) {
		this.number = number;
	}

	/**
	 * Return the id that has a text.
	 * @param text the text, such as {@code TRG-101}
	 * @return the id
	 */
	public static ProblemId of(String text) {
		return Stream.of(values()).filter((id) -> id.toString().equals(text)).findFirst().orElseThrow();
	}

	@Override
	public String toString() {
		return "TRG-" + this.number;
	}

}
