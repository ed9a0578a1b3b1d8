package dev.triggers.autoconfigure.aot;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheKeysAutoConfiguration;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with cache groups that is processed ahead of time.
 */
class CacheAotIntegrationTests {

	private static GenericApplicationContext context() {
		GenericApplicationContext context = new GenericApplicationContext();
		TestPropertyValues
			.of("triggers.cache.groups.player.caches=players, ranks", "triggers.cache.groups.player.max-size=100")
			.applyTo(context);
		return context;
	}

	private static TestGenerationContext process() {
		GenericApplicationContext context = context();
		new AnnotatedBeanDefinitionReader(context).register(ApplicationConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		return generation;
	}

	@Test
	@CompileWithForkedClassLoader
	@SuppressWarnings("unchecked")
	void cachesAreThereAsTheyAreWithout() {
		TestCompiler.forSystem().with(process()).compile((compiled) -> {
			try (GenericApplicationContext context = context()) {
				// settings are those of the run
				TestPropertyValues.of("triggers.cache.groups.player.max-size=7").applyTo(context);
				compiled.getInstance(ApplicationContextInitializer.class).initialize(context);
				context.refresh();
				CacheGroups groups = context.getBean(CacheGroups.class);
				assertThat(groups).singleElement().extracting((group) -> group.settings().maxSize()).isEqualTo(7L);
				Players players = context.getBean(Players.class);
				players.cache().put("#2PP", "old");
				assertThat(context.getBean(Triggers.class).get("players.refresh").fire().join().counts().ok()).isOne();
				assertThat(context.getBean(CacheManager.class).getCache("players").get("#2PP", String.class))
					.isEqualTo("new");
			}
		});
	}

	@Test
	void keysOfExpressionsCanBeAsked() {
		assertThat(process().getRuntimeHints()).matches(RuntimeHintsPredicates.reflection()
			.onType(CacheKeys.class)
			.withMemberCategory(MemberCategory.INVOKE_PUBLIC_METHODS));
	}

	/**
	 * What is cached.
	 */
	static class Players {

		private final Cache cache;

		Players(Cache cache) {
			this.cache = cache;
		}

		Cache cache() {
			return this.cache;
		}

		@IntervalTrigger(name = "players.refresh", every = "1h", manual = true,
				iterArgs = "#{@cacheKeys.of('players')}")
		@CachePut("players")
		String refresh(String tag) {
			return "new";
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	@ImportAutoConfiguration({ TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
			TriggersCacheAutoConfiguration.class, TriggersCacheKeysAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		Players players(@Qualifier("players") Cache cache, @Qualifier("ranks") Cache ranks) {
			assertThat(List.of(cache.getName(), ranks.getName())).containsExactly("players", "ranks");
			return new Players(cache);
		}

	}

}
