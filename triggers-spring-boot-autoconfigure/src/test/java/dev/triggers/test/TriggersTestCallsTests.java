package dev.triggers.test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import dev.triggers.Executions;
import dev.triggers.TriggerEvent;
import dev.triggers.Triggers;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.autoconfigure.TriggersAutoConfiguration;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.execution.Execution;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggersTest} with calls that have limits and retries.
 */
@SpringJUnitConfig
@TriggersTest(timeout = "1s")
@TestPropertySource(properties = TriggersTestCallsTests.PROPERTIES)
class TriggersTestCallsTests {

	static final String PROPERTIES = """
			triggers.groups.limit.calls-per-period=3
			triggers.groups.limit.period=1s
			triggers.retry.later.rules[0].exceptions=java.io.IOException
			triggers.retry.later.rules[0].retries=1
			triggers.retry.later.rules[0].wait.range.min=0s
			triggers.retry.later.rules[0].wait.range.max=10s
			""";

	@Autowired
	private TriggerTester tester;

	@Autowired
	private Triggers triggers;

	@Autowired
	private Executions executions;

	@Autowired
	private ConcurrencyGroups groups;

	@Autowired
	private Calls calls;

	@BeforeEach
	void forget() {
		this.calls.reset();
	}

	@RepeatedTest(2)
	void elementsWaitForTheirGroupUntilTimePasses() {
		CompletableFuture<Execution> fired = this.triggers.get("jobs.limited").fire();
		this.tester.advance(Duration.ofMillis(1999));
		assertThat(fired).isNotDone();
		this.tester.advance(Duration.ofMillis(1));
		assertThat(fired).isCompleted();
		assertThat(this.calls.seconds).containsExactly(0L, 0L, 0L, 1L, 1L, 1L, 2L);
	}

	@RepeatedTest(2)
	void directCallsTakeTheTimeThatTheyWait() {
		this.calls.failures = 1;
		assertThat(this.tester.fire("jobs.direct")).succeeded().processed(4);
		// the first call is retried after ten seconds, the longest that its rule allows
		assertThat(this.calls.seconds).containsExactly(0L, 10L, 10L, 10L, 11L);
	}

	@Test
	void callsByNameTakeTheTimeThatTheyWait() {
		this.calls.failures = 1;
		assertThat(this.tester.fire("jobs.byName")).succeeded().processed(4);
		assertThat(this.calls.seconds).containsExactly(0L, 10L, 10L, 10L, 11L);
	}

	@Test
	void callByNameOfATestIsMadeWhenItWaits() {
		CompletableFuture<Integer> result = this.executions.execute("api.call", 1);
		assertThat(result).isNotDone();
		assertThat(result.join()).isEqualTo(42);
	}

	@Test
	void callByNameThatWaitsGoesOnAsTimePasses() {
		this.calls.failures = 1;
		CompletableFuture<Integer> result = this.executions.execute("api.call", 1);
		this.tester.advance(Duration.ofSeconds(9));
		assertThat(result).isNotDone();
		this.tester.advance(Duration.ofSeconds(1));
		assertThat(result).isCompletedWithValue(42);
	}

	@Test
	@Timeout(60)
	void callOnAnotherThreadThatATriggerWaitsForDoesNotHang() {
		assertThat(this.tester.fire("jobs.elsewhere")).hasFailures(1);
		assertThat(this.tester.fire("jobs.byNameElsewhere")).failed();
	}

	@RepeatedTest(2)
	void callsOfOneTestDoNotHoldUpTheNext() {
		this.executions.execute("api.never", new CompletableFuture<>());
		this.tester.advance(Duration.ZERO);
		assertThat(this.groups.find("limit")).isNotNull().satisfies((group) -> {
			assertThat(group.active()).isOne();
			assertThat(group.waiting()).isZero();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TriggersAutoConfiguration.class)
	static class Application {

		@Bean
		Calls calls(TriggerTester tester) {
			return new Calls(tester);
		}

		@Bean
		Api api(Calls calls) {
			return new Api(calls);
		}

		@Bean
		Jobs jobs(Api api, Calls calls) {
			return new Jobs(api, calls);
		}

	}

	/**
	 * Times of calls, in seconds since the beginning of the test.
	 */
	static class Calls {

		private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

		private final List<Long> seconds = new ArrayList<>();

		private final TriggerTester tester;

		private int failures;

		Calls(TriggerTester tester) {
			this.tester = tester;
		}

		void note() {
			this.seconds.add(Duration.between(START, this.tester.now()).toSeconds());
		}

		void reset() {
			this.seconds.clear();
			this.failures = 0;
		}

	}

	static class Api {

		private final Calls calls;

		Api(Calls calls) {
			this.calls = calls;
		}

		@Execute(groups = "limit", retry = "later")
		int call(int number) throws IOException {
			this.calls.note();
			if (this.calls.failures-- > 0) {
				throw new IOException("no answer to " + number);
			}
			return 42;
		}

		@Execute(groups = "limit")
		CompletableFuture<Object> never(CompletableFuture<Object> result) {
			return result;
		}

	}

	static class Jobs {

		private final Api api;

		private final Calls calls;

		Jobs(Api api, Calls calls) {
			this.api = api;
			this.calls = calls;
		}

		@IntervalTrigger(every = "1h", iterArgs = { "1", "2", "3", "4", "5", "6", "7" }, concurrency = "0",
				groups = "limit")
		void limited(int number) {
			this.calls.note();
		}

		@IntervalTrigger(every = "1h", iterArgs = { "1", "2", "3", "4" })
		void direct(int number) throws IOException {
			assertThat(this.api.call(number)).isEqualTo(42);
		}

		@IntervalTrigger(every = "1h", iterArgs = { "1", "2", "3", "4" })
		void elsewhere(int number) throws Exception {
			FutureTask<Integer> task = new FutureTask<>(() -> this.api.call(number));
			onAnotherThread(task);
			task.get();
		}

		@IntervalTrigger(every = "1h", iterArgs = { "1", "2", "3", "4" })
		void byNameElsewhere(int number, TriggerEvent event) throws Exception {
			FutureTask<Integer> task = new FutureTask<>(() -> event.<Integer>execute("api.call", number).join());
			onAnotherThread(task);
			task.get();
		}

		private static void onAnotherThread(Runnable task) {
			Thread thread = new Thread(task);
			thread.setDaemon(true);
			thread.start();
		}

		@IntervalTrigger(every = "1h", iterArgs = { "1", "2", "3", "4" })
		void byName(int number, TriggerEvent event) {
			CompletableFuture<Integer> result = event.execute("api.call", number);
			assertThat(result.join()).isEqualTo(42);
		}

	}

}
