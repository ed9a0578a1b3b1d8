package dev.triggers.autoconfigure.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;

/**
 * Applications that the tests of cache groups share.
 */
final class CacheRunners {

	private CacheRunners() {
	}

	/**
	 * Return an application without groups.
	 */
	static ApplicationContextRunner plain() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
					TriggersCacheAutoConfiguration.class, TriggersCacheKeysAutoConfiguration.class));
	}

	/**
	 * Return an application whose group {@code player} has the cache {@code players}.
	 */
	static ApplicationContextRunner withGroup() {
		return plain().withPropertyValues("triggers.cache.groups.player.caches=players",
				"triggers.cache.groups.player.max-size=100", "triggers.cache.groups.player.time-to-live=1h");
	}

	/**
	 * Caching of Spring.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

	/**
	 * What is cached.
	 */
	static class Players {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("players")
		String find(String tag) {
			return tag + " " + this.calls.incrementAndGet();
		}

		@Cacheable("players")
		CompletableFuture<String> findLater(String tag) {
			return CompletableFuture.completedFuture(find(tag));
		}

	}

}
