package dev.triggers.actuate;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.triggers.actuate.service.RefusedException;
import dev.triggers.actuate.service.ScheduleParameters;
import dev.triggers.naming.NearestNames;

/**
 * Parameters of a request, from its query and its body.
 *
 * @param values the values by name
 */
record RequestParameters(Map<String, Object> values) {

	static RequestParameters of(@Nullable Map<String, ? extends @Nullable Object> values) {
		Map<String, Object> given = new LinkedHashMap<>();
		if (values != null) {
			values.forEach((name, value) -> given.put(name, required(name, value)));
		}
		return new RequestParameters(given);
	}

	/**
	 * Refuse what may be the result of a mistake, as no elements would be all elements.
	 */
	private static Object required(String name, @Nullable Object value) {
		if (value == null) {
			throw RefusedException.badRequest("'" + name + "' is null", "Leave it out, or give it a value.");
		}
		return value;
	}

	static RequestParameters page(@Nullable String offset, @Nullable String limit) {
		Map<String, Object> values = new LinkedHashMap<>();
		if (offset != null) {
			values.put("offset", offset);
		}
		if (limit != null) {
			values.put("limit", limit);
		}
		return new RequestParameters(values);
	}

	boolean hasAny(Collection<String> names) {
		return names.stream().anyMatch(this.values::containsKey);
	}

	/**
	 * Refuse parameters that would be ignored, since one of them may be misspelled.
	 * @param owner what has the parameters, such as {@code action 'fire'}
	 * @param known names of the parameters that it has
	 */
	void refuseOthers(String owner, Collection<String> known) {
		for (String name : this.values.keySet()) {
			if (!known.contains(name)) {
				List<String> nearest = NearestNames.of(name, known);
				String allowed = known.isEmpty() ? "It has none." : "It has " + NearestNames.quote(known, ", ") + ".";
				throw RefusedException.badRequest(
						capitalized(owner) + " has no parameter '" + name + "'" + NearestNames.hint(nearest), allowed,
						nearest);
			}
		}
	}

	/**
	 * Refuse a parameter that hides another one.
	 */
	void refuse(String name) {
		if (this.values.containsKey(name)) {
			throw RefusedException.badRequest("There is no parameter '" + name + "'",
					"Name the trigger in the path only.");
		}
	}

	ScheduleParameters schedule() {
		return new ScheduleParameters(text("cron"), text("every"), text("times"), text("dialect"), text("mode"),
				text("zone"));
	}

	private static String capitalized(String text) {
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

	@Nullable String text(String name) {
		Object value = this.values.get(name);
		if (value instanceof Collection<?> || value instanceof Object[]) {
			throw RefusedException.badRequest("'" + name + "' is given more than once", "Give it once.");
		}
		return (value != null) ? value.toString() : null;
	}

	long number(String name, long fallback) {
		String text = text(name);
		if (text == null) {
			return fallback;
		}
		try {
			long number = Long.parseLong(text.trim());
			if (number >= 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below, as a negative number is
		}
		throw RefusedException.badRequest("'" + name + "' must be a whole number, zero or more, found '" + text + "'",
				null);
	}

}
