package dev.triggers.autoconfigure.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;

/**
 * Makes the concurrency groups of properties, and puts them together with those that are
 * beans.
 */
final class GroupSettings {

	static final String PREFIX = "triggers.groups";

	static final List<String> SETTINGS = List.of("concurrent-calls", "calls-per-period", "period");

	static final List<String> TIMES = List.of("period");

	private static final Log logger = LogFactory.getLog("triggers");

	private final NamedProperties properties;

	private final PropertyProblems problems;

	GroupSettings(NamedProperties properties, PropertyProblems problems) {
		this.properties = properties;
		this.problems = problems;
	}

	/**
	 * Return all groups.
	 * @param configured the groups of properties, by their names
	 * @param beans the groups that are beans, by the names of the beans
	 * @return the valid groups, those of properties first
	 */
	List<ConcurrencyGroup> all(Map<String, GroupProperties> configured, Map<String, ConcurrencyGroup> beans) {
		List<ConcurrencyGroup> groups = new ArrayList<>();
		configured.forEach((name, group) -> {
			GroupLimits limits = limits(name, group);
			if (limits != null) {
				groups.add(new ConcurrencyGroup(name, limits));
			}
		});
		Map<String, String> places = new LinkedHashMap<>();
		configured.keySet().forEach((name) -> places.put(name, "property '" + this.properties.name(name, "") + "'"));
		beans.forEach((bean, group) -> {
			String other = places.putIfAbsent(group.name(), "bean '" + bean + "'");
			if (other == null) {
				groups.add(group);
			}
			else {
				this.problems.add(
						ProblemId.DUPLICATE_NAME, origin(configured, group.name()), "Concurrency group '" + group.name()
								+ "' is declared twice: by " + other + " and by bean '" + bean + "'",
						"Remove one of the two, or give it another name.");
			}
		});
		return groups;
	}

	private ValueOrigin origin(Map<String, GroupProperties> configured, String name) {
		return configured.containsKey(name) ? this.properties.origin(name, "") : ValueOrigin.CODE;
	}

	private @Nullable GroupLimits limits(String name, GroupProperties group) {
		int before = this.problems.count();
		checkPositive(name, "concurrent-calls", group.concurrentCalls());
		checkPositive(name, "calls-per-period", group.callsPerPeriod());
		checkPeriod(name, group.period());
		checkTogether(name, group.callsPerPeriod(), group.period());
		if (this.problems.count() > before) {
			return null;
		}
		GroupLimits limits = new GroupLimits(group.concurrentCalls(), group.callsPerPeriod(), group.period());
		if (limits.equals(GroupLimits.unlimited())) {
			logger.warn("Concurrency group '" + name + "' has no limit: neither '"
					+ this.properties.name(name, "concurrent-calls") + "' nor '"
					+ this.properties.name(name, "calls-per-period") + "' is set");
		}
		return limits;
	}

	private void checkPositive(String name, String setting, @Nullable Integer calls) {
		if (calls != null && calls <= 0) {
			this.problems.add(ProblemId.UNKNOWN_VALUE, this.properties.origin(name, setting),
					"'" + setting + "' of concurrency group '" + name + "' must be at least 1, but is " + calls,
					"Set a positive number, or leave out '" + setting + "' for no such limit.");
		}
	}

	private void checkPeriod(String name, @Nullable Duration period) {
		if (period == null) {
			return;
		}
		try {
			GroupLimits.rate(1, period);
		}
		catch (IllegalArgumentException ex) {
			this.problems.add(
					ProblemId.UNKNOWN_VALUE, this.properties.origin(name, "period"), "Concurrency group '" + name
							+ "' is not valid: " + ex.getMessage() + ", but is " + PropertyProblems.text(period),
					"Set a period such as 1s, 1m or 24h.");
		}
	}

	private void checkTogether(String name, @Nullable Integer calls, @Nullable Duration period) {
		if (calls != null && period == null) {
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, "calls-per-period"),
					"Concurrency group '" + name + "' sets 'calls-per-period' (" + calls + ") without 'period'",
					"Set '" + this.properties.name(name, "period") + "', for example to 1s.");
		}
		if (calls == null && period != null) {
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, "period"),
					"Concurrency group '" + name + "' sets 'period' (" + PropertyProblems.text(period)
							+ ") without 'calls-per-period'",
					"Set '" + this.properties.name(name, "calls-per-period")
							+ "' to the number of calls that may start in a period, or remove 'period'.");
		}
	}

}
