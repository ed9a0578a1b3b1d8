package dev.triggers.discovery.attribute;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.schedule.IntervalText;
import dev.triggers.schedule.InvalidScheduleException;
import dev.triggers.schedule.text.UnknownValueException;
import dev.triggers.schedule.text.ValueText;

/**
 * Attributes as values of Java. All methods throw {@link InvalidTriggerException} if the
 * value of the attribute is not allowed.
 *
 * @param attributes the attributes
 * @since 1.0.0
 */
public record TypedAttributes(Attributes attributes) {

	/**
	 * Return a text.
	 * @param name name of the attribute
	 * @return the text, or {@code null} if nobody set it
	 */
	public @Nullable String text(String name) {
		Attribute attribute = this.attributes.find(name);
		return (attribute != null) ? attribute.text() : null;
	}

	/**
	 * Return a list of texts.
	 * @param name name of the attribute
	 * @return the texts, none if nobody set them
	 */
	public List<String> texts(String name) {
		Attribute attribute = this.attributes.find(name);
		return (attribute != null) ? attribute.texts() : List.of();
	}

	/**
	 * Return a flag.
	 * @param name name of the attribute
	 * @param fallback the value if nobody set it
	 * @return the flag
	 */
	public boolean flag(String name, boolean fallback) {
		Attribute attribute = this.attributes.find(name);
		if (attribute == null) {
			this.attributes.noteDefault(name);
			return fallback;
		}
		return switch (attribute.text().trim().toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw this.attributes.invalid(ProblemId.UNKNOWN_VALUE, attribute,
					subject(name) + " must be true or false, found '" + attribute.text() + "'",
					"Set '" + name + "' to true or false.");
		};
	}

	/**
	 * Return a whole number.
	 * @param name name of the attribute
	 * @param minimum the smallest value that is allowed
	 * @param action how to mend a wrong value
	 * @return the number, or {@code null} if nobody set it
	 */
	public @Nullable Long number(String name, long minimum, String action) {
		Attribute attribute = this.attributes.find(name);
		if (attribute == null) {
			this.attributes.noteDefault(name);
			return null;
		}
		try {
			long number = Long.parseLong(attribute.text().trim());
			if (number >= minimum && (minimum > 0 || number <= Integer.MAX_VALUE)) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, as a number out of range is
		}
		throw this.attributes.invalid(ProblemId.UNKNOWN_VALUE, attribute, subject(name) + " must be a whole number, "
				+ ((minimum > 0) ? "at least " + minimum : "zero or more") + ", found '" + attribute.text() + "'",
				action);
	}

	/**
	 * Return an interval.
	 * @param name name of the attribute
	 * @return the interval, which is positive, or {@code null} if nobody set it
	 */
	public @Nullable Duration interval(String name) {
		Attribute attribute = this.attributes.find(name);
		if (attribute == null) {
			return null;
		}
		String text = attribute.text().trim();
		try {
			Duration interval = IntervalText.parse(text);
			if (interval.isZero()) {
				throw new InvalidScheduleException(text, "it must be longer than 0s", 0, text.length(),
						"Set an interval such as '15m', or remove '" + name + "'.");
			}
			return interval;
		}
		catch (InvalidScheduleException ex) {
			throw this.attributes.invalid(ProblemId.INTERVAL, attribute.only(ex.expression()),
					this.attributes.place(attribute, ex.expression(), ex.offset(), ex.length()),
					subject(name) + " is not valid: " + ex.reason(), action(ex));
		}
	}

	private static String action(InvalidScheduleException ex) {
		return (ex.suggestion() != null) ? ex.suggestion() : "Correct the value.";
	}

	/**
	 * Return a constant of an enum; properties may write it in lower case and with
	 * dashes.
	 * @param name name of the attribute
	 * @param type the enum
	 * @param fallback the value if nobody set it
	 * @param <E> type of the enum
	 * @return the constant
	 */
	public <E extends Enum<E>> E constant(String name, Class<E> type, E fallback) {
		Attribute attribute = this.attributes.find(name);
		if (attribute == null) {
			this.attributes.noteDefault(name);
			return fallback;
		}
		if (attribute.values().size() > 1) {
			throw this.attributes
				.invalid(ProblemId.CONTRADICTION,
						subject(name) + " has " + attribute.values().size() + " values ("
								+ String.join(", ", attribute.texts()) + "); at most one is allowed",
						"Keep one of them.");
		}
		if (type.isInstance(attribute.value())) {
			return type.cast(attribute.value());
		}
		try {
			return new ValueText(attribute.text()).constant(type);
		}
		catch (UnknownValueException ex) {
			throw this.attributes.invalid(ProblemId.UNKNOWN_VALUE, attribute, subject(name) + " " + ex.getMessage(),
					ex.action());
		}
	}

	/**
	 * Return a zone.
	 * @param fallback id of the zone if nobody set it, or {@code null}
	 * @return the zone, or {@code null} if there is none
	 */
	public @Nullable ZoneId zone(@Nullable String fallback) {
		Attribute attribute = this.attributes.find("zone");
		if (attribute != null) {
			return parseZone(attribute);
		}
		this.attributes.noteDefault("zone");
		return (fallback != null) ? parseDefaultZone(fallback) : null;
	}

	private ZoneId parseZone(Attribute attribute) {
		try {
			return new ValueText(attribute.text()).zone();
		}
		catch (UnknownValueException ex) {
			throw this.attributes.invalid(ProblemId.UNKNOWN_VALUE, attribute, subject("zone") + " " + ex.getMessage(),
					ex.action());
		}
	}

	/**
	 * Parse the zone of all triggers; if it is wrong, the problem is none of this
	 * trigger.
	 */
	private ZoneId parseDefaultZone(String text) {
		try {
			return new ValueText(text).zone();
		}
		catch (UnknownValueException ex) {
			throw Problems.of(ProblemId.UNKNOWN_VALUE, null, this.attributes.defaultOrigin("zone"),
					"'triggers.zone' " + ex.getMessage(), ex.action());
		}
	}

	private String subject(String name) {
		return "'" + name + "' of trigger '" + this.attributes.trigger() + "'";
	}

}
