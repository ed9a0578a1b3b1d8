package dev.triggers.engine.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.engine.bulk.ElementFeed.Taken;
import dev.triggers.engine.call.CallHost;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.call.CallWork;
import dev.triggers.engine.call.CallsInFlight;
import dev.triggers.engine.call.GuardedCall;
import dev.triggers.engine.call.LogContext;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.work.TriggerTarget;

/**
 * One execution: calls the target for each element, with a bounded number of elements in
 * flight.
 * <p>
 * Elements are taken one by one by <em>slots</em>. A slot is a loop on a thread of the
 * executor that takes an element, calls the target and takes the next; each call that its
 * concurrency groups let pass adds a slot until the concurrency is reached, so that no
 * more than one element waits to be let pass for the first time. A slot whose call waits
 * for its groups, for a pending result or to be made again, gives its thread back and
 * goes on later. The slot that leaves last ends the execution.
 *
 * @since 1.0.0
 */
public final class BulkExecution implements CallHost {

	private final ExecutionPlan plan;

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ExecutionId id = ExecutionId.random();

	private final Instant startTime;

	private final long startNanos;

	private final CallProgress progress = new CallProgress();

	private final CallsInFlight inFlight = new CallsInFlight();

	private final ElementFeed feed;

	private final Consumer<Execution> onEnd;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private int slots = 1;

	private boolean admitting;

	// set before the second slot is added
	private TriggerTarget target;

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
		this.definition = plan.definition();
		this.binding = binding;
		this.listeners = listeners;
		this.onEnd = onEnd;
		this.feed = new ElementFeed(this.definition.work().elements(), plan.selection(), this.inFlight);
		this.startTime = binding.now();
		this.startNanos = binding.nanoTime();
		this.target = this.definition.work().target();
	}

	/**
	 * Execute, beginning on the calling thread.
	 */
	public void run() {
		withContext(() -> {
			dispatch(new ExecutionEvent.Started(this.definition, snapshot()));
			Opening opening = new Opening();
			CallRules rules = this.plan.rules().withoutAny();
			if (new GuardedCall(rules, this, opening, opening::end).run()) {
				opening.end();
			}
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

	private void takeElements() {
		while (mayTake()) {
			ElementCall next = take();
			if (next == null) {
				waitsNoLonger();
				leave();
				return;
			}
			boolean ended = new GuardedCall(this.plan.rules(), this, next, this::takeElements).run();
			if (!ended || handBack()) {
				return;
			}
		}
	}

	/**
	 * Let a slot take an element, or leave because another one has taken an element that
	 * waits to be let pass: that one adds a slot when it is.
	 */
	private boolean mayTake() {
		if (this.plan.rules().areUnlimited()) {
			return true;
		}
		this.lock.lock();
		try {
			if (this.admitting) {
				this.slots--;
				return false;
			}
			this.admitting = true;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Let other slots take elements: the one that was taken will not be let pass.
	 */
	private void waitsNoLonger() {
		this.lock.lock();
		try {
			this.admitting = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable ElementCall take() {
		try {
			Taken taken = this.feed.take();
			if (taken == null) {
				return null;
			}
			this.progress.began();
			return new ElementCall(taken.element());
		}
		catch (Throwable ex) {
			broke(ex, 1);
			return null;
		}
	}

	/**
	 * Give the thread to others that wait for one, and go on when it is this execution's
	 * turn again.
	 */
	private boolean handBack() {
		return this.binding.isCongested() && submit(() -> withContext(this::takeElements));
	}

	@Override
	public void goOn(Runnable code) {
		Runnable withContext = () -> withContext(code);
		if (!submit(withContext)) {
			withContext.run();
		}
	}

	private boolean submit(Runnable code) {
		try {
			this.binding.executor().execute(code);
			return true;
		}
		catch (Throwable ex) {
			// shut down, short of memory, or broken: the slots that exist do the rest
			return false;
		}
	}

	private void addSlot() {
		int concurrency = this.definition.work().concurrency();
		this.lock.lock();
		try {
			this.admitting = false;
			if (this.feed.isExhausted() || (concurrency > 0 && this.slots >= concurrency)) {
				return;
			}
			this.slots++;
		}
		finally {
			this.lock.unlock();
		}
		if (!submit(() -> withContext(this::takeElements))) {
			leave();
		}
	}

	private void leave() {
		this.lock.lock();
		try {
			this.slots--;
			if (this.slots > 0) {
				return;
			}
		}
		finally {
			this.lock.unlock();
		}
		try {
			this.feed.close();
		}
		catch (Throwable ex) {
			failOutside(ex, 1);
		}
		this.onEnd.accept(snapshot((this.inFlight.isCancelled()) ? Outcome.CANCELLED : this.progress.outcome()));
	}

	/**
	 * Take note that the elements could not be read to their end.
	 */
	private void broke(Throwable exception, int attempts) {
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

	private void fail(CallFailure failure, boolean call) {
		this.progress.failed(failure, call);
		dispatch(new ExecutionEvent.CallFailed(this.definition, this.id, failure));
	}

	private boolean isOwnInterruption(Throwable exception) {
		return this.inFlight.isCancelled() && CallsInFlight.isInterruption(exception);
	}

	private void withContext(Runnable code) {
		LogContext.run(this.definition.name(), this.id, code);
	}

	/**
	 * Call of user code that is made again when its exception is reconnectable.
	 */
	private abstract class ReconnectingCall implements CallWork {

		private final @Nullable Element element;

		ReconnectingCall(@Nullable Element element) {
			this.element = element;
		}

		@Override
		public @Nullable Duration repeatAfter(Throwable exception, int repetition) {
			return BulkExecution.this.plan.reconnect().delay(exception, repetition);
		}

		@Override
		public void repeats(Throwable exception, int attempts, Duration delay, @Nullable RetryDecision retry) {
			CallFailure failure = new CallFailure(this.element, attempts, exception);
			dispatch(new ExecutionEvent.CallRepeated(BulkExecution.this.definition, BulkExecution.this.id, failure,
					delay, retry));
		}

	}

	/**
	 * Opening the elements.
	 */
	private final class Opening extends ReconnectingCall {

		private boolean opened;

		Opening() {
			super(null);
		}

		@Override
		public @Nullable Object call() throws Throwable {
			TriggerTarget declared = BulkExecution.this.definition.work().target();
			List<@Nullable Object> arguments = BulkExecution.this.plan.arguments();
			TriggerTarget bound = arguments.isEmpty() ? declared : declared.withArguments(arguments);
			BulkExecution.this.target = bound.within(BulkExecution.this.plan.context().apply(BulkExecution.this));
			BulkExecution.this.feed.open();
			return null;
		}

		@Override
		public void succeeded(@Nullable Object result) {
			this.opened = true;
		}

		@Override
		public void failed(Throwable exception, int attempts) {
			if (!isOwnInterruption(exception)) {
				broke(exception, attempts);
			}
		}

		/**
		 * Take the elements, if they could be opened.
		 */
		void end() {
			if (this.opened) {
				takeElements();
			}
			else {
				leave();
			}
		}

	}

	/**
	 * Call of the target.
	 */
	private final class ElementCall extends ReconnectingCall {

		private final @Nullable Element element;

		private boolean admitted;

		ElementCall(@Nullable Element element) {
			super(element);
			this.element = element;
		}

		@Override
		public void admitted() {
			this.admitted = true;
			addSlot();
		}

		@Override
		public @Nullable Object call() throws Throwable {
			return BulkExecution.this.target.call(this.element);
		}

		@Override
		public void succeeded(@Nullable Object result) {
			BulkExecution.this.progress.succeeded();
		}

		@Override
		public void failed(Throwable exception, int attempts) {
			if (!this.admitted) {
				waitsNoLonger();
			}
			if (isOwnInterruption(exception)) {
				BulkExecution.this.progress.cancelled();
			}
			else {
				fail(new CallFailure(this.element, attempts, exception), true);
			}
		}

	}

}
