package dev.triggers.autoconfigure.cache;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

import dev.triggers.autoconfigure.named.MissingUnits;
import dev.triggers.autoconfigure.named.NamedProperties;
import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;

/**
 * Makes the cache groups of properties, or reports all that is wrong with them at once.
 */
final class CacheSettings {

	private static final Log logger = LogFactory.getLog("triggers");

	private final NamedProperties properties;

	private final PropertyProblems problems;

	private final CacheGroupReader reader;

	private final CacheBackends backends;

	private CacheSettings(TriggersCacheProperties.Defaults defaults, Environment environment,
			ConfigurableListableBeanFactory beanFactory, LongSupplier nanoTime) {
		this.problems = new PropertyProblems();
		this.properties = new NamedProperties(environment, OnCacheGroupsCondition.PREFIX, "cache group",
				CacheGroupReader.SETTINGS);
		this.reader = new CacheGroupReader(this.properties, this.problems, defaults);
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
	static CacheGroups read(TriggersCacheProperties bound, Environment environment,
			ConfigurableListableBeanFactory beanFactory, LongSupplier nanoTime) {
		CacheSettings settings = new CacheSettings(bound.defaults(), environment, beanFactory, nanoTime);
		// a misspelt property may be why something is not valid
		settings.properties.unknown().forEach(logger::warn);
		new MissingUnits(environment, settings.problems).check(settings.properties);
		new MissingUnits(environment, settings.problems)
			.check(new NamedProperties(environment, "triggers.cache", "all cache groups:", List.of()));
		new DefaultCacheManager(beanFactory).check(settings.problems);
		return settings.read(NamedProperties.named(bound.groups()));
	}

	private CacheGroups read(Map<String, CacheGroupProperties> bound) {
		List<DeclaredGroup> declared = this.reader.read(bound);
		declared.forEach(this.backends::check);
		this.problems.throwIfAny();
		// some backends may be connected to now
		List<CacheGroup> groups = declared.stream().map(this.backends::create).filter(Objects::nonNull).toList();
		this.problems.throwIfAny();
		return new CacheGroups(groups);
	}

}
