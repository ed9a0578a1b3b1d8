package dev.triggers.engine.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.engine.call.CallHost;
import dev.triggers.engine.call.CallsInFlight;
import dev.triggers.engine.call.LogContext;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.work.TriggerTarget;

/**
 * One execution: calls the target for each element, with a bounded number of elements in
 * flight. Knows how far it is, reports what happens, and can be cancelled.
 *
 * @since 1.0.0
 */
public final class BulkExecution implements CallHost {

	private final ExecutionPlan plan;

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ExecutionId id;

	private final Instant startTime;

	private final long startNanos;

	private final CallProgress progress = new CallProgress();

	private final CallsInFlight inFlight = new CallsInFlight();

	private final ElementFeed feed;

	private final Consumer<Execution> onEnd;

	// set on the first thread, before there are others
	private @Nullable SafeScope scope;

	/**
	 * Create an execution.
	 * @param plan what to do
	 * @param binding gives time and threads
	 * @param listeners get all events except the last, which is up to {@code onEnd}
	 * @param onEnd called once, when all calls have ended
	 */
	public BulkExecution(ExecutionPlan plan, SchedulerBinding binding, ListenerDispatcher listeners,
			Consumer<Execution> onEnd) {
		this.plan = plan;
		this.id = plan.id();
		this.definition = plan.definition();
		this.binding = binding;
		this.listeners = listeners;
		this.onEnd = onEnd;
		this.feed = new ElementFeed(this.definition.work().elements(), plan.selection(), this.inFlight);
		this.startTime = binding.now();
		this.startNanos = binding.nanoTime();
	}

	/**
	 * Execute, beginning on the calling thread.
	 */
	public void run() {
		LogContext.run(this.definition.name(), this.id, this::runInScope);
	}

	private void runInScope() {
		Execution begun = snapshot();
		SafeScope opened = new SafeScope(this.plan.rules().tools().contexts(), this.definition, begun);
		this.scope = opened;
		opened.run(() -> {
			dispatch(new ExecutionEvent.Started(this.definition, begun));
			new ElementLoop(this, this.plan, this.feed, this.progress).run();
		});
	}

	/**
	 * Return what tells executions apart.
	 * @return the id
	 */
	public ExecutionId id() {
		return this.id;
	}

	/**
	 * Return why this executes.
	 * @return the firing
	 */
	public Execution.Firing firing() {
		return this.plan.firing();
	}

	/**
	 * Name this execution in a log record.
	 * @return the names of the trigger and of the execution
	 */
	public String describe() {
		return this.definition.name() + " (execution " + this.id + ")";
	}

	/**
	 * Take no more elements, and interrupt the calls in flight.
	 */
	public void cancel() {
		this.inFlight.cancel();
	}

	/**
	 * Return the threads that calls, and listeners, are on.
	 * @return the threads
	 */
	public Set<Thread> threads() {
		return this.inFlight.threads();
	}

	/**
	 * Return the elements whose calls have failed.
	 * @return the elements, or {@code null} if all have to be executed to make up for the
	 * failures
	 */
	public @Nullable List<Element> failedElements() {
		return this.progress.failedElements();
	}

	/**
	 * Return how long the execution has been going on, and how far it is.
	 * @return the progress at this moment
	 */
	public Progress progress() {
		Duration elapsed = Duration.ofNanos(this.binding.nanoTime() - this.startNanos);
		return new Progress(this.progress.counts(this.feed.total()), elapsed);
	}

	/**
	 * Return the numbers of elements, without their total, which code of the application
	 * may have to be asked for.
	 * @return the numbers so far
	 */
	public ElementCounts counts() {
		return this.progress.counts(null);
	}

	/**
	 * Return how often a call was made again so far.
	 * @return the number
	 */
	public long repetitions() {
		return this.progress.repetitions();
	}

	/**
	 * Return when the execution began.
	 * @return the time of the wall clock
	 */
	public Instant startTime() {
		return this.startTime;
	}

	@Override
	public MonotonicTimer timer() {
		return this.binding;
	}

	@Override
	public CallsInFlight inFlight() {
		return this.inFlight;
	}

	/**
	 * Return the execution so far.
	 * @return the execution, without outcome
	 */
	public Execution snapshot() {
		return snapshot(null);
	}

	private Execution snapshot(@Nullable Outcome outcome) {
		return new Execution(this.id, this.plan.firing(), this.startTime, progress(), this.progress.failures(),
				outcome);
	}

	/**
	 * Tell the listeners, which may be user code: interrupt them as the calls.
	 * @param event what happened
	 */
	public void dispatch(ExecutionEvent event) {
		boolean entered = this.inFlight.enter();
		try {
			this.inFlight.spare(() -> this.listeners.dispatch(event));
		}
		finally {
			if (entered) {
				this.inFlight.exit();
			}
		}
	}

	@Override
	public void goOn(Runnable code) {
		boolean[] submitted = new boolean[1];
		// what an executor captures is this execution's, not that of whoever made room
		withContext(() -> submitted[0] = submit(code));
		if (!submitted[0]) {
			withContext(code);
		}
	}

	/**
	 * Return whether others wait for a thread of the executor.
	 */
	boolean isCongested() {
		return this.binding.isCongested();
	}

	/**
	 * Run code on a thread of the executor.
	 * @return {@code false} if the executor refuses
	 */
	boolean submit(Runnable code) {
		try {
			this.binding.executor().execute(() -> withContext(code));
			return true;
		}
		catch (Throwable ex) {
			// shut down, short of memory, or broken: the slots that exist do the rest
			return false;
		}
	}

	/**
	 * Open the elements, and bind the target to this execution.
	 */
	TriggerTarget open() throws Throwable {
		TriggerTarget declared = this.definition.work().target();
		List<@Nullable Object> arguments = this.plan.arguments();
		TriggerTarget bound = arguments.isEmpty() ? declared : declared.withArguments(arguments);
		TriggerTarget target = bound.within(this.plan.context().apply(this));
		this.feed.open();
		return target;
	}

	/**
	 * End, when no call is left.
	 */
	void end() {
		try {
			this.feed.close();
		}
		catch (Throwable ex) {
			failOutside(ex, 1);
		}
		Execution ended = snapshot((this.inFlight.isCancelled()) ? Outcome.CANCELLED : this.progress.outcome());
		this.onEnd.accept(ended);
		if (this.scope != null) {
			this.scope.end(ended);
		}
	}

	/**
	 * Take note that the elements could not be read to their end.
	 */
	void broke(Throwable exception, int attempts) {
		this.progress.broke();
		failOutside(exception, attempts);
	}

	/**
	 * Take note of a failure outside of the calls.
	 */
	private void failOutside(Throwable exception, int attempts) {
		if (!isOwnInterruption(exception)) {
			fail(new CallFailure(null, attempts, exception), false);
		}
	}

	/**
	 * Take note that a call failed for good, or was cancelled.
	 */
	void failed(CallFailure failure) {
		if (isOwnInterruption(failure.exception())) {
			this.progress.cancelled();
		}
		else {
			fail(failure, true);
		}
	}

	private void fail(CallFailure failure, boolean call) {
		this.progress.failed(failure, call);
		dispatch(new ExecutionEvent.CallFailed(this.definition, this.id, failure));
	}

	/**
	 * Take note that a call failed and is made again.
	 */
	void repeats(CallFailure failure, Duration delay, @Nullable RetryDecision retry) {
		this.progress.repeated();
		dispatch(new ExecutionEvent.CallRepeated(this.definition, this.id, failure, delay, retry));
	}

	private boolean isOwnInterruption(Throwable exception) {
		return this.inFlight.isCancelled() && CallsInFlight.isInterruption(exception);
	}

	private void withContext(Runnable code) {
		SafeScope surrounding = this.scope;
		LogContext.run(this.definition.name(), this.id, (surrounding != null) ? () -> surrounding.run(code) : code);
	}

}
