package dev.triggers.autoconfigure.call;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.autoconfigure.call.RetryProperties.Rule;
import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.discovery.problem.ProblemId;

/**
 * Makes the retry policies of properties, and puts them together with those that are
 * beans.
 */
final class RetrySettings {

	static final String PREFIX = "triggers.retry";

	static final List<String> SETTINGS = List.of("rules[n].exceptions[n]", "rules[n].predicate", "rules[n].retries",
			"rules[n].wait.fixed", "rules[n].wait.fibonacci", "rules[n].wait.range.min", "rules[n].wait.range.max",
			"rules[n].wait.exponential-jitter.base", "rules[n].wait.exponential-jitter.cap");

	static final List<String> TIMES = SETTINGS.stream()
		.filter((setting) -> setting.contains(".wait.") && !setting.endsWith(".fibonacci"))
		.toList();

	private final NamedProperties properties;

	private final PropertyProblems problems;

	private final ConfigurableListableBeanFactory beanFactory;

	RetrySettings(NamedProperties properties, PropertyProblems problems, ConfigurableListableBeanFactory beanFactory) {
		this.properties = properties;
		this.problems = problems;
		this.beanFactory = beanFactory;
	}

	/**
	 * Return all policies by their names.
	 * @param configured the policies of properties, by their names
	 * @param beans the policies that are beans, by the names of the beans
	 * @return the valid policies, those of properties first
	 */
	Map<String, RetryPolicy> all(Map<String, RetryProperties> configured, Map<String, RetryPolicy> beans) {
		Map<String, RetryPolicy> policies = new LinkedHashMap<>();
		configured.forEach((name, retry) -> policies.put(name, policy(name, retry)));
		beans.forEach((name, policy) -> {
			if (policies.putIfAbsent(name, policy) != null) {
				this.problems
					.add(ProblemId.DUPLICATE_NAME, this.properties.origin(name, ""),
							"Retry policy '" + name + "' is declared twice: by property '"
									+ this.properties.name(name, "") + "' and by bean '" + name + "'",
							"Remove one of the two, or give it another name.");
			}
		});
		return policies;
	}

	private RetryPolicy policy(String name, RetryProperties retry) {
		if (retry.rules().isEmpty()) {
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, ""),
					"Retry policy '" + name + "' has no rules",
					"Set '" + this.properties.name(name, "rules[0].exceptions")
							+ "' and a wait, or remove the policy.");
		}
		List<RetryRule> rules = new ArrayList<>();
		for (int index = 0; index < retry.rules().size(); index++) {
			RetryRule rule = rule(new RulePlace(this.properties, this.problems, name, index), retry.rules().get(index));
			if (rule != null) {
				rules.add(rule);
			}
		}
		return new RetryPolicy(rules);
	}

	private @Nullable RetryRule rule(RulePlace place, Rule rule) {
		int before = this.problems.count();
		RetryConditions conditions = new RetryConditions(place, this.beanFactory);
		List<Class<? extends Throwable>> exceptions = conditions.exceptions(rule.exceptions());
		Predicate<Throwable> predicate = (rule.predicate() != null) ? conditions.predicate(rule.predicate(), exceptions)
				: null;
		Integer retries = rule.retries();
		if (retries != null && retries < 0) {
			place.invalid(ProblemId.UNKNOWN_VALUE, "retries", "must not be negative, but is " + retries,
					"Set zero or more, or leave out 'retries' for any number of them.");
		}
		RetryWait waiting = new RetryWaits(place).waiting(rule.waiting());
		return (this.problems.count() == before && waiting != null)
				? new RetryRule(exceptions, predicate, retries, waiting) : null;
	}

}
