package dev.triggers.autoconfigure.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

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

	static final List<String> TIMES = List.of("time-to-live");

	static final String DEFAULTS = "defaults";

	private static final Log logger = LogFactory.getLog("triggers");

	private final NamedProperties properties;

	private final PropertyProblems problems;

	private final TriggersCacheProperties bound;

	private final Predicate<String> isRedis;

	/**
	 * Groups by the caches that they have.
	 */
	private final Map<String, String> groupsOfCaches = new LinkedHashMap<>();

	CacheGroupReader(NamedProperties properties, PropertyProblems problems, TriggersCacheProperties bound,
			Predicate<String> isRedis) {
		this.properties = properties;
		this.problems = problems;
		this.bound = bound;
		this.isRedis = isRedis;
	}

	/**
	 * Report what is wrong with the defaults of all groups.
	 * @param origins where they were set
	 */
	void checkDefaults(NamedProperties origins) {
		checkMaxSize(origins.subject(DEFAULTS), this.bound.defaults().maxSize(), origins.origin(DEFAULTS, "max-size"));
		checkTimeToLive(origins.subject(DEFAULTS), this.bound.defaults().timeToLive(),
				origins.origin(DEFAULTS, "time-to-live"));
	}

	/**
	 * Report what is wrong with a group.
	 * @param name name of the group
	 * @param group the group
	 * @param all names of all groups
	 */
	void check(String name, CacheGroupProperties group, Collection<String> all) {
		checkMaxSize(this.properties.subject(name), group.maxSize(), this.properties.origin(name, "max-size"));
		checkTimeToLive(this.properties.subject(name), group.timeToLive(),
				this.properties.origin(name, "time-to-live"));
		checkCaches(name, group.caches(), all);
		if (this.isRedis.test(this.bound.type(group)) && group.maxSize() != null) {
			this.problems.add(ProblemId.CONTRADICTION, this.properties.origin(name, "max-size"),
					"Cache group '" + name + "' is in Redis, but sets 'max-size' (" + group.maxSize()
							+ "): Redis limits its memory as a whole, not single caches",
					"Remove 'max-size' and set 'time-to-live', and 'maxmemory' of Redis itself.");
		}
	}

	private void checkCaches(String name, List<String> caches, Collection<String> all) {
		if (caches.isEmpty()) {
			String question = NearestNames.question(name, all.stream().filter((other) -> !other.equals(name)).toList());
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

	private void checkMaxSize(String subject, @Nullable Long maxSize, ValueOrigin origin) {
		if (maxSize != null && maxSize <= 0) {
			this.problems.add(ProblemId.UNKNOWN_VALUE, origin,
					"'max-size' of " + subject + " must be at least 1, but is " + maxSize,
					"Set a positive number, or leave out 'max-size' for no limit.");
		}
	}

	private void checkTimeToLive(String subject, @Nullable Duration timeToLive, ValueOrigin origin) {
		if (timeToLive != null && !CacheGroupSettings.isValid(timeToLive)) {
			this.problems.add(ProblemId.UNKNOWN_VALUE, origin,
					"'time-to-live' of " + subject + " must be between 1ms and 36500 days, but is "
							+ PropertyProblems.text(timeToLive),
					"Set a time such as 30s, 1h or 7d, or leave out 'time-to-live' for entries that live for ever.");
		}
	}

	/**
	 * Return a group that is valid, with the defaults that hold for it.
	 */
	DeclaredGroup group(String name, CacheGroupProperties group) {
		String type = this.bound.type(group);
		boolean redis = this.isRedis.test(type);
		boolean limited = !redis && !this.properties.isLifted(name, "max-size");
		boolean aging = !this.properties.isLifted(name, "time-to-live");
		Long maxSize = (group.maxSize() == null && limited) ? this.bound.defaults().maxSize() : group.maxSize();
		Duration timeToLive = (group.timeToLive() == null && aging) ? this.bound.defaults().timeToLive()
				: group.timeToLive();
		if (maxSize == null && timeToLive == null) {
			String missing = "'" + this.properties.name(name, "time-to-live") + "'";
			logger.warn("Cache group '" + name + "' has no limit: its entries are never removed, as "
					+ (redis ? missing + " is not set"
							: "neither '" + this.properties.name(name, "max-size") + "' nor " + missing + " is set"));
		}
		return new DeclaredGroup(
				name, type, new CacheGroupSettings(maxSize, timeToLive, (group.serialization() != null)
						? group.serialization() : this.bound.defaults().serialization()),
				group.caches().stream().distinct().toList());
	}

}
