package dev.triggers.autoconfigure.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import dev.triggers.cache.TriggerCacheFactory;

/**
 * Finds the beans that make the caches of a type: that with its name, or what is built
 * in. Creates none.
 *
 * @param beanFactory has the beans
 */
record CacheFactories(ConfigurableListableBeanFactory beanFactory) {

	/**
	 * Names of the beans that are built in, by type.
	 */
	private static final Map<String, String> BUILT_IN = Map.of(DeclaredGroup.CAFFEINE,
			TriggersCacheAutoConfiguration.CAFFEINE_FACTORY, DeclaredGroup.REDIS,
			TriggersCacheAutoConfiguration.REDIS_FACTORY);

	/**
	 * Return the name of the bean for a type, or {@code null} if there is none.
	 */
	@Nullable String name(String type) {
		for (String name : List.of(type, BUILT_IN.getOrDefault(type, type))) {
			if (this.beanFactory.containsBean(name) && this.beanFactory.isTypeMatch(name, TriggerCacheFactory.class)) {
				return name;
			}
		}
		return null;
	}

	/**
	 * Return whether a type is one that is built in, and no bean of the application takes
	 * its place. What it needs may be missing.
	 */
	boolean isBuiltIn(String type) {
		String name = name(type);
		return BUILT_IN.containsKey(type) && (name == null || name.equals(BUILT_IN.get(type)));
	}

	/**
	 * Return all types that there can be.
	 */
	Set<String> types() {
		Set<String> types = new LinkedHashSet<>(List.of(DeclaredGroup.CAFFEINE, DeclaredGroup.REDIS));
		for (String name : this.beanFactory.getBeanNamesForType(TriggerCacheFactory.class, true, false)) {
			if (!BUILT_IN.containsValue(name)) {
				types.add(name);
			}
		}
		return types;
	}

}
