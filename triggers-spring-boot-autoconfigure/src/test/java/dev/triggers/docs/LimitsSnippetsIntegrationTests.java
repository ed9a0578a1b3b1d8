package dev.triggers.docs;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.RetryAttempts;
import dev.triggers.call.RetryDecision;
import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LimitsSnippets}: what docs/limits-and-retries.md shows does what it
 * says.
 */
@ExtendWith(OutputCaptureExtension.class)
class LimitsSnippetsIntegrationTests {

	private static final MarkdownPage PAGE = MarkdownPage
		.read(MarkdownPage.ROOT.resolve("docs").resolve("limits-and-retries.md"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(LimitsSnippets.Beans.class, LimitsSnippets.Operator.class);

	@Test
	void limitsChangeAtRunTime(CapturedOutput output) {
		this.runner.run((context) -> {
			ConcurrencyGroup group = context.getBean(ConcurrencyGroups.class).find("shop.api");
			LimitsSnippets.Operator operator = context.getBean(LimitsSnippets.Operator.class);
			operator.sell();
			operator.slowDown();
			assertThat(output).contains("Sold").contains("0 active, 0 waiting");
			assertThat(group.limits()).isEqualTo(GroupLimits.rate(5, Duration.ofSeconds(1)));
		});
	}

	@Test
	void yamlSaysTheSameAsCode() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
			.withInitializer(LimitsSnippetsIntegrationTests::addYaml)
			.withBean("worthTrying", Predicate.class, () -> (failure) -> true)
			.run((yaml) -> this.runner.run((code) -> {
				assertThat(yaml.getBean(ConcurrencyGroups.class).find("shop.api").limits())
					.isEqualTo(code.getBean(ConcurrencyGroups.class).find("shop.api").limits());
				assertThat(rules(yaml.getBean(RetryPolicies.class).find("upstream")))
					.isEqualTo(rules(code.getBean(RetryPolicies.class).find("upstream")));
				assertThat(rules(yaml.getBean(RetryPolicies.class).find("nested")))
					.isEqualTo(rules(code.getBean(RetryPolicies.class).find("nested")));
			}));
	}

	private static void addYaml(ConfigurableApplicationContext context) {
		for (String block : PAGE.blocks("yaml")) {
			try {
				new YamlPropertySourceLoader()
					.load("block " + block.hashCode(), new ByteArrayResource(block.getBytes()))
					.forEach(context.getEnvironment().getPropertySources()::addLast);
			}
			catch (IOException ex) {
				throw new IllegalStateException("Not loaded: " + block, ex);
			}
		}
	}

	private static List<String> rules(@Nullable RetryPolicy policy) {
		assertThat(policy).isNotNull();
		return policy.rules().stream().map(RetryRule::toString).toList();
	}

	@Test
	void rulesNest() {
		this.runner.run((context) -> {
			RetryPolicy policy = context.getBean("nested", RetryPolicy.class);
			assertThat(waits(policy, new UnknownHostException(), new NoRouteToHostException(),
					new UnknownHostException(), new NoRouteToHostException(), new NoRouteToHostException()))
				.containsExactly("0s", "1s", "60s", "1s", "failed");
		});
	}

	@Test
	void backOffsOfSpringAreWaits() {
		this.runner.run((context) -> {
			List<String> waits = waits(context.getBean("mirrored", RetryPolicy.class),
					Stream.generate(EOFException::new).limit(11).toArray(Throwable[]::new));
			assertThat(waits).hasSize(11).startsWith("0.2s", "0.3s", "0.45s").endsWith("failed");
		});
	}

	@Test
	void predicatesSeeCauses() {
		this.runner.run((context) -> {
			RetryPolicy policy = context.getBean("wrapped", RetryPolicy.class);
			RuntimeException wrapper = new IllegalStateException(new ConnectException("refused"));
			assertThat(waits(policy, wrapper, wrapper, wrapper, wrapper)).containsExactly("1s", "1s", "2s", "failed");
			assertThat(waits(policy, new IllegalStateException("other"))).containsExactly("failed");
		});
	}

	private static List<String> waits(RetryPolicy policy, Throwable... failures) {
		RetryAttempts attempts = policy.begin(new Random(1), () -> false);
		List<String> waits = new ArrayList<>();
		for (Throwable failure : failures) {
			RetryDecision decision = attempts.next(failure);
			waits.add((decision != null) ? new BigDecimal(decision.waitTime().toMillis()).movePointLeft(3)
				.stripTrailingZeros()
				.toPlainString() + "s" : "failed");
		}
		return waits;
	}

}
