package dev.triggers.engine.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.element.Elements;
import dev.triggers.engine.bulk.BulkExecution;
import dev.triggers.engine.bulk.ExecutionPlan;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.runner.AskedExecutions.Asked;
import dev.triggers.engine.runner.ExecutionsUnderWay.Entry;
import dev.triggers.engine.runner.RunnerState.Position;
import dev.triggers.engine.runner.RunnerState.Step;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.firing.FiringEvent;
import dev.triggers.firing.FiringPlan;
import dev.triggers.firing.FiringRules;
import dev.triggers.firing.NextFiring;

/**
 * Executions of one trigger, from their begin until they have been reported.
 */
final class RunnerExecutions {

	/**
	 * What blocks for less than this costs less than to wake a thread for it.
	 */
	private static final Duration SHORT = Duration.ofNanos(250_000);

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ExecutionPlans plans;

	private final RunnerState state;

	private final BooleanSupplier open;

	private final Runnable pursue;

	private final ExecutionsUnderWay underWay = new ExecutionsUnderWay();

	private final RunnerStatistics statistics;

	private final Brevity brevity = new Brevity(SHORT);

	// all below are written under the lock of the trigger; the first is volatile for
	// readers
	private volatile @Nullable Execution last;

	// made at the first failure
	private @Nullable FailureMemory failures;

	private int reporting;

	/**
	 * Create the executions of a trigger.
	 * @param definition the trigger
	 * @param binding gives time and threads
	 * @param listeners are told of all that happens
	 * @param plans says what each execution is to do
	 * @param state the state of the trigger
	 * @param open tells whether the trigger may fire; asked by any thread
	 * @param pursue does what the state asks for after a change
	 */
	RunnerExecutions(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners,
			ExecutionPlans plans, RunnerState state, BooleanSupplier open, Runnable pursue) {
		this.definition = definition;
		this.binding = binding;
		this.listeners = listeners;
		this.plans = plans;
		this.state = state;
		this.open = open;
		this.pursue = pursue;
		this.statistics = new RunnerStatistics(binding.nanoTime());
	}

	ExecutionsUnderWay underWay() {
		return this.underWay;
	}

	@Nullable Execution last() {
		return this.last;
	}

	/**
	 * Return whether executions take so little time that they cannot block; without the
	 * lock.
	 */
	boolean areShort() {
		return this.brevity.isExpected();
	}

	/**
	 * Return what the trigger has done so far.
	 */
	TriggerStatistics statistics() {
		return this.state.locked(() -> this.statistics.with(this.underWay.uncounted(), this.binding.nanoTime()));
	}

	/**
	 * Return whether executions that have ended are being reported; called under the
	 * lock.
	 */
	boolean isReporting() {
		return this.reporting > 0;
	}

	/**
	 * Return an execution that somebody asks for, if it is possible.
	 * @throws NoSuchExecutionException if an earlier execution is not remembered
	 * @throws IllegalArgumentException if elements or arguments do not fit
	 */
	Asked asked(FireRequest request) {
		if (request.arguments() != null) {
			this.definition.work().target().withArguments(request.arguments());
		}
		ExecutionId failedIn = request.failedIn();
		return new Asked(request, (failedIn != null) ? failed(failedIn).elements() : elements(request));
	}

	private FailureMemory.Failed failed(ExecutionId id) {
		FailureMemory.Failed failed = this.state.locked(() -> (this.failures != null) ? this.failures.find(id) : null);
		if (failed == null) {
			throw new NoSuchExecutionException(this.definition.name(), id);
		}
		return failed;
	}

	private @Nullable List<Element> elements(FireRequest request) {
		List<@Nullable Object> elements = request.elements();
		if (elements == null) {
			return null;
		}
		Assert.isTrue(this.definition.work().elements() != Elements.none(),
				() -> "Trigger '" + this.definition.name() + "' has no elements");
		return IntStream.range(0, elements.size()).mapToObj((i) -> new Element(i, elements.get(i))).toList();
	}

	/**
	 * Begin an execution, which the caller runs without the lock; called under the lock.
	 */
	Entry begin(NextFiring firing, @Nullable Asked asked) {
		ExecutionPlan plan = this.plans.plan(firing, this.state.get(), asked, this.last);
		Entry[] self = new Entry[1];
		self[0] = new Entry(new BulkExecution(plan, this.binding, this.listeners, (ended) -> finished(self[0], ended)),
				asked);
		this.underWay.add(self[0]);
		return self[0];
	}

	/**
	 * Return what interrupts all executions that are under way now; called under the
	 * lock, and to be done without it.
	 */
	Runnable interruption() {
		List<Entry> interrupted = this.underWay.all();
		return () -> new CancellationWatch(this.definition, this.binding, this.listeners, this.underWay, this::abandon)
			.interrupt(interrupted);
	}

	/**
	 * Report what is noteworthy of a plan; called without the lock.
	 * @param plan the plan
	 * @param entry the execution that the calling thread is to run or has run, which
	 * listeners cannot wait for, or {@code null} if there is none
	 */
	void report(FiringPlan plan, @Nullable Entry entry) {
		if (plan.scheduleFailure() != null) {
			SafeLog.error(this.definition.references().log(),
					"Schedule of trigger '" + this.definition.name() + "' failed: "
							+ this.state.get().schedule(this.definition).expression() + "; it is asked again in "
							+ FiringRules.SCHEDULE_RETRY.toSeconds() + " s",
					plan.scheduleFailure());
		}
		if (plan.missed() > 0) {
			this.state.locked(() -> this.statistics.missed(plan.missed()));
			Instant nextTime = (plan.firing() != null) ? plan.firing().time() : plan.nextTime();
			ExecutionEvent event = new ExecutionEvent.Misfired(this.definition, plan.missed(), nextTime);
			if (entry != null) {
				entry.execution().dispatch(event);
			}
			else {
				this.listeners.dispatch(event);
			}
		}
	}

	private void finished(Entry entry, Execution ended) {
		if (ended.hasFailures()) {
			List<Element> failed = entry.execution().failedElements();
			this.state.locked(() -> remember(ended.id(), failed));
		}
		FiringPlan plan = end(entry, ended);
		entry.execution()
			.dispatch(new ExecutionEvent.Finished(this.definition, ended, (plan != null) ? plan.nextTime() : null));
		if (plan != null) {
			report(plan, entry);
		}
		this.state.locked(() -> {
			// armed only now, so that the next execution begins after this one was
			// reported
			this.underWay.remove(entry);
			this.reporting--;
			this.pursue.run();
		});
		if (entry.asked() != null) {
			entry.asked().result().complete(ended);
		}
	}

	private void remember(ExecutionId id, @Nullable List<Element> failed) {
		if (this.failures == null) {
			this.failures = new FailureMemory();
		}
		this.failures.remember(id, failed);
	}

	/**
	 * Let an execution end.
	 * @return what comes next, or {@code null} if nobody waits for the execution or the
	 * engine closes
	 */
	private @Nullable FiringPlan end(Entry entry, Execution ended) {
		FiringEvent event = new FiringEvent.Finished(ended.hasFailures(), entry.asked() != null);
		while (true) {
			Position before = this.state.position();
			Step step = this.state.next(before, event);
			Boolean done = this.state.locked(() -> ends(entry, ended, before, step));
			if (done) {
				return (!entry.isAbandoned() && this.open.getAsBoolean()) ? step.plan() : null;
			}
		}
	}

	private boolean ends(Entry entry, Execution ended, Position before, Step step) {
		if (!entry.isAbandoned()) {
			if (!this.state.change(before, step)) {
				return false;
			}
			entry.end();
			this.last = ended;
			Duration duration = ended.duration();
			this.brevity.took((duration != null && duration.getSeconds() == 0) ? duration.getNano() : Long.MAX_VALUE);
		}
		entry.count();
		this.statistics.ended(ended, entry.execution().repetitions(), this.binding.nanoTime());
		this.reporting++;
		return true;
	}

	/**
	 * Wait no longer for an execution that ignores interrupts, if others may overlap it.
	 */
	private void abandon(Entry entry) {
		this.state.locked(() -> {
			if (this.definition.execution().concurrent() && entry.abandon()) {
				this.state.change(new FiringEvent.Abandoned(1));
				this.pursue.run();
			}
		});
	}

}
