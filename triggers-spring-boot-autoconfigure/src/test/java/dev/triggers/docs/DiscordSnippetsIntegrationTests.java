package dev.triggers.docs;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link DiscordSnippets}: what docs/migration-discord.md shows does what it
 * says.
 */
@ExtendWith(OutputCaptureExtension.class)
class DiscordSnippetsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(DiscordSnippets.Cog.class, DiscordSnippets.Old.class, DiscordSnippets.Operator.class);

	@Test
	void loopWithHooksEnds(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.instances.cog.update.every=10ms").run((context) -> {
			TriggerHandle update = context.getBean(Triggers.class).get("cog.update");
			update.start();
			await().atMost(PATIENCE).until(() -> update.state() == TriggerState.COMPLETED);
			assertThat(update.iteration()).isEqualTo(5);
			assertThat(output.getOut()).containsSubsequence("before", "Updated", "Updated", "after, cancelled: false");
		});
	}

	@Test
	void handleControls(CapturedOutput output) {
		this.runner.run((context) -> {
			context.getBean(DiscordSnippets.Operator.class).control();
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("Hello WorldWorldWorld"));
			assertThat(context.getBean(Triggers.class).get("cog.greet").isRunning()).isTrue();
		});
	}

	@Test
	void handleTells(CapturedOutput output) {
		this.runner.run((context) -> {
			DiscordSnippets.Operator operator = context.getBean(DiscordSnippets.Operator.class);
			operator.inspect();
			assertThat(output).contains("is_running false", "current_loop 0", "seconds, minutes, hours PT1H30M10S",
					"17:30+02:00");
			operator.reconnect();
			assertThat(output).contains("All removed: true");
			operator.change();
			assertThat(context.getBean(Triggers.class).get("cog.update").schedule())
				.isEqualTo(Schedule.times("09:00", "17:30"));
		});
	}

	@Test
	void annotationOfTheOldHabitsIsOne(CapturedOutput output) {
		this.runner.withPropertyValues("triggers.instances.old.loop.every=10ms").run((context) -> {
			TriggerHandle loop = context.getBean(Triggers.class).get("old.loop");
			loop.start();
			await().atMost(PATIENCE).until(() -> loop.state() == TriggerState.COMPLETED);
			assertThat(output.getOut()).containsSubsequence("As before", "As before", "As before");
		});
	}

}
