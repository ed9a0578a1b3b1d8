package dev.triggers.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadmeSnippets}: what README.md shows works together, with the
 * properties that it and docs/configuration.md show.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadmeSnippetsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(ReadmeSnippets.Beans.class, ReadmeSnippets.ExchangeRates.class,
				ReadmeSnippets.Books.class, ReadmeSnippets.Operator.class)
		.withPropertyValues("triggers.groups.bank.concurrent-calls=1",
				"triggers.retry.bank.rules[0].exceptions=java.io.IOException",
				"triggers.retry.bank.rules[0].wait.fixed=1s");

	@Test
	void declareTheTriggersThatTheyShow() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Triggers.class)).extracting(TriggerHandle::name)
				.containsExactlyInAnyOrder("exchangeRates.refresh", "books.close", "books.audit", "books.exchange",
						"books.summarize", "books.check", "warm-up");
			context.getBean(ReadmeSnippets.Operator.class).operate();
		});
	}

	@Test
	void propertiesOfTheReadmeApply(CapturedOutput output) {
		withYaml("README.md").run((context) -> {
			Triggers triggers = context.getBean(Triggers.class);
			assertThat(triggers.find("books.close")).isNull();
			assertThat(triggers.get("exchangeRates.refresh").definition().work().concurrency()).isEqualTo(4);
			assertThat(triggers.get("exchangeRates.refresh").definition().schedule()).isEqualTo(Schedule.every("1m"));
			assertThat(context.getBean(ConcurrencyGroups.class).find("bank").limits())
				.isEqualTo(new GroupLimits(8, 20, Duration.ofSeconds(1)));
			assertThat(context.getBean(RetryPolicies.class).find("bank").rules())
				.hasToString("[IOException: 5 retries, exponential jitter from 1s up to 1m]");
			assertThat(output).doesNotContain("TRG-");
		});
	}

	@Test
	void propertiesOfThePageAboutConfigurationApply(CapturedOutput output) {
		ApplicationContextRunner withBeans = withYaml("docs/configuration.md").withBean("worthTrying", Predicate.class,
				() -> (failure) -> true);
		withBeans.run((context) -> {
			Triggers triggers = context.getBean(Triggers.class);
			assertThat(triggers.find("books.exchange")).isNull();
			assertThat(triggers.get("books.close").definition().schedule()).asString().contains("0 4 * * MON-FRI");
			assertThat(output).doesNotContain("TRG-");
		});
	}

	private ApplicationContextRunner withYaml(String page) {
		List<String> blocks = MarkdownPage.read(MarkdownPage.ROOT.resolve(page)).blocks("yaml");
		return this.runner.withInitializer((context) -> blocks
			.forEach((block) -> load(block).forEach(context.getEnvironment().getPropertySources()::addFirst)));
	}

	private static List<PropertySource<?>> load(String block) {
		try {
			ByteArrayResource resource = new ByteArrayResource(block.getBytes(StandardCharsets.UTF_8));
			return new YamlPropertySourceLoader().load(block, resource);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
