package dev.triggers.autoconfigure.call;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.discovery.problem.ProblemId;

/**
 * Rule of a retry policy in the properties, and how to speak of it.
 *
 * @param properties where the rule was set
 * @param problems gets what is wrong with it
 * @param policy name of the policy
 * @param index number of the rule, from zero as in the properties
 */
record RulePlace(NamedProperties properties, PropertyProblems problems, String policy, int index) {

	/**
	 * Add a problem with one setting of the rule.
	 * @param id the id
	 * @param setting the setting
	 * @param reason what is wrong with it, a predicate
	 * @param action how to mend it
	 */
	void invalid(ProblemId id, String setting, String reason, String action) {
		this.problems.add(id, this.properties.origin(this.policy, path(setting)),
				"'" + setting.replaceAll("\\[\\d+]$", "") + "' of " + describe() + " " + reason, action);
	}

	/**
	 * Add a problem with the rule as a whole.
	 * @param setting the setting whose place is shown, or empty for any
	 * @param reason what is wrong, a predicate
	 * @param action how to mend it
	 */
	void contradiction(String setting, String reason, String action) {
		String subject = describe();
		this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(this.policy, path(setting)),
				Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + " " + reason, action);
	}

	/**
	 * Return the name of the property for a setting.
	 */
	String property(String setting) {
		return this.properties.name(this.policy, path(setting));
	}

	private String path(String setting) {
		return "rules[" + this.index + "]" + (setting.isEmpty() ? "" : "." + setting);
	}

	private String describe() {
		return "rule " + (this.index + 1) + " of retry policy '" + this.policy + "'";
	}

}
