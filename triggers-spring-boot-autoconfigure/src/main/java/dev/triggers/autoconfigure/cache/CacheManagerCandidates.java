package dev.triggers.autoconfigure.cache;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.cache.CacheManager;

import dev.triggers.autoconfigure.named.PropertyProblems;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Finds the cache manager that whoever injects one, or names none in {@code @Cacheable},
 * gets. Creates no bean.
 *
 * @param beanFactory has the managers
 */
record CacheManagerCandidates(ConfigurableListableBeanFactory beanFactory) {

	private static final Log logger = LogFactory.getLog("triggers");

	/**
	 * Return whether a bean is the default manager.
	 * @param name name of the bean
	 */
	boolean isDefault(String name) {
		List<String> candidates = candidates();
		return candidates.size() == 1 && candidates.get(0).equals(name);
	}

	/**
	 * Report if nobody can tell which manager is the default one.
	 */
	void check(PropertyProblems problems) {
		List<String> candidates = candidates();
		if (candidates.size() == 1 && definition(candidates.get(0)) == null) {
			logger
				.warn("Cache manager '" + candidates.get(0) + "' does not have the caches of groups: it was registered "
						+ "as an object, which no post-processor sees");
		}
		if (candidates.size() > 1) {
			problems.add(ProblemId.CONFLICT, ValueOrigin.CODE,
					"There are several cache managers, and none is the default one that could have the caches of groups: "
							+ NearestNames.quote(candidates, ", "),
					"Mark one of them as @Primary, also if a CachingConfigurer names it, or the others with "
							+ "@Bean(defaultCandidate = false).");
		}
	}

	private List<String> candidates() {
		List<String> names = Stream.of(this.beanFactory.getBeanNamesForType(CacheManager.class, true, false))
			.filter((name) -> matches(name, CacheManagerCandidates::isCandidate, true))
			.toList();
		List<String> primary = matching(names, BeanDefinition::isPrimary);
		List<String> regular = matching(names, (definition) -> !definition.isFallback());
		if (!primary.isEmpty()) {
			return primary;
		}
		return regular.isEmpty() ? names : regular;
	}

	private static boolean isCandidate(BeanDefinition definition) {
		return definition.isAutowireCandidate()
				&& (!(definition instanceof AbstractBeanDefinition bean) || bean.isDefaultCandidate());
	}

	private List<String> matching(List<String> names, Predicate<BeanDefinition> condition) {
		return names.stream().filter((name) -> matches(name, condition, false)).toList();
	}

	private boolean matches(String name, Predicate<BeanDefinition> condition, boolean unknown) {
		BeanDefinition definition = definition(name);
		return (definition != null) ? condition.test(definition) : unknown;
	}

	private @Nullable BeanDefinition definition(String name) {
		return this.beanFactory.containsBeanDefinition(name) ? this.beanFactory.getMergedBeanDefinition(name) : null;
	}

}
