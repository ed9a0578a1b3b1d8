package dev.triggers.test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.execution.Cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggerTester} with triggers that are fired, started and ended by
 * code, in a plain context, whose triggers nobody starts.
 */
@SpringJUnitConfig(TriggerTesterControlTests.Application.class)
@TriggersTest(timeout = "200ms")
class TriggerTesterControlTests {

	@Autowired
	TriggerTester tester;

	@Autowired
	Triggers triggers;

	@Autowired
	Sync sync;

	@BeforeEach
	void forget() {
		this.sync.forget();
	}

	@Test
	void fireExecutesNowInAnyState() {
		assertThat(this.triggers.get("sync.run").state()).isEqualTo(TriggerState.IDLE);
		assertThat(this.tester.fire("sync.run")).succeeded()
			.processed(1)
			.hasNoFailures()
			.hasCause(Cause.MANUAL)
			.startedAt("2026-01-01T00:00:00Z");
		this.triggers.start("sync.run");
		this.tester.advance(Duration.ofMinutes(5));
		assertThat(this.tester.fire("sync.run")).startedAt("2026-01-01T00:05:00Z");
		assertThat(this.sync.threads).hasSize(3).containsOnly(Thread.currentThread());
	}

	@Test
	void fireReturnsAFailedExecution() {
		assertThat(this.tester.fire("sync.fails")).failed()
			.processed(1)
			.hasFailures(1)
			.failedElements()
			.hasFailureOf(IllegalStateException.class);
	}

	@Test
	void fireDoesNotWaitForever() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.tester.fire("sync.later"))
			.withMessage("'sync.later' was fired and did not end within 200 ms at 2026-01-01T00:00:00Z. "
					+ "Under way: 'sync.later' since 2026-01-01T00:00:00Z. They wait for other threads");
	}

	@Test
	void fireReturnsACancelledExecution() {
		this.sync.duringRun = () -> this.triggers.get("sync.run").cancel();
		this.triggers.start("sync.run");
		this.tester.advance(Duration.ZERO);
		assertThat(this.tester.executions("sync.run").get(0)).cancelled();
		assertThat(this.triggers.get("sync.run").state()).isEqualTo(TriggerState.CANCELLED);
	}

	@Test
	void codeUnderTestMayWaitForAnExecution() throws Exception {
		TriggerHandle trigger = this.triggers.get("sync.run");
		assertThat(trigger.fire().get().counts().ok()).isEqualTo(1);
		assertThat(trigger.fire().thenApply((execution) -> execution.counts().ok()).join()).isEqualTo(1);
		assertThat(this.tester.executions("sync.run")).hasSize(2);
	}

	@Test
	void triggerMayWaitForAnother() {
		this.sync.duringRun = () -> this.triggers.get("sync.fails").fire().join();
		assertThat(this.tester.fire("sync.run")).succeeded();
		assertThat(this.tester.executions()).extracting(TriggerResult::triggerName)
			.containsExactly("sync.fails", "sync.run");
	}

	@Test
	void hooksRunInVirtualTimeToo() throws InterruptedException {
		this.triggers.start("sync.hooked");
		assertThat(this.sync.log).isEmpty();
		this.tester.advance(Duration.ZERO);
		assertThat(this.sync.log).containsExactly("before", "hooked");
		this.triggers.stop("sync.hooked");
		this.triggers.get("sync.hooked").await();
		assertThat(this.sync.log).containsExactly("before", "hooked", "after");
		assertThat(this.triggers.get("sync.hooked").state()).isEqualTo(TriggerState.STOPPED);
	}

	@Test
	void restartIsPossible() throws InterruptedException {
		this.triggers.start("sync.hooked");
		this.tester.advance(Duration.ofSeconds(90));
		assertThat(this.triggers.get("sync.hooked").restart()).isTrue();
		this.tester.advance(Duration.ZERO);
		assertThat(this.sync.log).containsExactly("before", "hooked", "hooked", "after", "before", "hooked");
		assertThat(this.triggers.get("sync.hooked").iteration()).isEqualTo(1);
	}

	@Test
	void repeatedCallsWaitInVirtualTime() {
		this.triggers.start("sync.reconnects");
		this.tester.advance(Duration.ofMinutes(1));
		assertThat(this.tester.executions("sync.reconnects")).singleElement()
			.satisfies((result) -> assertThat(result).succeeded().hasNoFailures().took(Duration.ofSeconds(7)));
		assertThat(this.sync.log).containsExactly("2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z",
				"2026-01-01T00:00:03Z", "2026-01-01T00:00:07Z");
	}

	@Test
	void waitingForTimeToPassIsRefused() {
		this.triggers.start("sync.run");
		assertThatIllegalStateException().isThrownBy(() -> this.triggers.get("sync.run").await())
			.withMessageContaining("Virtual time stands still");
	}

	@Test
	void codeUnderTestMayWaitForAWhile() throws Exception {
		TriggerHandle run = this.triggers.get("sync.run");
		run.start();
		assertThat(run.await(Duration.ofMillis(10))).isFalse();
		this.triggers.get("sync.later").fire();
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.triggers.get("sync.later").fire().get(10, TimeUnit.MILLISECONDS));
	}

	@Test
	void droppedExecutionIsReported() {
		CompletableFuture<?> running = this.triggers.get("sync.later").fire();
		this.tester.advance(Duration.ZERO);
		CompletableFuture<?> queued = this.triggers.get("sync.later").fire();
		this.triggers.get("sync.later").cancel();
		assertThat(running.join()).isNotNull();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(queued::join);
	}

	@Test
	void namedSchedulersAreVirtualToo() {
		this.triggers.start("sync.elsewhere");
		this.tester.advance(Duration.ofHours(2));
		assertThat(this.tester.executions("sync.elsewhere")).hasSize(3);
		assertThat(this.sync.threads).containsOnly(Thread.currentThread());
	}

	@Test
	void schedulersOfTheApplicationAreNotTouched(@Autowired TaskScheduler scheduler) {
		assertThat(scheduler).isInstanceOf(ThreadPoolTaskScheduler.class);
	}

	@Test
	void clockShowsTheTime() {
		assertThat(this.tester.clock().instant()).isEqualTo("2026-01-01T00:00:00Z");
		this.tester.advance(Duration.ofDays(400 * 366));
		assertThat(this.tester.clock().instant()).isEqualTo(this.tester.now()).isAfter("2425-01-01T00:00:00Z");
	}

	/**
	 * Application that synchronizes something.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Sync sync(ObjectProvider<TriggerTester> tester) {
			return new Sync(tester);
		}

		@Bean
		ThreadPoolTaskScheduler slow() {
			return new ThreadPoolTaskScheduler();
		}

	}

	/**
	 * Triggers of the application.
	 */
	static class Sync {

		final List<Thread> threads = new ArrayList<>();

		final List<String> log = new ArrayList<>();

		Runnable duringRun;

		CompletableFuture<?> result;

		private final ObjectProvider<TriggerTester> tester;

		Sync(ObjectProvider<TriggerTester> tester) {
			this.tester = tester;
		}

		void forget() {
			this.threads.clear();
			this.log.clear();
			this.duringRun = () -> {
			};
			this.result = new CompletableFuture<>();
		}

		@IntervalTrigger("10m")
		void run() {
			this.threads.add(Thread.currentThread());
			this.duringRun.run();
		}

		@IntervalTrigger("10m")
		void fails() {
			throw new IllegalStateException("Out of order");
		}

		@IntervalTrigger("10m")
		CompletableFuture<?> later() {
			return this.result;
		}

		@IntervalTrigger(value = "1h", scheduler = "slow")
		void elsewhere() {
			this.threads.add(Thread.currentThread());
		}

		@IntervalTrigger(value = "1h", reconnect = "true")
		void reconnects() throws IOException {
			this.log.add(this.tester.getObject().now().toString());
			if (this.log.size() < 4) {
				throw new IOException("Connection reset");
			}
		}

		@IntervalTrigger("1m")
		void hooked() {
			this.log.add("hooked");
		}

		@BeforeTrigger("hooked")
		void before() {
			this.log.add("before");
		}

		@AfterTrigger("hooked")
		void after() {
			this.log.add("after");
		}

	}

}
