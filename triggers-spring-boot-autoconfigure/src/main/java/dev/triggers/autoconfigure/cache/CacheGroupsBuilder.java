package dev.triggers.autoconfigure.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;

/**
 * Makes the cache groups of properties, or reports all that is wrong with them at once.
 */
final class CacheGroupsBuilder {

	private final NamedProperties properties;

	private final NamedProperties defaults;

	private final PropertyProblems problems = new PropertyProblems();

	private final CacheBackends backends;

	private CacheGroupsBuilder(Environment environment, ConfigurableListableBeanFactory beanFactory,
			LongSupplier nanoTime) {
		this.properties = new NamedProperties(environment, OnCacheGroupsCondition.PREFIX, "cache group",
				CacheGroupReader.SETTINGS);
		this.defaults = new NamedProperties(environment, "triggers.cache", "cache group",
				CacheGroupReader.SETTINGS.subList(1, CacheGroupReader.SETTINGS.size()))
			.only(CacheGroupReader.DEFAULTS);
		this.backends = new CacheBackends(this.properties, this.problems, beanFactory, nanoTime);
	}

	/**
	 * Make the groups, and warn about properties that mean nothing.
	 * @param bound the bound properties
	 * @param environment where they were set
	 * @param beanFactory has factories of caches, and managers
	 * @param nanoTime monotonic time in nanoseconds, by which entries grow old
	 * @return the groups
	 * @throws dev.triggers.definition.InvalidTriggerException if anything is wrong
	 */
	static CacheGroups build(TriggersCacheProperties bound, Environment environment,
			ConfigurableListableBeanFactory beanFactory, LongSupplier nanoTime) {
		CacheGroupsBuilder builder = new CacheGroupsBuilder(environment, beanFactory, nanoTime);
		builder.properties.check(CacheGroupReader.TIMES, builder.problems);
		builder.defaults.check(CacheGroupReader.TIMES, builder.problems);
		new CacheManagerCandidates(beanFactory).check(builder.problems);
		return builder.build(bound);
	}

	private CacheGroups build(TriggersCacheProperties bound) {
		CacheGroupReader reader = new CacheGroupReader(this.properties, this.problems, bound, this.backends::isRedis);
		reader.checkDefaults(this.defaults);
		Map<String, CacheGroupProperties> groups = this.properties.named(bound.groups());
		groups.forEach((name, group) -> {
			reader.check(name, group, groups.keySet());
			this.backends.check(name, bound.type(group), group.caches());
		});
		this.problems.throwIfAny();
		// some backends may be connected to now
		List<CacheGroup> created = new ArrayList<>();
		groups.forEach((name, group) -> created.add(this.backends.create(reader.group(name, group))));
		this.problems.throwIfAny();
		return new CacheGroups(created);
	}

}
