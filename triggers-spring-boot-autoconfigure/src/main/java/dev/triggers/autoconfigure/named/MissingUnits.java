package dev.triggers.autoconfigure.named;

import java.util.regex.Pattern;

import org.springframework.core.env.Environment;

import dev.triggers.discovery.problem.ProblemId;

/**
 * Refuses times without a unit: they would be milliseconds, and a limit of 20 calls in a
 * period of {@code 1} no limit at all.
 *
 * @param environment resolves placeholders
 * @param problems gets what is wrong
 * @since 1.0.0
 */
public record MissingUnits(Environment environment, PropertyProblems problems) {

	/**
	 * Settings that are times, without the separators of words.
	 */
	private static final Pattern TIME = Pattern
		.compile("period|timetolive|.*wait(fixed|range(min|max)|exponentialjitter(base|cap))");

	private static final Pattern NUMBER = Pattern.compile("[+-]?0*[1-9]\\d*");

	/**
	 * Check properties.
	 * @param properties the properties
	 */
	public void check(NamedProperties properties) {
		properties.effective().forEach((property) -> check(property, properties.noun()));
	}

	private void check(NamedProperty property, String noun) {
		String setting = property.setting();
		if (!TIME.matcher(NamedProperty.uniform(setting)).matches()) {
			return;
		}
		String text = this.environment.resolvePlaceholders(property.text()).trim();
		if (NUMBER.matcher(text).matches()) {
			this.problems.add(ProblemId.INTERVAL, property.origin(),
					"'" + setting + "' of " + noun + " '" + property.owner() + "' has no unit: '" + text + "'",
					"Did you mean '" + text + "s'? Units are ms, s, m, h and d.");
		}
	}

}
