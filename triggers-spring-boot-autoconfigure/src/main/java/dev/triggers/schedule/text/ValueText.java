package dev.triggers.schedule.text;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import dev.triggers.naming.NearestNames;

/**
 * Text that stands for one of a set of values.
 *
 * @param text the text
 * @since 1.0.0
 */
public record ValueText(String text) {

	/**
	 * Return the constant of an enum, which may be written in lower case and with dashes.
	 * @param type the enum
	 * @param <E> type of the enum
	 * @return the constant
	 * @throws UnknownValueException if there is no such constant
	 */
	public <E extends Enum<E>> E constant(Class<E> type) {
		String wanted = this.text.trim().toUpperCase(Locale.ROOT).replace('-', '_');
		List<String> names = EnumSet.allOf(type).stream().map(Enum::name).toList();
		if (names.contains(wanted)) {
			return Enum.valueOf(type, wanted);
		}
		String allowed = String.join(", ", names);
		String question = NearestNames.question(wanted, names);
		throw new UnknownValueException("must be one of " + allowed + ", found '" + this.text + "'",
				question.isEmpty() ? "Use one of " + allowed + "." : question, NearestNames.of(wanted, names));
	}

	/**
	 * Return the zone.
	 * @return the zone
	 * @throws UnknownValueException if there is no such zone
	 */
	public ZoneId zone() {
		String id = this.text.trim();
		try {
			return ZoneId.of(id);
		}
		catch (DateTimeException ex) {
			String question = NearestNames.question(id, ZoneId.getAvailableZoneIds());
			throw new UnknownValueException(
					"is not a known zone: '" + id + "'", question.isEmpty()
							? "Use an IANA id such as 'Europe/Berlin', or an offset such as '+02:00'." : question,
					NearestNames.of(id, ZoneId.getAvailableZoneIds()));
		}
	}

}
