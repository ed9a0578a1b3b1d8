package dev.triggers.engine.execute;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for direct calls, which block their caller, with real threads.
 */
class BlockingCallIntegrationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final ExecutorService callers = Executors.newCachedThreadPool();

	private final ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(1));

	private final ConcurrencyGroup hourly = new ConcurrencyGroup("hourly", GroupLimits.rate(1, Duration.ofHours(1)));

	private final LocalExecutions executions;

	BlockingCallIntegrationTests() {
		this.scheduler.initialize();
		CallTools tools = TestCalls.tools(new SchedulerTimer(this.scheduler), List.of(this.one, this.hourly),
				Map.of("soon", RetryPolicy
					.of(RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(Duration.ofMillis(5)))),
						"late",
						RetryPolicy.of(RetryRule.on(IOException.class).waiting(RetryWait.fixed(Duration.ofHours(1))))));
		this.executions = new LocalExecutions(this.callers, tools, LIMIT);
	}

	@AfterEach
	void shutDown() {
		this.callers.shutdownNow();
		this.scheduler.shutdown();
	}

	@Test
	void callsOfAGroupComeOneAfterAnother() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Future<?>> results = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			results.add(call(define("one", null), () -> {
				most.accumulateAndGet(inside.incrementAndGet(), Math::max);
				Thread.yield();
				return inside.decrementAndGet();
			}));
		}
		for (Future<?> result : results) {
			result.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		assertThat(most).hasValue(1);
		assertThat(this.one.active() + this.one.waiting()).isZero();
	}

	@Test
	void failedCallIsRetriedOnTheThreadOfItsCaller() throws Exception {
		AtomicInteger attempts = new AtomicInteger();
		Thread caller = Thread.currentThread();
		Object result = callHere(define("one", "soon"), () -> {
			assertThat(Thread.currentThread()).isSameAs(caller);
			if (attempts.incrementAndGet() < 3) {
				throw new IOException();
			}
			return "x";
		});
		assertThat(result).isEqualTo("x");
		assertThat(attempts).hasValue(3);
	}

	@Test
	void interruptEndsTheWaitForTheGroup() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		Future<?> holder = call(define("one", null), () -> release.await(LIMIT.toSeconds(), TimeUnit.SECONDS));
		await().atMost(LIMIT).until(() -> this.one.active() == 1);
		Future<?> waiting = call(define("one", null), () -> {
			throw new AssertionError();
		});
		await().atMost(LIMIT).until(() -> this.one.waiting() == 1);
		waiting.cancel(true);
		await().atMost(LIMIT).until(() -> this.one.waiting() == 0);
		release.countDown();
		holder.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
		assertThat(this.one.active()).isZero();
	}

	@Test
	void interruptEndsTheWaitForARetry() throws Exception {
		Future<?> failing = call(define("one", "late"), () -> {
			throw new IOException("down");
		});
		await().atMost(LIMIT).until(() -> this.scheduler.getScheduledThreadPoolExecutor().getQueue().size() == 1);
		assertThat(this.one.active()).isZero();
		failing.cancel(true);
		await().atMost(LIMIT).until(() -> callHere(define("one", null), () -> true).equals(true));
		assertThat(this.one.active() + this.one.waiting()).isZero();
	}

	@Test
	void interruptTellsWhatTheLastAttemptFailedWith() throws Exception {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		Thread caller = new Thread(() -> {
			try {
				callHere(define("one", "late"), () -> {
					throw new IOException("down");
				});
			}
			catch (Throwable ex) {
				thrown.complete(ex);
			}
		});
		caller.start();
		await().atMost(LIMIT).until(() -> this.scheduler.getScheduledThreadPoolExecutor().getQueue().size() == 1);
		caller.interrupt();
		assertThat(thrown.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IOException.class));
	}

	@Test
	void shutdownEndsTheWaitForARetry() throws Exception {
		Future<?> failing = call(define("one", "late"), () -> {
			throw new IOException("down");
		});
		await().atMost(LIMIT).until(() -> this.scheduler.getScheduledThreadPoolExecutor().getQueue().size() == 1);
		this.executions.close();
		this.scheduler.shutdown();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> failing.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
			.withCause(new IOException("down"));
	}

	@Test
	void callAfterTheShutdownDoesNotWaitForARetry() throws Exception {
		this.executions.close();
		Future<?> failing = call(define("one", "late"), () -> {
			throw new IOException("down");
		});
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> failing.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
			.withCause(new IOException("down"));
	}

	@Test
	void callInsideOfACallOfTheSameGroupIsRefusedRatherThanStuck() throws Exception {
		Object result = callHere(define("one", null), () -> {
			assertThatIllegalStateException().isThrownBy(() -> callHere(define("one", null), () -> "inner"))
				.withMessageContaining("could wait for itself");
			return callHere(define("hourly", null), () -> "inner of another group");
		});
		assertThat(result).isEqualTo("inner of another group");
	}

	private Future<?> call(ExecuteDefinition definition, UserCode code) {
		return this.callers.submit(() -> callHere(definition, code));
	}

	private @Nullable Object callHere(ExecuteDefinition definition, UserCode code) throws Exception {
		try {
			return this.executions.call(definition, code);
		}
		catch (Exception | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ExecuteDefinition define(String group, @Nullable String retry) {
		ExecuteTarget target = new ExecuteTarget() {

			@Override
			public UserCode bind(List<? extends @Nullable Object> arguments) {
				throw new UnsupportedOperationException();
			}

			@Override
			public String describe() {
				return "test";
			}

		};
		return new ExecuteDefinition("x", target, new CallReferences(List.of(group), retry));
	}

}
