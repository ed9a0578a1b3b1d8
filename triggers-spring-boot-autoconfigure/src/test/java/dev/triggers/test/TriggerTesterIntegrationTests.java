package dev.triggers.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerTester} beside threads of the application.
 */
@SpringBootTest(classes = TriggerTesterIntegrationTests.Application.class)
@TriggersTest
class TriggerTesterIntegrationTests {

	private static final Executor SLOW = CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);

	@Autowired
	TriggerTester tester;

	@Autowired
	Triggers triggers;

	@Autowired
	Feeds feeds;

	@Test
	void firedExecutionWaitsForAnotherThread() {
		this.feeds.result = new CompletableFuture<>();
		SLOW.execute(() -> this.feeds.result.complete("done"));
		assertThat(this.tester.fire("feeds.later")).succeeded().took(Duration.ZERO);
	}

	@Test
	void executionsUnderWayCanBeWaitedFor() {
		this.feeds.result = new CompletableFuture<>();
		this.triggers.start("feeds.later");
		this.tester.advance(Duration.ZERO);
		SLOW.execute(() -> this.feeds.result.complete("done"));
		this.tester.awaitExecutions();
		assertThat(this.tester.executions("feeds.later")).hasSize(1);
	}

	@Test
	void anotherThreadMayWaitForAnExecution() throws Exception {
		CompletableFuture<Long> count = CompletableFuture
			.supplyAsync(() -> this.triggers.get("feeds.run").fire().join().counts().ok());
		assertThat(count.get(10, TimeUnit.SECONDS)).isEqualTo(1);
	}

	@Test
	void anotherThreadCannotLetTimePassMeanwhile() {
		this.feeds.duringRun = () -> CompletableFuture.runAsync(() -> this.tester.advance(Duration.ofSeconds(1)))
			.join();
		assertThat(this.tester.fire("feeds.run")).failed().hasFailureOf(IllegalStateException.class);
		assertThat(this.tester.executions("feeds.run").get(0).execution().failures().get(0).exception())
			.hasMessageContaining("Another thread lets virtual time pass");
	}

	@Test
	void whatTheApplicationSchedulesItselfGoesOn() throws InterruptedException {
		assertThat(this.feeds.scheduled.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.tester.executions()).isEmpty();
	}

	/**
	 * Application that reads feeds.
	 */
	@EnableAutoConfiguration
	@EnableScheduling
	@Import(Feeds.class)
	static class Application {

	}

	/**
	 * Triggers, and another scheduled method, of the application.
	 */
	@Component("feeds")
	static class Feeds {

		final CountDownLatch scheduled = new CountDownLatch(3);

		volatile CompletableFuture<String> result = new CompletableFuture<>();

		volatile Runnable duringRun = () -> {
		};

		@Scheduled(fixedRate = 10)
		void scheduled() {
			this.scheduled.countDown();
		}

		@IntervalTrigger(value = "10m", manual = true)
		void run() {
			Runnable once = this.duringRun;
			this.duringRun = () -> {
			};
			once.run();
		}

		@IntervalTrigger(value = "10m", manual = true)
		CompletableFuture<String> later() {
			return this.result;
		}

	}

}
