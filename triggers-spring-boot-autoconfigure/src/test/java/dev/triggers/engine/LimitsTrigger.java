package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.engine.LimitsElement.State;
import dev.triggers.engine.LimitsRun.Happening;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.registry.TestHandles;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A random trigger in the model of {@link LimitsRun}.
 */
final class LimitsTrigger {

	private final LimitsRun run;

	private final String name;

	private final TriggerHandle handle;

	private final List<LimitsGroup> groups;

	private final int concurrency;

	private final boolean retrying;

	private final Map<ExecutionId, LimitsExecution> executions = new HashMap<>();

	private @Nullable ExecutionId lastStarted;

	LimitsTrigger(LimitsRun run, String name, LocalTriggerEngine engine) {
		this.run = run;
		this.name = name;
		this.groups = new ArrayList<>(run.groups);
		Collections.shuffle(this.groups, run.random);
		this.groups.removeIf((group) -> run.random.nextInt(3) == 0);
		this.concurrency = new int[] { 0, 1, 2, 3, 8 }[run.random.nextInt(5)];
		this.retrying = run.random.nextInt(3) > 0;
		TestTriggers definition = TestTriggers.named(name)
			.schedule(Schedule.every(Duration.ofMillis(1 + run.random.nextInt(30)), IntervalMode.FIXED_RATE))
			.count(1 + run.random.nextInt(2))
			.concurrency(this.concurrency)
			.groups(this.groups.stream().map((group) -> group.group().name()).toArray(String[]::new))
			.elements(this::open)
			.calls(this::call);
		if (this.retrying) {
			definition.retry("policy");
		}
		if (run.random.nextInt(3) == 0) {
			definition.concurrent();
		}
		engine.register(definition.build());
		this.handle = TestHandles.of(engine, name);
	}

	void start() {
		if (!this.handle.state().isRunning()) {
			this.handle.start();
		}
	}

	void stopOrStart() {
		if (this.handle.state().isRunning()) {
			this.run.happens(Happening.STOP);
			this.handle.stop();
		}
		else {
			this.handle.start();
		}
	}

	void cancel() {
		if (this.handle.cancel()) {
			this.executions.values().forEach(LimitsExecution::cancel);
		}
	}

	private Object open() {
		LimitsExecution execution = new LimitsExecution(this.run, this);
		this.executions.put(this.lastStarted, execution);
		return execution;
	}

	private @Nullable Object call(@Nullable Object value) throws Exception {
		LimitsElement element = (LimitsElement) value;
		this.run.guarded(() -> element.execution().begin(element));
		int kind = this.run.random.nextInt(10);
		if (kind < 4) {
			Exception exception = exception();
			this.run.beforeEnd();
			element.execution().end(element, (exception != null) ? State.FAILED_ATTEMPT : State.OK);
			if (exception != null) {
				throw exception;
			}
			return null;
		}
		return pending(element, kind == 4);
	}

	private CompletableFuture<Object> pending(LimitsElement element, boolean stubborn) {
		CompletableFuture<Object> result = stubborn ? new Stubborn() : new CompletableFuture<>();
		result.whenComplete((value, ex) -> element.execution().end(element, state(ex)));
		this.run.at(this.run.random.nextInt(20), 0, () -> {
			Exception exception = exception();
			this.run.beforeEnd();
			if (exception != null) {
				result.completeExceptionally(exception);
			}
			else {
				result.complete("done");
			}
		});
		return result;
	}

	private static State state(@Nullable Throwable exception) {
		if (exception == null) {
			return State.OK;
		}
		return (exception instanceof FlakyException || exception instanceof IllegalStateException)
				? State.FAILED_ATTEMPT : State.CANCELLED;
	}

	private @Nullable Exception exception() {
		return switch (this.run.random.nextInt(10)) {
			case 0 -> new IllegalStateException("always");
			case 1, 2 -> new FlakyException();
			default -> null;
		};
	}

	void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Started started) {
			this.lastStarted = started.execution().id();
			if (this.executions.values().stream().anyMatch((execution) -> !execution.isFinished())) {
				this.run.happens(Happening.TWO_EXECUTIONS);
			}
		}
		else if (event instanceof ExecutionEvent.CallRepeated repeated) {
			execution(repeated.id()).repeated(repeated);
		}
		else if (event instanceof ExecutionEvent.CallFailed failed) {
			execution(failed.id()).failed(failed.failure());
		}
		else if (event instanceof ExecutionEvent.Finished finished) {
			execution(finished.execution().id()).finished(finished.execution());
		}
	}

	private LimitsExecution execution(ExecutionId id) {
		LimitsExecution execution = this.executions.get(id);
		assertThat(execution).as("execution of %s", this).isNotNull();
		return execution;
	}

	/**
	 * Compare the engine with the model.
	 */
	void look() {
		for (Execution execution : this.handle.currentExecutions()) {
			execution(execution.id()).checkCounts(execution.counts());
			assertThat(execution(execution.id()).mustHaveEnded()).isFalse();
		}
	}

	void checkEnd() {
		assertThat(this.handle.currentExecutions()).isEmpty();
		assertThat(this.executions.values()).allMatch(LimitsExecution::isFinished);
	}

	String name() {
		return this.name;
	}

	List<LimitsGroup> groups() {
		return this.groups;
	}

	int concurrency() {
		return this.concurrency;
	}

	boolean isRetrying() {
		return this.retrying;
	}

	@Override
	public String toString() {
		return this.name + " with concurrency " + this.concurrency + " in "
				+ this.groups.stream().map((group) -> group.group().name()).toList()
				+ (this.retrying ? " with retries" : "");
	}

	/**
	 * Exception that is retried.
	 */
	@SuppressWarnings("serial")
	static final class FlakyException extends Exception {

		FlakyException() {
			super("flaky", null, false, false);
		}

	}

	/**
	 * Result that cannot be cancelled.
	 */
	private static final class Stubborn extends CompletableFuture<Object> {

		@Override
		public boolean cancel(boolean mayInterrupt) {
			return false;
		}

	}

}
