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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExMachinaSnippets}: the annotation of docs/migration-exmachina.md has
 * the habits that the page says it has.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExMachinaSnippetsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(ExMachinaSnippets.Old.class);

	@Test
	void emitWithoutIntervalRunsBackToBack(CapturedOutput output) {
		this.runner.run((context) -> {
			TriggerHandle three = context.getBean(Triggers.class).get("three");
			three.start();
			assertThat(three.await(PATIENCE)).isTrue();
			assertThat(three.state()).isEqualTo(TriggerState.COMPLETED);
			assertThat(output.getOut()).containsSubsequence("Epoch 1, 2 more", "Epoch 2, 1 more", "Epoch 3, 0 more");
		});
	}

	@Test
	void errorEndsTheEmit() {
		this.runner.run((context) -> {
			TriggerHandle failing = context.getBean(Triggers.class).get("failing");
			failing.start();
			assertThat(failing.await(PATIENCE)).isTrue();
			assertThat(failing.state()).isEqualTo(TriggerState.FAILED);
			assertThat(failing.iteration()).isOne();
		});
	}

}
