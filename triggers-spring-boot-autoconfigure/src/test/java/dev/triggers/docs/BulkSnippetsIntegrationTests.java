package dev.triggers.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link BulkSnippets}: what docs/bulk.md shows does what it says.
 */
@ExtendWith(OutputCaptureExtension.class)
class BulkSnippetsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final List<String> articles = IntStream.range(0, 1000).mapToObj(String::valueOf).toList();

	private final Queue<String> away = new ConcurrentLinkedQueue<>();

	private final BulkSnippets.Supplier supplier = new BulkSnippets.Supplier(this.away);

	@TempDir
	private Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void writeArticles() throws IOException {
		Path file = Files.write(this.directory.resolve("articles"), this.articles);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
			.withBean(BulkSnippets.Articles.class, () -> new BulkSnippets.Articles(file))
			.withBean(BulkSnippets.Supplier.class, () -> this.supplier)
			.withUserConfiguration(BulkSnippets.Beans.class, BulkSnippets.Stock.class, BulkSnippets.Operator.class);
	}

	@Test
	void onlyWhatFailedIsRepeated() {
		this.away.addAll(this.articles.subList(100, 140));
		this.runner.run((context) -> {
			Execution execution = context.getBean(BulkSnippets.Operator.class).repeat();
			assertThat(execution.firing().cause()).isEqualTo(Cause.RETRY);
			assertThat(execution.counts().total()).isEqualTo(40);
			assertThat(execution.counts().ok()).isEqualTo(40);
			assertThat(this.supplier.refreshed).containsExactlyInAnyOrderElementsOf(this.articles);
		});
	}

	@Test
	void pendingResultsAreWaitedFor() {
		this.runner.run((context) -> {
			Execution execution = context.getBean(Triggers.class).get("stock.publish").fire().get();
			assertThat(execution.counts().ok()).isEqualTo(1000);
			assertThat(this.supplier.refreshed).containsExactlyInAnyOrderElementsOf(this.articles);
		});
	}

	@Test
	void specSpreadsAStream() {
		this.runner.run((context) -> {
			Execution execution = context.getBean(Triggers.class).get("stocktaking").fire().get();
			assertThat(execution.counts().total()).isNull();
			assertThat(execution.counts().ok()).isEqualTo(1000);
		});
	}

	@Test
	void eventTellsAndCancels() {
		this.away.addAll(this.articles);
		this.runner.run((context) -> {
			Execution execution = context.getBean(Triggers.class).get("stock.check").fire().get();
			assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED);
			assertThat(execution.counts().failed()).isBetween(10L, 50L);
			assertThat(execution.counts().inFlight()).isZero();
			assertThat(this.supplier.refreshed).isEmpty();
		});
	}

	@Test
	void handleTellsHowFarItIs(CapturedOutput output) {
		this.runner.run((context) -> {
			BulkSnippets.Operator operator = context.getBean(BulkSnippets.Operator.class);
			operator.progress();
			assertThat(output).doesNotContain("in flight");
			TriggerHandle refresh = context.getBean(Triggers.class).get("stock.refresh");
			refresh.fire();
			await().atMost(PATIENCE).untilAsserted(() -> {
				operator.progress();
				assertThat(refresh.lastExecution()).isNotNull();
			});
		});
		assertThat(Collections.max(this.supplier.refreshed)).isEqualTo("999");
	}

}
