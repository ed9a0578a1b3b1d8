package dev.triggers.discovery.attribute;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.discovery.problem.Problems;
import dev.triggers.naming.NearestNames;

/**
 * Attributes that name limits and retries of calls. Which there are is asked for only if
 * an attribute names any.
 *
 * @param beanFactory has the groups and policies
 * @since 1.0.0
 */
public record CallAttributes(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Return the groups and the policy that a declaration names.
	 * @param attributes the attributes of the declaration
	 * @param problems gets what is wrong with any of them
	 * @return those that exist
	 */
	public CallReferences read(Attributes attributes, Problems problems) {
		Attribute groups = problems.attempt(() -> attributes.find("groups"));
		Set<String> names = new LinkedHashSet<>();
		if (groups != null) {
			groups.texts()
				.stream()
				.map((text) -> problems.attempt(() -> group(attributes, groups, text)))
				.filter(Objects::nonNull)
				.forEach(names::add);
		}
		return new CallReferences(List.copyOf(names), problems.attempt(() -> retry(attributes)));
	}

	private String group(Attributes attributes, Attribute groups, String text) {
		Place place = attributes.place(groups, text, 0, text.length());
		if (text.isBlank()) {
			throw attributes.invalid(ProblemId.UNKNOWN_VALUE, groups.only(text), place,
					"'groups' of " + attributes.owner() + " has an empty name",
					"Remove it, or write the name of a concurrency group.");
		}
		String name = text.trim();
		Set<String> existing = groups();
		if (!existing.contains(name)) {
			throw attributes.invalid(ProblemId.BEAN, groups.only(text), place,
					"'groups' of " + attributes.owner() + " names concurrency group '" + name
							+ "', which does not exist",
					existing.isEmpty()
							? declare("triggers.groups." + name + ".concurrent-calls' or 'triggers.groups." + name
									+ ".calls-per-period", ConcurrencyGroup.class, "groups")
							: choose(name, "Concurrency groups", existing));
		}
		return name;
	}

	private Set<String> groups() {
		Set<String> names = new LinkedHashSet<>();
		this.beanFactory.getBeanProvider(ConcurrencyGroups.class)
			.ifAvailable((groups) -> groups.forEach((group) -> names.add(group.name())));
		return names;
	}

	private @Nullable String retry(Attributes attributes) {
		Attribute retry = attributes.find("retry");
		if (retry == null) {
			return null;
		}
		String name = retry.text().trim();
		RetryPolicies policies = this.beanFactory.getBeanProvider(RetryPolicies.class).getIfAvailable();
		Set<String> existing = (policies != null) ? policies.names() : Set.of();
		if (!existing.contains(name)) {
			throw unknownPolicy(attributes, retry, name, existing);
		}
		return name;
	}

	private InvalidTriggerException unknownPolicy(Attributes attributes, Attribute retry, String name,
			Set<String> existing) {
		boolean foreign = this.beanFactory.containsBean(name)
				&& this.beanFactory.isTypeMatch(name, org.springframework.core.retry.RetryPolicy.class);
		if (foreign) {
			return attributes.invalid(ProblemId.BEAN, retry,
					"'retry' of " + attributes.owner() + " names bean '" + name
							+ "', which is Spring's org.springframework.core.retry.RetryPolicy, not a "
							+ RetryPolicy.class.getName(),
					declare("triggers.retry." + name + ".rules", RetryPolicy.class, "retry"));
		}
		return attributes.invalid(ProblemId.BEAN, retry,
				"'retry' of " + attributes.owner() + " names retry policy '" + name + "', which does not exist",
				existing.isEmpty() ? declare("triggers.retry." + name + ".rules", RetryPolicy.class, "retry")
						: choose(name, "Retry policies", existing));
	}

	private static String declare(String property, Class<?> type, String attribute) {
		return "Set '" + property + "', declare a bean of type " + type.getName() + ", or remove '" + attribute + "'.";
	}

	private static String choose(String name, String kind, Collection<String> existing) {
		String question = NearestNames.question(name, existing);
		return (question.isEmpty() ? "" : question + " ") + kind + ": " + NearestNames.quote(existing, ", ") + ".";
	}

}
