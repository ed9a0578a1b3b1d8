package dev.triggers.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheAutoConfiguration;
import dev.triggers.autoconfigure.cache.TriggersCacheKeysAutoConfiguration;
import dev.triggers.cache.CacheGroup;
import dev.triggers.cache.CacheGroups;
import dev.triggers.cache.CacheSerialization;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheSnippets}: what docs/caches.md shows does what it says.
 */
class CacheSnippetsTests {

	private static final List<String> YAML = MarkdownPage.read(MarkdownPage.ROOT.resolve("docs").resolve("caches.md"))
		.blocks("yaml");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class, CacheAutoConfiguration.class,
				DataRedisAutoConfiguration.class, TriggersCacheAutoConfiguration.class,
				TriggersCacheKeysAutoConfiguration.class))
		.withUserConfiguration(CacheSnippets.Beans.class)
		.withPropertyValues("spring.cache.type=caffeine");

	private ApplicationContextRunner yaml(int block) {
		return this.runner.withInitializer((context) -> addYaml(context, YAML.get(block)));
	}

	private static void addYaml(ConfigurableApplicationContext context, String block) {
		try {
			new YamlPropertySourceLoader().load("block", new ByteArrayResource(block.getBytes()))
				.forEach(context.getEnvironment().getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Not loaded: " + block, ex);
		}
	}

	@Test
	void cacheIsUsedAndKeptWarm() {
		yaml(0).withUserConfiguration(CacheSnippets.Players.class, CacheSnippets.Scores.class).run((context) -> {
			CacheSnippets.Players players = context.getBean(CacheSnippets.Players.class);
			assertThat(players.find("#2PP").version()).isOne();
			assertThat(players.find("#2PP").version()).isOne();
			context.getBean(Triggers.class).get("players.refresh").fire().join();
			assertThat(players.find("#2PP").version()).isEqualTo(2);
			assertThat(context.getBean(CacheSnippets.Scores.class).ranks())
				.isSameAs(context.getBean(CacheGroups.class).cache("ranks"));
		});
	}

	@Test
	void emptyValueLiftsADefault() {
		yaml(1).run((context) -> {
			CacheGroups groups = context.getBean(CacheGroups.class);
			assertThat(groups).extracting(CacheGroup::name).containsExactly("clan", "static");
			assertThat(groups).extracting((group) -> group.settings().timeToLive())
				.containsExactly(Duration.ofHours(1), null);
			assertThat(groups).extracting((group) -> group.settings().maxSize()).containsOnly(1024L);
		});
	}

	@Test
	void groupIsInRedis() {
		yaml(2).run((context) -> assertThat(context.getBean(CacheGroups.class)).singleElement().satisfies((group) -> {
			assertThat(group.type()).isEqualTo("redis");
			assertThat(group.settings().serialization()).isEqualTo(CacheSerialization.JSON);
		}));
	}

	@Test
	void groupIsInABackendOfItsOwn() {
		yaml(3).run((context) -> assertThat(context.getBean(CacheGroups.class)).singleElement()
			.extracting(CacheGroup::type)
			.isEqualTo("maps"));
	}

}
