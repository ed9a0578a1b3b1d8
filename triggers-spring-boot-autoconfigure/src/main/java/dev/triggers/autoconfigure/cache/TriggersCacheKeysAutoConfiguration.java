package dev.triggers.autoconfigure.cache;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;

import dev.triggers.cache.CacheKeys;

/**
 * Auto-configuration for the keys of caches, whether they are in groups or not.
 *
 * @since 1.0.0
 */
@AutoConfiguration(after = TriggersCacheAutoConfiguration.class,
		afterName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnSingleCandidate(CacheManager.class)
public final class TriggersCacheKeysAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "cacheKeys", search = SearchStrategy.CURRENT)
	CacheKeys cacheKeys(ObjectProvider<CacheManager> cacheManager) {
		// a lazy manager stays so
		return new CacheKeys(cacheManager::getObject);
	}

}
