package dev.triggers.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import reactor.core.publisher.Mono;

import dev.triggers.Executions;
import dev.triggers.TriggerEvent;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for methods that are annotated {@link Execute}, with real limits, retries and
 * threads.
 */
class ExecuteIntegrationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TriggersAutoConfiguration.class))
		.withPropertyValues("triggers.groups.single.concurrent-calls=1",
				"triggers.retry.twice.rules[0].exceptions=java.io.IOException",
				"triggers.retry.twice.rules[0].retries=2", "triggers.retry.twice.rules[0].wait.fixed=1ms")
		.withBean("clans", Clans.class)
		.withBean("wars", Wars.class);

	private void run(ContextConsumer<AssertableApplicationContext> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(context);
			assertThat(context.getBean(ConcurrencyGroups.class)).allSatisfy((group) -> {
				assertThat(group.active()).isZero();
				assertThat(group.waiting()).isZero();
			});
		});
	}

	@Test
	void directCallIsRetriedByItsPolicy() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.fail(2);
			assertThat(clans.fetch("#2PP")).isEqualTo("#2PP after 3 attempts");
			clans.fail(3);
			assertThatIOException().isThrownBy(() -> clans.fetch("#2PP")).withMessage("attempt 3");
		});
	}

	@Test
	void callByNameHoldsItsGroupOnce() {
		run((context) -> {
			context.getBean(Clans.class).fail(1);
			CompletableFuture<String> call = context.getBean(Executions.class).execute("clans.fetch", "#2PP");
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("#2PP after 2 attempts");
		});
	}

	@Test
	void callsThatReturnFuturesAndMonosAreRetriedToo() {
		run((context) -> {
			Clans clans = context.getBean(Clans.class);
			clans.fail(2);
			assertThat(clans.later("#2PP").get(10, TimeUnit.SECONDS)).isEqualTo("#2PP after 3 attempts");
			clans.fail(2);
			assertThat(clans.mono("#2PP").block(Duration.ofSeconds(10))).isEqualTo("#2PP after 3 attempts");
			clans.fail(1);
			CompletableFuture<String> byName = context.getBean(Executions.class).execute("clans.mono", "#2PP");
			assertThat(byName.get(10, TimeUnit.SECONDS)).isEqualTo("#2PP after 2 attempts");
		});
	}

	@Test
	void eventMakesCallsByName() {
		run((context) -> {
			Execution execution = context.getBean(Triggers.class).get("wars.refresh").fire().get(10, TimeUnit.SECONDS);
			assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
			assertThat(context.getBean(Wars.class).last()).isEqualTo("#8UL after 1 attempts");
		});
	}

	@Test
	void callByNameIsCancelledWithTheExecutionThatWaitsForIt() {
		run((context) -> {
			TriggerHandle handle = context.getBean(Triggers.class).get("wars.wait");
			handle.start();
			ConcurrencyGroup group = context.getBean(ConcurrencyGroups.class).find("single");
			assertThat(group).isNotNull();
			await().atMost(Duration.ofSeconds(10)).until(() -> group.active() == 1);
			handle.cancel();
			assertThat(handle.await(Duration.ofSeconds(10))).isTrue();
			assertThat(handle.lastExecution()).isNotNull()
				.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED));
		});
	}

	@Test
	void callsAreRetriedAlsoWhileTriggersAreDisabled() {
		this.runner.withPropertyValues("triggers.enabled=false").run((context) -> {
			assertThat(context.getBean(Triggers.class)).isEmpty();
			Clans clans = context.getBean(Clans.class);
			clans.fail(2);
			assertThat(clans.fetch("#2PP")).isEqualTo("#2PP after 3 attempts");
			clans.fail(1);
			CompletableFuture<String> call = context.getBean(Executions.class).execute("clans.fetch", "#2PP");
			assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo("#2PP after 2 attempts");
		});
	}

	static class Clans {

		private final AtomicInteger failures = new AtomicInteger();

		private final AtomicInteger attempts = new AtomicInteger();

		void fail(int failures) {
			this.failures.set(failures);
			this.attempts.set(0);
		}

		@Execute(groups = "single", retry = "twice")
		String fetch(String tag) throws IOException {
			int attempt = this.attempts.incrementAndGet();
			if (attempt <= this.failures.get()) {
				throw new IOException("attempt " + attempt);
			}
			return tag + " after " + attempt + " attempts";
		}

		@Execute(groups = "single", retry = "twice")
		CompletableFuture<String> later(String tag) {
			return CompletableFuture.supplyAsync(() -> tag).thenCompose((value) -> {
				try {
					return CompletableFuture.completedFuture(fetch(value));
				}
				catch (IOException ex) {
					return CompletableFuture.failedFuture(ex);
				}
			});
		}

		@Execute(groups = "single")
		CompletableFuture<String> never() {
			return new CompletableFuture<>();
		}

		@Execute(groups = "single", retry = "twice")
		Mono<String> mono(String tag) {
			return Mono.fromCallable(() -> fetch(tag));
		}

	}

	static class Wars {

		private String last = "";

		String last() {
			return this.last;
		}

		@IntervalTrigger(every = "1h", manual = true)
		void wait(TriggerEvent event) {
			event.execute("clans.never").join();
		}

		@IntervalTrigger(every = "1h", manual = true)
		void refresh(TriggerEvent event) throws Exception {
			this.last = event.<String>execute("clans.fetch", "#8UL").get(10, TimeUnit.SECONDS);
		}

	}

}
