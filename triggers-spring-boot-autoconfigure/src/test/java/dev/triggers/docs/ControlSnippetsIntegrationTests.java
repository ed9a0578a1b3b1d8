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
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ControlSnippets}: what docs/control.md shows does what it says.
 */
@ExtendWith(OutputCaptureExtension.class)
class ControlSnippetsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withUserConfiguration(ControlSnippets.Beans.class, ControlSnippets.Orders.class, ControlSnippets.Feed.class,
				ControlSnippets.Operator.class, ControlSnippets.Shop.class);

	@Test
	void handleControlsAndTells() {
		this.runner.run((context) -> {
			ControlSnippets.Operator operator = context.getBean(ControlSnippets.Operator.class);
			TriggerHandle sync = context.getBean(Triggers.class).get("orders.sync");
			operator.control();
			assertThat(sync.state()).isEqualTo(TriggerState.STOPPED);
			operator.inspect();
			operator.change();
			assertThat(sync.schedule()).isEqualTo(sync.definition().schedule());
			assertThat(operator.unload()).isTrue();
			assertThat(context.getBean(Triggers.class).find("orders.sync")).isNull();
		});
	}

	@Test
	void onlyWhatFailedIsRepeated() {
		this.runner.run((context) -> {
			TriggerHandle sync = context.getBean(Triggers.class).get("orders.sync");
			context.getBean(ControlSnippets.Operator.class).repeat();
			await().atMost(PATIENCE).untilAsserted(() -> {
				Execution last = sync.lastExecution();
				assertThat(last.firing().cause()).isEqualTo(Cause.RETRY);
				assertThat(last.counts().total()).isOne();
			});
			assertThat(sync.state()).isEqualTo(TriggerState.IDLE);
		});
	}

	@Test
	void argumentsGoToTheCalls(CapturedOutput output) {
		this.runner.run((context) -> {
			context.getBean(ControlSnippets.Operator.class).startWithArguments();
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("smith has more than 100 orders"));
		});
	}

	@Test
	void hooksAreCalledOnce(CapturedOutput output) {
		this.runner.run((context) -> {
			TriggerHandle feed = context.getBean(Triggers.class).get("feed.read");
			context.getBean(ControlSnippets.Operator.class).reconnect();
			feed.start();
			await().atMost(PATIENCE).until(() -> feed.lastExecution() != null);
			feed.stop();
			assertThat(feed.await(PATIENCE)).isTrue();
			assertThat(output).containsOnlyOnce("Ended after 1 executions");
		});
	}

	@Test
	void specsHaveHooks(CapturedOutput output) {
		this.runner.run((context) -> {
			TriggerHandle count = context.getBean(Triggers.class).get("count");
			count.start();
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(output).contains("Counted"));
			count.stop();
			assertThat(count.await(PATIENCE)).isTrue();
			assertThat(context.getBean(ControlSnippets.Shop.class).open).isFalse();
		});
	}

	@Test
	void nothingIsExecutedIfTheBeforeHookStops(CapturedOutput output) {
		this.runner.run((context) -> {
			TriggerHandle feed = context.getBean(Triggers.class).get("feed.read");
			context.getBean(ControlSnippets.Shop.class).open.set(false);
			feed.start();
			assertThat(feed.await(PATIENCE)).isTrue();
			assertThat(feed.state()).isEqualTo(TriggerState.STOPPED);
			assertThat(output).containsOnlyOnce("Ended after 0 executions");
		});
	}

	@Test
	void pendingResultsAreWaitedFor() {
		this.runner.run((context) -> {
			Execution execution = context.getBean(Triggers.class).get("orders.archive").fire().get();
			assertThat(execution.counts().ok()).isEqualTo(2);
		});
	}

}
