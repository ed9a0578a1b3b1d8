package dev.triggers.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.element.ElementCursor;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;

/**
 * One execution: calls the target for each element, with a bounded number of elements in
 * flight.
 * <p>
 * Elements are taken one by one by <em>slots</em>. A slot is a loop on a thread of the
 * executor that takes an element, calls the target and takes the next; each element taken
 * adds a slot until the concurrency is reached. A slot whose call returned a pending
 * result gives its thread back and goes on when the result is there. The slot that leaves
 * last ends the execution.
 */
final class BulkExecution {

	private final TriggerDefinition definition;

	private final Execution.Firing firing;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ExecutionId id = ExecutionId.random();

	private final Instant startTime;

	private final long startNanos;

	private final CallProgress progress = new CallProgress();

	private final CallsInFlight inFlight = new CallsInFlight();

	private final Consumer<Execution> onEnd;

	private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock; the cursor is set before the second slot is added
	private @Nullable ElementCursor cursor;

	private boolean withoutElements;

	private boolean exhausted;

	private long taken;

	private int slots = 1;

	BulkExecution(TriggerDefinition definition, Execution.Firing firing, SchedulerBinding binding,
			ListenerDispatcher listeners, Consumer<Execution> onEnd) {
		this.definition = definition;
		this.firing = firing;
		this.binding = binding;
		this.listeners = listeners;
		this.onEnd = onEnd;
		this.startTime = binding.now();
		this.startNanos = binding.nanoTime();
	}

	/**
	 * Execute, beginning on the calling thread.
	 */
	void run() {
		withContext(() -> {
			dispatch(new ExecutionEvent.Started(this.definition, snapshot(null)));
			if (open()) {
				takeElements();
			}
			else {
				leave();
			}
		});
	}

	/**
	 * Return what tells when the execution has ended and all is reported.
	 */
	CompletableFuture<@Nullable Void> end() {
		return this.end;
	}

	String describe() {
		return this.definition.name() + " (execution " + this.id + ")";
	}

	/**
	 * Take no more elements, and interrupt the calls in flight.
	 */
	void cancel() {
		this.inFlight.cancel();
	}

	/**
	 * Return the threads that calls are on.
	 */
	List<Thread> threads() {
		return this.inFlight.threads();
	}

	private boolean open() {
		if (!this.inFlight.enter()) {
			return false;
		}
		try {
			this.cursor = this.definition.work().elements().open();
			this.withoutElements = this.cursor == null;
			return true;
		}
		catch (Throwable ex) {
			this.progress.broke();
			fail(null, ex);
			return false;
		}
		finally {
			this.inFlight.exit();
		}
	}

	private void slot() {
		withContext(this::takeElements);
	}

	private void takeElements() {
		while (true) {
			Taken next = take();
			if (next == null) {
				leave();
				return;
			}
			addSlot();
			if (!call(next.element()) || handBack()) {
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

	private @Nullable Taken take() {
		Throwable failure;
		this.lock.lock();
		try {
			if (this.exhausted || !this.inFlight.enter()) {
				return null;
			}
			try {
				return read();
			}
			finally {
				this.inFlight.exit();
			}
		}
		catch (Throwable ex) {
			this.exhausted = true;
			failure = ex;
		}
		finally {
			this.lock.unlock();
		}
		this.progress.broke();
		fail(null, failure);
		return null;
	}

	private @Nullable Taken read() {
		if (this.cursor == null) {
			this.exhausted = true;
			return Taken.WITHOUT_ELEMENT;
		}
		if (this.cursor.hasNext()) {
			return new Taken(new Element(this.taken++, this.cursor.next()));
		}
		this.exhausted = true;
		return null;
	}

	private void addSlot() {
		int concurrency = this.definition.work().concurrency();
		this.lock.lock();
		try {
			if (this.exhausted || (concurrency > 0 && this.slots >= concurrency)) {
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
	 * @return {@code false} if the result is pending, and the slot goes on elsewhere
	 */
	private boolean call(@Nullable Element element) {
		try {
			CompletionStage<?> pending = invoke(element);
			if (pending != null) {
				return await(element, pending);
			}
			this.progress.succeeded();
		}
		catch (Throwable ex) {
			fail(element, ex);
		}
		return true;
	}

	private @Nullable CompletionStage<?> invoke(@Nullable Element element) throws Throwable {
		if (!this.inFlight.enter()) {
			throw new CancellationException("Execution was cancelled");
		}
		try {
			return PendingResult.of(this.definition.work().target().call(element));
		}
		finally {
			this.inFlight.exit();
		}
	}

	private boolean await(@Nullable Element element, CompletionStage<?> pending) {
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
				goOn(element, ex);
			}
		});
		if (undecided.compareAndSet(true, false)) {
			return false;
		}
		record(element, failure.get());
		return true;
	}

	private void goOn(@Nullable Element element, @Nullable Throwable exception) {
		Runnable code = () -> withContext(() -> {
			record(element, exception);
			takeElements();
		});
		if (!submit(code)) {
			code.run();
		}
	}

	private void record(@Nullable Element element, @Nullable Throwable exception) {
		if (exception != null) {
			fail(element, PendingResult.unwrap(exception));
		}
		else {
			this.progress.succeeded();
		}
	}

	private void fail(@Nullable Element element, Throwable exception) {
		if (this.inFlight.isCancelled() && CallsInFlight.isInterruption(exception)) {
			return;
		}
		CallFailure failure = new CallFailure(element, 1, exception);
		this.progress.failed(failure);
		dispatch(new ExecutionEvent.CallFailed(this.definition, this.id, failure));
	}

	/**
	 * Tell the listeners, which may be user code: interrupt them as the calls.
	 */
	void dispatch(ExecutionEvent event) {
		boolean entered = this.inFlight.enter();
		try {
			this.listeners.dispatch(event);
		}
		finally {
			if (entered) {
				this.inFlight.exit();
			}
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
		close();
		Outcome outcome = (this.inFlight.isCancelled()) ? Outcome.CANCELLED : this.progress.outcome();
		try {
			this.onEnd.accept(snapshot(outcome));
		}
		finally {
			this.end.complete(null);
		}
	}

	private void close() {
		boolean entered = this.inFlight.enter();
		try {
			if (this.cursor != null) {
				this.cursor.close();
			}
		}
		catch (Throwable ex) {
			fail(null, ex);
		}
		finally {
			if (entered) {
				this.inFlight.exit();
			}
		}
	}

	private Execution snapshot(@Nullable Outcome outcome) {
		Duration duration = (outcome != null) ? Duration.ofNanos(this.binding.nanoTime() - this.startNanos) : null;
		Long total = (this.withoutElements) ? Long.valueOf(1) : ((this.cursor != null) ? this.cursor.total() : null);
		return new Execution(this.id, this.firing, this.startTime, duration, this.progress.counts(total),
				this.progress.failures(), outcome);
	}

	private void withContext(Runnable code) {
		String outerTrigger = MDC.get("trigger");
		String outerExecution = MDC.get("triggerExecution");
		MDC.put("trigger", this.definition.name());
		MDC.put("triggerExecution", this.id.value());
		try {
			code.run();
		}
		finally {
			restore("trigger", outerTrigger);
			restore("triggerExecution", outerExecution);
		}
	}

	private static void restore(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

	/**
	 * What a slot has taken: an element, or the one call without an element.
	 */
	private record Taken(@Nullable Element element) {

		private static final Taken WITHOUT_ELEMENT = new Taken(null);

	}

}
