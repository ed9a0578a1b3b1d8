package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.call.CallNesting;
import dev.triggers.engine.call.CallTools;
import dev.triggers.engine.execute.LocalExecutions;
import dev.triggers.engine.time.SchedulerTimer;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.execution.context.ExecutionScope;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.testsupport.TestTriggers;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the {@link ExecutionContexts} of executions and calls, with an executor that
 * takes what the submitting thread carries to its threads, as many applications do.
 */
class ContextTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ThreadLocal<@Nullable String> carried = new ThreadLocal<>();

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final Executor decorating = (task) -> {
		Consumer<Runnable> captured = capture();
		this.time.execute(() -> captured.accept(task));
	};

	private final List<String> begins = new ArrayList<>();

	private final List<String> ends = new ArrayList<>();

	private final List<String> seen = new ArrayList<>();

	private final CallTools tools = tools(new ExecutionContexts(this::begin, this::capture));

	private final LocalTriggerEngine engine = new LocalTriggerEngine(this.time, this.decorating, (name) -> this.time,
			this.tools, TestCalls.noActions(), () -> List.of(this::onEvent));

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(this.carried.get()).isNull();
	}

	@Test
	void callsAndListenersSeeTheirOwnExecution() {
		for (String name : List.of("a", "b", "c")) {
			this.engine.register(TestTriggers.named(name)
				.elements(1, 2, 3, 4, 5)
				.concurrency(2)
				.groups("one")
				.retry("twice")
				.calls((element) -> call(name, element))
				.build());
		}
		this.engine.open();
		List.of("a", "b", "c").forEach((name) -> this.engine.start(name, List.of()));
		this.time.advanceBy(Duration.ofMinutes(5));
		assertThat(this.seen).hasSizeGreaterThan(150).allMatch((text) -> text.matches("(\\w+) in \\1"));
		assertThat(this.ends).hasSizeGreaterThan(3).allMatch((text) -> text.matches("(\\w) in (\\1|null)"));
		assertThat(this.begins).hasSizeGreaterThan(3).allMatch((text) -> text.matches("\\w in null"));
	}

	private @Nullable Object call(String name, @Nullable Object element) throws IOException {
		this.seen.add(name + " in " + this.carried.get());
		if (Integer.valueOf(2).equals(element)) {
			throw new IOException("again");
		}
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		if (Integer.valueOf(3).equals(element)) {
			this.time.after(SECOND, () -> result.completeExceptionally(new IOException("later")));
			return result;
		}
		this.time.after(SECOND, () -> result.complete(null));
		return Integer.valueOf(4).equals(element) ? null : result;
	}

	private void onEvent(ExecutionEvent event) {
		if (!(event instanceof ExecutionEvent.Registered)) {
			this.seen.add(event.trigger().name() + " in " + this.carried.get());
		}
	}

	@Test
	void callsByNameSeeTheirOwnCaller() {
		LocalExecutions executions = new LocalExecutions(this.decorating, this.tools, Duration.ZERO);
		executions.register(new ExecuteDefinition("fetch", new Target((arguments) -> {
			String caller = String.valueOf(arguments.get(0));
			return () -> call(caller, arguments.get(1));
		}), new CallReferences(List.of("one"), "twice")));
		for (int element = 1; element <= 5; element++) {
			for (String caller : List.of("x", "y", "z")) {
				int argument = element;
				with(caller, () -> executions.execute("fetch", caller, argument)
					.whenComplete((value, ex) -> this.seen.add(caller + " in " + this.carried.get())));
			}
		}
		this.time.advanceBy(Duration.ofMinutes(5));
		assertThat(this.seen).hasSize(15 + 15 + 2 * 2 * 3).allMatch((text) -> text.matches("(\\w) in \\1"));
	}

	@Test
	void callThatIsRefusedEndsWithItsOwnCaller() {
		boolean[] refusing = new boolean[1];
		LocalExecutions executions = new LocalExecutions((task) -> {
			if (refusing[0]) {
				throw new IllegalStateException("refused");
			}
			this.decorating.execute(task);
		}, this.tools, Duration.ZERO);
		executions.register(new ExecuteDefinition("fetch", new Target((arguments) -> () -> call("x", 1)),
				new CallReferences(List.of("one"), null)));
		with("x", () -> executions.execute("fetch"));
		with("y", () -> executions.execute("fetch")
			.whenComplete((value, ex) -> this.seen.add(ex.getMessage() + " in " + this.carried.get())));
		this.time.runDue();
		refusing[0] = true;
		this.time.advanceBy(SECOND);
		assertThat(this.seen).containsExactly("x in x", "refused in y");
	}

	@Test
	void brokenContextsHurtNobody() {
		CallTools broken = tools(new ExecutionContexts((trigger, execution) -> new ExecutionScope() {

			@Override
			public void run(Runnable code) {
				if (ContextTests.this.seen.size() % 2 == 0) {
					code.run();
					code.run();
				}
				throw new IllegalStateException("broken");
			}

			@Override
			public void end(Execution ended) {
				throw new IllegalStateException("broken");
			}

		}, () -> (code) -> {
			throw new LinkageError("broken");
		}));
		LocalTriggerEngine other = new LocalTriggerEngine(this.time, this.time, (name) -> this.time, broken,
				TestCalls.noActions(), List::of);
		other.register(TestTriggers.named("a").elements(1, 1, 5).calls((element) -> call("a", element)).build());
		other.open();
		other.start("a", List.of());
		this.time.advanceBy(Duration.ofSeconds(5));
		assertThat(this.seen).hasSize(3);
		assertThat(other.find("a").state().iteration()).isOne();
		assertThat(other.statistics("a").executions().succeeded()).isOne();
	}

	@Test
	void executionWithoutScopeIsNotHurt() {
		CallTools broken = tools(new ExecutionContexts((trigger, execution) -> null, () -> null));
		LocalTriggerEngine other = new LocalTriggerEngine(this.time, this.time, (name) -> this.time, broken,
				TestCalls.noActions(), List::of);
		other.register(TestTriggers.named("a").build());
		other.open();
		CompletableFuture<Execution> result = other.fire("a");
		this.time.runDue();
		assertThat(result).isCompletedWithValueMatching((ended) -> ended.counts().ok() == 1);
	}

	@Test
	void scopeOfUnresponsiveExecutionEndsOnceWhenItsCodeHasReturned() {
		CompletableFuture<@Nullable Object> stubborn = new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterrupt) {
				return false;
			}

		};
		this.engine
			.register(TestTriggers.named("a").elements(1, 2).concurrency(2).calls((element) -> stubborn).build());
		this.engine.open();
		this.engine.fire("a");
		this.time.runDue();
		this.engine.cancel("a");
		this.time.advanceBy(Duration.ofSeconds(10));
		assertThat(this.ends).isEmpty();
		stubborn.complete(null);
		this.time.advanceBy(Duration.ofSeconds(10));
		assertThat(this.ends).hasSize(1);
	}

	private ExecutionScope begin(TriggerDefinition trigger, Execution execution) {
		this.begins.add(trigger.name() + " in " + this.carried.get());
		return new ExecutionScope() {

			@Override
			public void run(Runnable code) {
				with(trigger.name(), code);
			}

			@Override
			public void end(Execution ended) {
				ContextTests.this.ends.add(trigger.name() + " in " + ContextTests.this.carried.get());
			}

		};
	}

	private Consumer<Runnable> capture() {
		String value = this.carried.get();
		return (code) -> with(value, code);
	}

	private void with(@Nullable String value, Runnable code) {
		String outer = this.carried.get();
		this.carried.set(value);
		try {
			code.run();
		}
		finally {
			this.carried.set(outer);
		}
	}

	private CallTools tools(ExecutionContexts contexts) {
		MonotonicTimer timer = new SchedulerTimer(this.time, this.time::nanoTime);
		ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(1));
		RetryPolicy twice = RetryPolicy.of(RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(SECOND)));
		return new CallTools(timer, new ConcurrencyGroups(List.of(one), timer),
				new RetryPolicies(Map.of("twice", twice)), RandomGenerator.getDefault(), new CallNesting(), contexts);
	}

	/**
	 * Target of a call by name.
	 */
	private record Target(Binding binding) implements ExecuteTarget {

		@Override
		public UserCode bind(List<? extends @Nullable Object> arguments) {
			return this.binding.bind(arguments);
		}

		@Override
		public String describe() {
			return "test";
		}

	}

	/**
	 * What makes the call of arguments.
	 */
	private interface Binding {

		UserCode bind(List<? extends @Nullable Object> arguments);

	}

}
