package dev.triggers.schedule.text;

import java.util.Locale;

import dev.triggers.schedule.InvalidScheduleException;

/**
 * Attribute whose text is a schedule, and what is said about it when it is not valid.
 *
 * @since 1.0.0
 */
public enum ScheduleAttribute {

	/**
	 * A cron expression.
	 */
	CRON("TRG-101", "Cron expression", "Correct the expression."),

	/**
	 * The length of an interval.
	 */
	EVERY("TRG-103", "Interval", "Correct the value."),

	/**
	 * Times of day.
	 */
	TIMES("TRG-108", "Time of day", "Correct the value.");

	private final String problemId;

	private final String subject;

	private final String correction;

	ScheduleAttribute(String problemId, String subject, String correction) {
		this.problemId = problemId;
		this.subject = subject;
		this.correction = correction;
	}

	/**
	 * Return the name of the attribute.
	 * @return the name, as in annotations
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the id of the problem that a text of this attribute is not valid.
	 * @return the id, such as {@code TRG-101}
	 */
	public String problemId() {
		return this.problemId;
	}

	/**
	 * Say what is wrong.
	 * @param owner whose attribute it is, such as {@code  of trigger 'wars.refresh'} with
	 * the space in front, or empty
	 * @param ex what is wrong
	 * @return one sentence without a full stop
	 */
	public String message(String owner, InvalidScheduleException ex) {
		return this.subject + owner + " is not valid: " + ex.reason();
	}

	/**
	 * Say how to mend it.
	 * @param ex what is wrong
	 * @return full sentences
	 */
	public String action(InvalidScheduleException ex) {
		String suggestion = (ex.suggestion() != null) ? ex.suggestion() : "";
		if (this == TIMES && ex.expression().matches("\\d+")) {
			return ("Put the time in quotes in YAML, which reads 17:30 without them as the number 1050. " + suggestion)
				.trim();
		}
		boolean complete = !suggestion.isEmpty() && !suggestion.startsWith("For example");
		return complete ? suggestion : (this.correction + " " + suggestion).trim();
	}

}
