package dev.triggers.engine.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.engine.bulk.ElementFeed.Call;
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
 * executor that takes an element, calls the target and takes the next; each element taken
 * adds a slot until the concurrency is reached. A slot whose call returned a pending
 * result, or waits to be repeated, gives its thread back and goes on later. The slot that
 * leaves last ends the execution.
 *
 * @since 1.0.0
 */
public final class BulkExecution {

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
			open(1);
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
	 * Return the execution so far.
	 * @return the execution, without outcome
	 */
	public Execution snapshot() {
		return snapshot(null);
	}

	private Execution snapshot(@Nullable Outcome outcome) {
		Duration elapsed = Duration.ofNanos(this.binding.nanoTime() - this.startNanos);
		return new Execution(this.id, this.plan.firing(), this.startTime,
				new Progress(this.progress.counts(this.feed.total()), elapsed), this.progress.failures(), outcome);
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

	private void open(int attempt) {
		try {
			if (!this.plan.arguments().isEmpty()) {
				this.target = this.target.withArguments(this.plan.arguments());
			}
			if (this.feed.open()) {
				takeElements();
			}
			else {
				leave();
			}
		}
		catch (Throwable ex) {
			Call opening = new Call(null, attempt);
			if (!repeats(opening, ex, () -> open(attempt + 1))) {
				broke(ex, attempt);
				leave();
			}
		}
	}

	private void slot() {
		withContext(this::takeElements);
	}

	private void takeElements() {
		while (true) {
			Call next = take();
			if (next == null) {
				leave();
				return;
			}
			addSlot();
			if (!call(next) || handBack()) {
				return;
			}
		}
	}

	/**
	 * Give the thread to others that wait for one, and go on when it is this execution's
	 * turn again.
	 */
	private boolean handBack() {
		return this.binding.isCongested() && submit(this::slot);
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

	private @Nullable Call take() {
		try {
			return this.feed.take();
		}
		catch (Throwable ex) {
			broke(ex, 1);
			return null;
		}
	}

	private void broke(Throwable exception, int attempt) {
		this.progress.broke();
		fail(new Call(null, attempt), exception);
	}

	private void addSlot() {
		int concurrency = this.definition.work().concurrency();
		this.lock.lock();
		try {
			if (this.feed.isExhausted() || (concurrency > 0 && this.slots >= concurrency)) {
				return;
			}
			this.slots++;
		}
		finally {
			this.lock.unlock();
		}
		if (!submit(this::slot)) {
			leave();
		}
	}

	/**
	 * Call the target.
	 * @return {@code false} if the call goes on, and with it the slot, elsewhere
	 */
	private boolean call(Call call) {
		try {
			CompletionStage<?> pending = invoke(call.element());
			if (pending != null) {
				return await(call, pending);
			}
			this.progress.succeeded();
			return true;
		}
		catch (Throwable ex) {
			return ended(call, ex);
		}
	}

	private @Nullable CompletionStage<?> invoke(@Nullable Element element) throws Throwable {
		if (!this.inFlight.enter()) {
			throw new CancellationException("Execution was cancelled");
		}
		try {
			return PendingResult.of(this.target.call(element));
		}
		finally {
			this.inFlight.exit();
		}
	}

	private boolean await(Call call, CompletionStage<?> pending) {
		AtomicBoolean undecided = new AtomicBoolean(true);
		AtomicBoolean pendingStill = new AtomicBoolean(true);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		this.inFlight.enter(pending);
		pending.whenComplete((value, ex) -> {
			if (!pendingStill.compareAndSet(true, false)) {
				// a stage of the application that ends twice
				return;
			}
			this.inFlight.exit(pending);
			failure.set(ex);
			if (!undecided.compareAndSet(true, false)) {
				goOn(() -> {
					if (ended(call, ex)) {
						takeElements();
					}
				});
			}
		});
		return !undecided.compareAndSet(true, false) && ended(call, failure.get());
	}

	private void goOn(Runnable code) {
		Runnable withContext = () -> withContext(code);
		if (!submit(withContext)) {
			withContext.run();
		}
	}

	/**
	 * Take note of how a call ended.
	 * @return {@code false} if it is repeated later, and the slot goes on then
	 */
	private boolean ended(Call call, @Nullable Throwable exception) {
		if (exception == null) {
			this.progress.succeeded();
			return true;
		}
		Throwable cause = PendingResult.unwrap(exception);
		boolean repeats = repeats(call, cause, () -> {
			if (call(call.again())) {
				takeElements();
			}
		});
		if (!repeats) {
			fail(call, cause);
		}
		return !repeats;
	}

	private boolean repeats(Call call, Throwable exception, Runnable again) {
		Duration delay = this.plan.reconnect().delay(exception, call.attempt());
		if (delay == null || this.inFlight.isCancelled()) {
			return false;
		}
		CallFailure failure = new CallFailure(call.element(), call.attempt(), exception);
		CompletableFuture<@Nullable Void> pause = new CompletableFuture<>();
		Future<?> timer;
		try {
			timer = this.binding.schedule(() -> pause.complete(null), this.binding.now().plus(delay));
		}
		catch (Throwable ex) {
			// the scheduler was shut down: there is no later
			exception.addSuppressed(ex);
			return false;
		}
		dispatch(new ExecutionEvent.CallRepeated(this.definition, this.id, failure, delay, null));
		this.inFlight.enter(pause);
		pause.whenComplete((value, cancellation) -> {
			this.inFlight.exit(pause);
			timer.cancel(false);
			goOn((cancellation != null) ? this::takeElements : again);
		});
		return true;
	}

	private void fail(Call call, Throwable exception) {
		if (this.inFlight.isCancelled() && CallsInFlight.isInterruption(exception)) {
			return;
		}
		CallFailure failure = new CallFailure(call.element(), call.attempt(), exception);
		this.progress.failed(failure);
		dispatch(new ExecutionEvent.CallFailed(this.definition, this.id, failure));
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
			fail(new Call(null, 1), ex);
		}
		this.onEnd.accept(snapshot((this.inFlight.isCancelled()) ? Outcome.CANCELLED : this.progress.outcome()));
	}

	private void withContext(Runnable code) {
		LogContext.run(this.definition.name(), this.id, code);
	}

}
