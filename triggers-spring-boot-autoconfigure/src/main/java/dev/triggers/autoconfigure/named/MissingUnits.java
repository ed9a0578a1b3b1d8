package dev.triggers.autoconfigure.named;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.env.Environment;

import dev.triggers.discovery.problem.ProblemId;

/**
 * Refuses times without a unit: they would be milliseconds, and a limit of 20 calls in a
 * period of {@code 1} no limit at all.
 *
 * @param environment resolves placeholders
 * @param times settings that are times, with {@code [n]} for an index
 * @param problems gets what is wrong
 */
record MissingUnits(Environment environment, List<String> times, PropertyProblems problems) {

	private static final Pattern NUMBER = Pattern.compile("[+-]?0*[1-9]\\d*");

	/**
	 * Check properties.
	 */
	void check(NamedProperties properties) {
		Set<String> uniform = this.times.stream().map(NamedProperty::uniform).collect(Collectors.toSet());
		properties.effective()
			.stream()
			.filter((property) -> uniform.contains(NamedProperty.anyIndex(property.setting())))
			.forEach((property) -> check(property, properties.subject(property.owner())));
	}

	private void check(NamedProperty property, String subject) {
		String text = this.environment.resolvePlaceholders(property.text()).trim();
		if (NUMBER.matcher(text).matches()) {
			this.problems.add(ProblemId.INTERVAL, property.origin(),
					"'" + property.setting() + "' of " + subject + " has no unit: '" + text + "'",
					"Did you mean '" + text + "s'? Units are ms, s, m, h and d.");
		}
	}

}
