package dev.triggers.autoconfigure.cache;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

import dev.triggers.cache.CacheKeys;
import dev.triggers.cache.NoSuchCacheException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggersCacheKeysAutoConfiguration}.
 */
class TriggersCacheKeysAutoConfigurationTests {

	private final ApplicationContextRunner plain = CacheRunners.plain();

	private final ApplicationContextRunner runner = CacheRunners.withGroup();

	@Test
	void methodsAreCached() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withBean(CacheRunners.Players.class)
			.run((context) -> {
				CacheRunners.Players players = context.getBean(CacheRunners.Players.class);
				assertThat(players.find("#2PP")).isEqualTo("#2PP 1");
				assertThat(players.find("#2PP")).isEqualTo("#2PP 1");
				assertThat(players.findLater("#8UL").join()).isEqualTo("#8UL 2");
				assertThat(players.findLater("#8UL").join()).isEqualTo("#8UL 2");
				assertThat(context.getBean(CacheKeys.class).of("players")).extracting(Object::toString)
					.containsExactlyInAnyOrder("#2PP", "#8UL");
			});
	}

	@Test
	void lazyManagerStaysSoWithoutGroups() {
		AtomicInteger created = new AtomicInteger();
		this.plain.withBean("mine", CacheManager.class, () -> {
			created.incrementAndGet();
			return new ConcurrentMapCacheManager();
		}, (definition) -> definition.setLazyInit(true)).run((context) -> {
			assertThat(context).hasSingleBean(CacheKeys.class);
			assertThat(created).hasValue(0);
		});
	}

	@Test
	void nothingHasKeysWhereCachingIsSwitchedOff() {
		this.runner.withUserConfiguration(CacheRunners.CachingConfiguration.class)
			.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat((Collection<?>) context.getBean(CacheKeys.class).of("players")).isEmpty());
	}

	@Test
	void keysOfUnknownCacheAreRefused() {
		this.runner.run((context) -> assertThatExceptionOfType(NoSuchCacheException.class)
			.isThrownBy(() -> context.getBean(CacheKeys.class).of("playrs"))
			.withMessage("There is no cache 'playrs'; did you mean 'players'?"));
	}

	@Test
	void keysOfTheApplicationStay() {
		this.runner.withBean("cacheKeys", String.class, () -> "mine")
			.run((context) -> assertThat(context.getBean("cacheKeys")).isEqualTo("mine"));
	}

}
