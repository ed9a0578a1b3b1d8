package dev.triggers.engine.execute;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.NoSuchExecuteException;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.engine.call.CallTools;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LocalExecutions} in virtual time: calls by name, and those that do not
 * block.
 */
class LocalExecutionsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final ConcurrencyGroup limit = new ConcurrencyGroup("limit", new GroupLimits(4, 3, SECOND));

	private final ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(1));

	private final ConcurrencyGroup rate = new ConcurrencyGroup("rate", GroupLimits.rate(2, SECOND));

	private final CallTools tools = TestCalls.tools(this.time, List.of(this.limit, this.one, this.rate),
			Map.of("io", RetryPolicy.of(RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(SECOND)))));

	private final LocalExecutions executions = new LocalExecutions(this.time, this.tools, Duration.ZERO);

	private final List<String> calls = new ArrayList<>();

	private final long begin = this.time.nanoTime();

	@Test
	void callByNameGivesTheResult() {
		register("answer", List.of(), null, (arguments) -> 42);
		CompletableFuture<Integer> result = this.executions.execute("answer");
		assertThat(result).isNotDone();
		run();
		assertThat(result).isCompletedWithValue(42);
	}

	@Test
	void pendingResultIsThatOfTheStage() {
		CompletableFuture<String> later = new CompletableFuture<>();
		register("later", List.of("one"), null, (arguments) -> later);
		CompletableFuture<String> result = this.executions.execute("later");
		run();
		assertThat(result).isNotDone();
		assertThat(this.one.active()).isOne();
		later.complete("x");
		run();
		assertThat(result).isCompletedWithValue("x");
		assertThat(this.one.active()).isZero();
	}

	@Test
	void argumentsGoToTheTarget() {
		register("echo", List.of(), null, (arguments) -> arguments);
		CompletableFuture<List<Object>> result = this.executions.execute("echo", "a", null);
		CompletableFuture<List<Object>> single = this.executions.execute("echo", (Object[]) null);
		run();
		assertThat(result.join()).containsExactly("a", null);
		assertThat(single.join()).containsExactly((Object) null);
	}

	@Test
	void unknownNameFailsWithTheNearestOne() {
		register("fetch", List.of(), null, (arguments) -> null);
		assertThatExceptionOfType(NoSuchExecuteException.class).isThrownBy(() -> this.executions.execute("fecth"))
			.withMessage("There is no @Execute 'fecth'; did you mean 'fetch'?");
	}

	@Test
	void argumentsThatDoNotFitFailAtOnce() {
		register("fetch", List.of("one"), null, (arguments) -> {
			throw new AssertionError();
		}, new IllegalArgumentException("[TRG-102] no"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.executions.execute("fetch", 1));
		assertThat(this.one.waiting() + this.one.active()).isZero();
	}

	@Test
	void callsStartInTheOrderInWhichTheyWereAskedFor() {
		register("note", List.of("limit"), null, (arguments) -> note(arguments.get(0)));
		for (int i = 1; i <= 7; i++) {
			this.executions.execute("note", i);
		}
		run();
		assertThat(this.calls).containsExactly("0:1", "0:2", "0:3");
		this.time.advanceBy(SECOND.multipliedBy(2));
		assertThat(this.calls).containsExactly("0:1", "0:2", "0:3", "1000:4", "1000:5", "1000:6", "2000:7");
		assertThat(this.limit.active()).isZero();
	}

	@Test
	void failureForGoodIsThatOfTheLastAttempt() {
		register("fetch", List.of("one"), "io", (arguments) -> {
			note("fetch");
			throw new IOException("attempt " + this.calls.size());
		});
		CompletableFuture<Object> result = this.executions.execute("fetch");
		this.time.advanceBy(SECOND.multipliedBy(2));
		assertThat(this.calls).containsExactly("0:fetch", "1000:fetch", "2000:fetch");
		assertThat(result).isCompletedExceptionally();
		assertThat(failure(result)).isInstanceOf(IOException.class).hasMessage("attempt 3");
	}

	@Test
	void otherCallsPassWhileOneWaitsForItsRetry() {
		register("fail", List.of("one"), "io", (arguments) -> {
			note("fail");
			throw new IOException();
		});
		register("note", List.of("one"), null, (arguments) -> note("note"));
		this.executions.execute("fail");
		this.executions.execute("note");
		run();
		assertThat(this.calls).containsExactly("0:fail", "0:note");
	}

	@Test
	void cancelledResultGivesUpItsPlaceInTheGroup() {
		CompletableFuture<Object> never = new CompletableFuture<>();
		register("hold", List.of("one"), null, (arguments) -> never);
		register("note", List.of("one"), null, (arguments) -> note("note"));
		CompletableFuture<Object> holder = this.executions.execute("hold");
		CompletableFuture<Object> waiting = this.executions.execute("note");
		run();
		assertThat(this.one.waiting()).isOne();
		assertThat(waiting.cancel(true)).isTrue();
		assertThat(this.one.waiting()).isZero();
		holder.cancel(true);
		run();
		assertThat(never).isCancelled();
		assertThat(this.one.active()).isZero();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void cancelledResultIsNotRetried() {
		register("fail", List.of(), "io", (arguments) -> {
			note("fail");
			throw new IOException();
		});
		CompletableFuture<Object> result = this.executions.execute("fail");
		run();
		result.cancel(false);
		this.time.advanceBy(SECOND.multipliedBy(5));
		assertThat(this.calls).containsExactly("0:fail");
	}

	@Test
	void executorThatRefusesFailsTheCall() {
		AtomicBoolean refuses = new AtomicBoolean();
		LocalExecutions refused = new LocalExecutions((task) -> {
			if (refuses.get()) {
				throw new RejectedExecutionException("full");
			}
			this.time.execute(task);
		}, this.tools, Duration.ZERO);
		refused.register(new ExecuteDefinition("note", target((arguments) -> note("note"), null),
				new CallReferences(List.of("one"), null)));
		CompletableFuture<Object> holder = refused.execute("note");
		CompletableFuture<Object> second = refused.execute("note");
		refuses.set(true);
		run();
		assertThat(holder).isCompleted();
		assertThat(failure(second)).isInstanceOf(RejectedExecutionException.class).hasMessage("full");
		assertThat(this.one.active() + this.one.waiting()).isZero();
		assertThat(this.calls).containsExactly("0:note");
	}

	@Test
	void callThatBeginsAtOnceIsMadeOnTheThreadOfItsCaller() {
		ExecuteDefinition definition = define("x", List.of("one"), null, (arguments) -> null);
		CompletableFuture<Object> first = this.executions.begin(definition, () -> note("first"));
		assertThat(first).isCompleted();
		CompletableFuture<String> later = new CompletableFuture<>();
		CompletableFuture<Object> second = this.executions.begin(definition, () -> later);
		CompletableFuture<Object> third = this.executions.begin(definition, () -> note("third"));
		assertThat(third).isNotDone();
		later.complete("y");
		run();
		assertThat(second).isCompletedWithValue("y");
		assertThat(third).isCompleted();
		assertThat(this.calls).containsExactly("0:first", "0:third");
	}

	@Test
	void interruptOfTheCallerIsNotLostWhenACallBegins() {
		ExecuteDefinition definition = define("x", List.of(), null, (arguments) -> null);
		CompletableFuture<Object> result = this.executions.begin(definition, () -> {
			Thread.currentThread().interrupt();
			return "x";
		});
		assertThat(Thread.interrupted()).isTrue();
		assertThat(result).isCompletedWithValue("x");
	}

	@Test
	void waitInsideOfACallForACallOfTheSameGroupIsRefused() {
		register("inner", List.of("limit"), null, (arguments) -> note("inner"));
		ExecuteDefinition inner = define("inner", List.of("limit"), null, (arguments) -> null);
		register("outer", List.of("one", "limit"), null, (arguments) -> {
			CompletableFuture<Object> later = this.executions.execute("inner");
			assertThatIllegalStateException().isThrownBy(later::join)
				.withMessage(
						"Call of @Execute 'inner' is waited for inside of a call of @Execute 'outer', and both are "
								+ "in concurrency group 'limit': it could wait for itself for ever. "
								+ "Remove the group from one of them.");
			assertThatIllegalStateException().isThrownBy(later.thenRun(() -> note("then"))::get);
			assertThatIllegalStateException().isThrownBy(() -> this.executions.call(inner, () -> null));
			return note("outer");
		});
		CompletableFuture<Object> result = this.executions.execute("outer");
		run();
		assertThat(result).isCompleted();
		assertThat(this.calls).containsExactly("0:outer", "0:inner", "0:then");
	}

	@Test
	void resultOfACallOfTheSameGroupIsRefusedAsResult() {
		register("inner", List.of("one"), null, (arguments) -> note("inner"));
		register("outer", List.of("one"), null,
				(arguments) -> this.executions.execute("inner").thenApply((value) -> "x"));
		CompletableFuture<Object> result = this.executions.execute("outer");
		run();
		assertThat(failure(result)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("'inner' is waited for inside of a call of @Execute 'outer'");
		assertThat(this.calls).containsExactly("0:inner");
		assertThat(this.one.active()).isZero();
	}

	@Test
	void callsInsideOfCallsShareAPeriod() throws Throwable {
		ExecuteDefinition inner = define("inner", List.of("rate"), null, (arguments) -> null);
		register("outer", List.of("rate"), null, (arguments) -> this.executions.call(inner, () -> note("inner")));
		CompletableFuture<Object> result = this.executions.execute("outer");
		run();
		assertThat(result).isCompleted();
		assertThat(this.calls).containsExactly("0:inner");
	}

	@Test
	void closedExecutionsRefuseCalls() {
		CompletableFuture<Object> never = new CompletableFuture<>();
		register("hold", List.of("one"), null, (arguments) -> never);
		CompletableFuture<Object> holder = this.executions.execute("hold");
		run();
		this.executions.close();
		assertThat(failure(holder)).isInstanceOf(CancellationException.class);
		assertThat(never).isCancelled();
		CompletableFuture<Object> late = this.executions.execute("hold");
		assertThat(failure(late)).isInstanceOf(RejectedExecutionException.class)
			.hasMessageContaining("@Execute 'hold'");
		run();
		assertThat(this.one.active()).isZero();
	}

	@Test
	void unknownGroupFails() {
		register("x", List.of("limits"), null, (arguments) -> null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.executions.execute("x"))
			.withMessageContaining("There is no concurrency group 'limits'. Did you mean 'limit'?");
	}

	private static @Nullable Throwable failure(CompletableFuture<?> result) {
		assertThat(result).isCompletedExceptionally();
		return result.handle((value, ex) -> ex).join();
	}

	private void run() {
		this.time.advanceBy(Duration.ZERO);
	}

	private @Nullable Object note(@Nullable Object text) {
		this.calls.add((this.time.nanoTime() - this.begin) / 1_000_000 + ":" + text);
		return null;
	}

	private void register(String name, List<String> groups, @Nullable String retry, Body body) {
		this.executions.register(define(name, groups, retry, body));
	}

	private void register(String name, List<String> groups, @Nullable String retry, Body body,
			RuntimeException misfit) {
		this.executions.register(new ExecuteDefinition(name, target(body, misfit), new CallReferences(groups, retry)));
	}

	private static ExecuteDefinition define(String name, List<String> groups, @Nullable String retry, Body body) {
		return new ExecuteDefinition(name, target(body, null), new CallReferences(groups, retry));
	}

	private static ExecuteTarget target(Body body, @Nullable RuntimeException misfit) {
		return new ExecuteTarget() {

			@Override
			public UserCode bind(List<? extends @Nullable Object> arguments) {
				if (misfit != null) {
					throw misfit;
				}
				return () -> body.call(arguments);
			}

			@Override
			public String describe() {
				return "test.Body.call()";
			}

		};
	}

	/**
	 * What is called.
	 */
	private interface Body {

		@Nullable Object call(List<? extends @Nullable Object> arguments) throws Throwable;

	}

}
