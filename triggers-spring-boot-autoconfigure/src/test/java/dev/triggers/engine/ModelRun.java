package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays a plan on an engine and on a model, and compares them after each step.
 */
final class ModelRun {

	private static final String NAME = "model";

	private final ModelPlan plan;

	private final VirtualEngine virtual = new VirtualEngine(new ManualTaskScheduler(), null, List.of(this::onEvent));

	private final TriggerHandle handle = TestHandles.of(this.virtual.engine, NAME);

	private final Map<String, Execution> started = new HashMap<>();

	private final List<Execution> called = new ArrayList<>();

	private final List<String> log = new ArrayList<>();

	private final List<String> results = new ArrayList<>();

	private final List<CompletableFuture<?>> futures = new ArrayList<>();

	private final StringBuilder history = new StringBuilder();

	private TriggerModel model;

	private int befores;

	private int afters;

	private int executing;

	private int steps;

	private int lost;

	// whether the before-hook was called since the after-hook
	private boolean begun;

	private @Nullable String problem;

	ModelRun(ModelPlan plan) {
		this.plan = plan;
		this.model = new TriggerModel(plan, this.virtual.time.now(),
				(number) -> (number < this.called.size()) ? this.called.get(number) : null);
		this.virtual.engine.register(definition());
	}

	private void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Started beginning) {
			this.started.put(beginning.execution().id().value(), beginning.execution());
		}
	}

	private TriggerDefinition definition() {
		TestTriggers trigger = TestTriggers.named(NAME)
			.schedule(this.plan.schedule())
			.onStartup(this.plan.onStartup())
			.onFailure(this.plan.stopOnFailure() ? FailurePolicy.STOP : FailurePolicy.CONTINUE)
			.calls((element) -> callBody());
		if (this.plan.count() != null) {
			trigger.count(this.plan.count());
		}
		if (this.plan.concurrent()) {
			trigger.concurrent();
		}
		if (this.plan.hasBefore()) {
			trigger.before(this::callBefore);
		}
		if (this.plan.hasAfter()) {
			trigger.after(this::callAfter);
		}
		return trigger.build();
	}

	private @Nullable Object callBody() {
		Execution execution = this.started.get(MDC.get("triggerExecution"));
		boolean manual = execution.firing().cause() == Cause.MANUAL;
		this.called.add(execution);
		log(manual ? "manual" : "scheduled #" + execution.firing().iteration());
		check(manual || !this.plan.hasBefore() || !this.plan.hasAfter() || this.begun, "executed outside of its hooks");
		this.executing++;
		check(this.plan.concurrent() || this.executing == 1, "overlaps itself");
		CompletableFuture<@Nullable Object> result = call(ModelPlan.code(this.plan.bodies(), this.called.size() - 1));
		result.whenComplete((value, ex) -> this.executing--);
		return result(result);
	}

	private @Nullable Object callBefore() {
		log("before");
		check(!this.begun, "before-hook was called twice");
		this.begun = this.plan.hasAfter();
		return result(call(ModelPlan.code(this.plan.befores(), this.befores++)));
	}

	private @Nullable Object callAfter() {
		log("after");
		check(this.begun || !this.plan.hasBefore(), "after-hook was called without before-hook");
		this.begun = false;
		return result(call(ModelPlan.code(this.plan.afters(), this.afters++)));
	}

	private CompletableFuture<@Nullable Object> call(ModelPlan.Code code) {
		if (code.step() != null) {
			perform(code.step(), true);
		}
		if (code.fails()) {
			return code.takes().isZero() ? CompletableFuture.failedFuture(new IllegalStateException("wanted"))
					: this.virtual.fails(code.takes(), new IllegalStateException("wanted"));
		}
		return code.takes().isZero() ? CompletableFuture.completedFuture(null) : this.virtual.takes(code.takes());
	}

	/**
	 * Return a pending result, and anything else as a method does that waits for nothing.
	 */
	private static @Nullable Object result(CompletableFuture<@Nullable Object> result) {
		if (result.isCompletedExceptionally()) {
			throw new IllegalStateException("wanted");
		}
		return result.isDone() ? null : result;
	}

	private void log(String entry) {
		this.log.add(this.virtual.time.now() + " " + entry);
	}

	private void check(boolean condition, String message) {
		if (!condition && this.problem == null) {
			this.problem = message + " at " + this.virtual.time.now();
		}
	}

	String history() {
		return this.history.toString();
	}

	int steps() {
		return this.steps;
	}

	int lost() {
		return this.lost;
	}

	/**
	 * Play the plan.
	 * @return what is wrong, or {@code null}
	 */
	@Nullable Throwable failure() {
		try {
			compare();
			this.plan.steps().forEach(this::play);
			end();
			return null;
		}
		catch (AssertionError | RuntimeException ex) {
			return ex;
		}
	}

	private void play(ModelPlan.Step step) {
		boolean lost = this.model.isLost();
		this.steps++;
		this.lost += lost ? 1 : 0;
		perform(step, false);
		this.virtual.time.runDue();
		if (!lost) {
			this.model.perform(step, false);
			this.model.advance(Duration.ZERO);
		}
		record(step);
		compare();
		if (lost) {
			resync();
		}
	}

	private void record(ModelPlan.Step step) {
		this.history.append(this.virtual.time.now())
			.append(" ")
			.append(step)
			.append(" -> ")
			.append(this.handle.state())
			.append(" #")
			.append(this.handle.iteration())
			.append(this.model.isLost() ? " (" + this.model.why() + ")" : "")
			.append("\n");
	}

	private void perform(ModelPlan.Step step, boolean inside) {
		TriggerState before = this.handle.state();
		int number = this.results.size();
		this.results.add("unknown");
		String result = switch (step.kind()) {
			case ADVANCE -> {
				this.virtual.time.advanceBy(Objects.requireNonNull(step.duration()));
				yield "advanced";
			}
			case START -> start();
			case STOP -> String.valueOf(this.handle.stop());
			case CANCEL -> String.valueOf(this.handle.cancel());
			case RESTART -> restart(inside);
			case FIRE -> future(this.handle.fire());
			case CHANGE_SCHEDULE -> String.valueOf(this.handle.changeSchedule(Objects.requireNonNull(step.schedule())));
		};
		this.results.set(number, result);
		TriggerState after = this.handle.state();
		check(ModelTable.allows(step.kind(), before, result, after),
				step + " in state " + before + " gave " + result + " and led to " + after);
	}

	private String start() {
		try {
			this.handle.start();
			return "started";
		}
		catch (IllegalStateException ex) {
			return "refused";
		}
	}

	private String restart(boolean inside) {
		if (!inside) {
			return future(this.virtual.engine.restart(NAME, List.of()));
		}
		check(this.virtual.engine.isCalledBy(NAME), "does not know who calls it");
		try {
			return String.valueOf(this.handle.restart());
		}
		catch (InterruptedException ex) {
			return "interrupted";
		}
	}

	private String future(CompletableFuture<?> future) {
		this.futures.add(future);
		return "future";
	}

	private void compare() {
		assertThat(this.problem).isNull();
		assertThat(Thread.interrupted()).as("interrupted").isFalse();
		assertThat(awaitNothing()).as("has ended").isNotEqualTo(this.handle.isRunning());
		if (this.model.isLost()) {
			return;
		}
		assertThat(this.log).as("executions and hooks").isEqualTo(this.model.log);
		assertThat(this.results).as("results").isEqualTo(this.model.results);
		assertThat(statuses()).as("futures").isEqualTo(this.model.futures);
		assertThat(this.handle.state()).as("state").isEqualTo(this.model.state);
		assertThat(this.handle.iteration()).as("iteration").isEqualTo(this.model.iteration);
		assertThat(this.handle.remaining()).as("remaining").isEqualTo(this.model.remaining());
		assertThat(this.handle.schedule()).as("schedule").isEqualTo(this.model.schedule());
		assertThat(this.handle.currentExecutions()).as("executions under way").hasSize(this.model.executing());
		assertThat(this.handle.hasFailed()).as("has failed").isEqualTo(this.model.hasFailed());
		compareNext(this.handle.nextFiring(), this.model.next());
	}

	private void compareNext(@Nullable Instant actual, @Nullable Instant expected) {
		if (actual == null && this.handle.state() == TriggerState.EXECUTING) {
			return;
		}
		Instant now = this.virtual.time.now();
		if (actual != null && expected != null && expected.isBefore(now)) {
			// of several that were missed it may be any
			assertThat(actual).as("next firing").isBetween(expected, now);
			return;
		}
		assertThat(actual).as("next firing").isEqualTo(expected);
	}

	private boolean awaitNothing() {
		try {
			return this.handle.await(Duration.ZERO);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private List<String> statuses() {
		return this.futures.stream().map(ModelRun::status).toList();
	}

	private static String status(CompletableFuture<?> future) {
		if (!future.isDone()) {
			return "PENDING";
		}
		try {
			Object value = future.join();
			return (value instanceof Boolean) ? value.toString() : "DONE";
		}
		catch (CancellationException ex) {
			return "DROPPED";
		}
		catch (CompletionException ex) {
			return (ex.getCause() instanceof CancellationException) ? "DROPPED" : ex.toString();
		}
	}

	/**
	 * Let the trigger end, and the model go on from there.
	 */
	private void resync() {
		for (int i = 0; i < 20 && !isQuiet(); i++) {
			this.handle.cancel();
			this.virtual.time.runDue();
		}
		compare();
		assertThat(isQuiet()).as("has ended after it was cancelled").isTrue();
		this.model = this.model.resync(this.virtual.time.now(), this.handle.state(), this.handle.iteration(),
				this.handle.schedule());
		this.model.calls = this.called.size();
		this.model.befores = this.befores;
		this.model.afters = this.afters;
		this.model.log.addAll(this.log);
		this.model.results.addAll(this.results);
		this.model.futures.addAll(statuses());
		this.history.append(this.virtual.time.now()).append(" model is there again\n");
		compare();
	}

	private boolean isQuiet() {
		return !this.handle.isRunning() && this.handle.currentExecutions().isEmpty()
				&& this.futures.stream().allMatch(CompletableFuture::isDone);
	}

	private void end() {
		for (int i = 0; i < 20 && (i == 0 || !isQuiet()); i++) {
			play(new ModelPlan.Step(ModelPlan.Kind.STOP, null, null));
			play(new ModelPlan.Step(ModelPlan.Kind.ADVANCE, Duration.ofMinutes(10), null));
		}
		assertThat(isQuiet()).as("has ended after it was stopped").isTrue();
		assertThat(this.virtual.time.pending()).as("timers left").isZero();
	}

}
