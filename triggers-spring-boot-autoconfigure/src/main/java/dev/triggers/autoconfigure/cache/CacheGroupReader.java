package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import dev.triggers.autoconfigure.cache.TriggersCacheProperties.Defaults;
import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.cache.CacheGroupSettings;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Reads the cache groups of properties, and checks what needs no backend.
 */
final class CacheGroupReader {

	static final List<String> SETTINGS = List.of("caches[n]", "max-size", "time-to-live", "type", "serialization");

	private static final String DEFAULTS = "triggers.cache.defaults";

	private static final Log logger = LogFactory.getLog("triggers");

	private final NamedProperties properties;

	private final PropertyProblems problems;

	private final Defaults defaults;

	/**
	 * Groups by the caches that they have.
	 */
	private final Map<String, String> groupsOfCaches = new LinkedHashMap<>();

	CacheGroupReader(NamedProperties properties, PropertyProblems problems, Defaults defaults) {
		this.properties = properties;
		this.problems = problems;
		this.defaults = defaults;
	}

	/**
	 * Return the groups that are valid.
	 */
	List<DeclaredGroup> read(Map<String, CacheGroupProperties> groups) {
		boolean valid = isPositive(DEFAULTS, this.defaults.maxSize(),
				ValueOrigin.property(DEFAULTS + ".max-size", null));
		valid &= isInRange(DEFAULTS, this.defaults.timeToLive(),
				ValueOrigin.property(DEFAULTS + ".time-to-live", null));
		List<DeclaredGroup> declared = new ArrayList<>();
		for (Map.Entry<String, CacheGroupProperties> entry : groups.entrySet()) {
			int before = this.problems.count();
			check(entry.getKey(), entry.getValue(), groups);
			if (valid && this.problems.count() == before) {
				declared.add(group(entry.getKey(), entry.getValue()));
			}
		}
		return declared;
	}

	private void check(String name, CacheGroupProperties group, Map<String, CacheGroupProperties> all) {
		isPositive(subject(name), group.maxSize(), this.properties.origin(name, "max-size"));
		isInRange(subject(name), group.timeToLive(), this.properties.origin(name, "time-to-live"));
		checkCaches(name, group.caches(), all);
		if (type(group).equals(DeclaredGroup.REDIS) && group.maxSize() != null) {
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, "max-size"),
					"Cache group '" + name + "' is in Redis, but sets 'max-size' (" + group.maxSize()
							+ "): Redis limits its memory as a whole, not single caches",
					"Remove 'max-size' and set 'time-to-live', and 'maxmemory' of Redis itself.");
		}
	}

	private static String subject(String name) {
		return "cache group '" + name + "'";
	}

	private void checkCaches(String name, List<String> caches, Map<String, CacheGroupProperties> all) {
		if (caches.isEmpty()) {
			String question = NearestNames.question(name,
					all.keySet().stream().filter((other) -> !other.equals(name)).toList());
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, ""),
					"Cache group '" + name + "' has no caches",
					"Set '" + this.properties.name(name, "caches") + "' to the names of the caches of this group."
							+ (question.isEmpty() ? "" : " " + question));
		}
		for (int index = 0; index < caches.size(); index++) {
			checkCache(name, caches.get(index), this.properties.origin(name, "caches[" + index + "]"));
		}
	}

	private void checkCache(String name, String cache, ValueOrigin origin) {
		if (!StringUtils.hasText(cache)) {
			this.problems.add(ProblemId.UNKNOWN_VALUE, origin,
					"'caches' of cache group '" + name + "' has an empty name", "Remove it.");
			return;
		}
		String other = this.groupsOfCaches.putIfAbsent(cache, name);
		if (other != null && !other.equals(name)) {
			this.problems.add(ProblemId.DUPLICATE_NAME, origin, "Cache '" + cache + "' is in two groups: cache group '"
					+ other + "' and cache group '" + name + "'", "Remove it from one of the two.");
		}
	}

	private boolean isPositive(String subject, @Nullable Long maxSize, ValueOrigin origin) {
		boolean valid = maxSize == null || maxSize > 0;
		if (!valid) {
			this.problems.add(ProblemId.UNKNOWN_VALUE, origin,
					"'max-size' of " + subject + " must be at least 1, but is " + maxSize,
					"Set a positive number, or leave out 'max-size' for no limit.");
		}
		return valid;
	}

	private boolean isInRange(String subject, @Nullable Duration timeToLive, ValueOrigin origin) {
		if (timeToLive == null || CacheGroupSettings.isValid(timeToLive)) {
			return true;
		}
		this.problems.add(ProblemId.UNKNOWN_VALUE, origin,
				"'time-to-live' of " + subject + " must be between 1ms and 36500 days, but is "
						+ PropertyProblems.text(timeToLive),
				"Set a time such as 30s, 1h or 7d, or leave out 'time-to-live' for entries that live for ever.");
		return false;
	}

	private DeclaredGroup group(String name, CacheGroupProperties group) {
		String type = type(group);
		boolean limited = !type.equals(DeclaredGroup.REDIS) && !this.properties.isLifted(name, "max-size");
		boolean aging = !this.properties.isLifted(name, "time-to-live");
		Long maxSize = (group.maxSize() == null && limited) ? this.defaults.maxSize() : group.maxSize();
		Duration timeToLive = (group.timeToLive() == null && aging) ? this.defaults.timeToLive() : group.timeToLive();
		if (maxSize == null && timeToLive == null) {
			logger.warn("Cache group '" + name + "' has no limit: its entries are never removed, as neither '"
					+ this.properties.name(name, "max-size") + "' nor '" + this.properties.name(name, "time-to-live")
					+ "' is set");
		}
		return new DeclaredGroup(name, type,
				new CacheGroupSettings(maxSize, timeToLive,
						(group.serialization() != null) ? group.serialization() : this.defaults.serialization()),
				group.caches().stream().distinct().toList());
	}

	private String type(CacheGroupProperties group) {
		return StringUtils.hasText(group.type()) ? group.type().trim() : this.defaults.type();
	}

}
