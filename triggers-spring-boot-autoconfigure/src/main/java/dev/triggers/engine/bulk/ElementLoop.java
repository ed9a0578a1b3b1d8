package dev.triggers.engine.bulk;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryDecision;
import dev.triggers.element.Element;
import dev.triggers.engine.bulk.ElementFeed.Taken;
import dev.triggers.engine.call.CallWork;
import dev.triggers.engine.call.GuardedCall;
import dev.triggers.execution.CallFailure;
import dev.triggers.work.TriggerTarget;

/**
 * Takes the elements of one execution and calls its target for them.
 * <p>
 * Elements are taken one by one by <em>slots</em>. A slot is a loop on a thread of the
 * executor that takes an element, calls the target and takes the next; each call that its
 * concurrency groups let pass adds a slot until the concurrency is reached. A slot whose
 * call waits for its groups, for a pending result or to be made again, gives its thread
 * back and goes on later. While the call of one slot waits to be let pass for the first
 * time, no other takes an element: more would only wait, too. The slot that leaves last
 * ends the execution.
 */
final class ElementLoop {

	private final BulkExecution execution;

	private final ExecutionPlan plan;

	private final ElementFeed feed;

	private final CallProgress progress;

	private final ReentrantLock lock = new ReentrantLock();

	// both are guarded by the lock
	private int slots = 1;

	private boolean admitting;

	// set before the second slot is added
	private TriggerTarget target;

	ElementLoop(BulkExecution execution, ExecutionPlan plan, ElementFeed feed, CallProgress progress) {
		this.execution = execution;
		this.plan = plan;
		this.feed = feed;
		this.progress = progress;
		this.target = plan.definition().work().target();
	}

	/**
	 * Open the elements and take them, beginning on the calling thread.
	 */
	void run() {
		Opening opening = new Opening();
		if (new GuardedCall(this.plan.rules().withoutAny(), this.execution, opening, opening::end).run()) {
			opening.end();
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
			boolean ended = new GuardedCall(this.plan.rules(), this.execution, next, this::takeElements).run();
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
			this.execution.broke(ex, 1);
			return null;
		}
	}

	/**
	 * Give the thread to others that wait for one, and go on when it is this execution's
	 * turn again.
	 */
	private boolean handBack() {
		return this.execution.isCongested() && this.execution.submit(this::takeElements);
	}

	private void addSlot() {
		int concurrency = this.plan.definition().work().concurrency();
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
		if (!this.execution.submit(this::takeElements)) {
			leave();
		}
	}

	private void leave() {
		boolean last;
		this.lock.lock();
		try {
			this.slots--;
			last = this.slots == 0;
		}
		finally {
			this.lock.unlock();
		}
		if (last) {
			this.execution.end();
		}
	}

	/**
	 * Call of user code that is made again when its exception is reconnectable.
	 */
	private abstract class ReconnectingCall implements CallWork {

		private final @Nullable Element element;

		ReconnectingCall(@Nullable Element element) {
			this.element = element;
		}

		@Nullable Element element() {
			return this.element;
		}

		CallFailure failure(Throwable exception, int attempts) {
			return new CallFailure(this.element, attempts, exception);
		}

		@Override
		public @Nullable Duration repeatAfter(Throwable exception, int repetition) {
			return ElementLoop.this.plan.reconnect().delay(exception, repetition);
		}

		@Override
		public void repeats(Throwable exception, int attempts, Duration delay, @Nullable RetryDecision retry) {
			ElementLoop.this.execution.repeats(failure(exception, attempts), delay, retry);
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
			ElementLoop.this.target = ElementLoop.this.execution.open();
			return null;
		}

		@Override
		public void succeeded(@Nullable Object result) {
			this.opened = true;
		}

		@Override
		public void failed(Throwable exception, int attempts) {
			ElementLoop.this.execution.broke(exception, attempts);
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

		private boolean admitted;

		ElementCall(@Nullable Element element) {
			super(element);
		}

		@Override
		public void admitted() {
			this.admitted = true;
			addSlot();
		}

		@Override
		public @Nullable Object call() throws Throwable {
			return ElementLoop.this.target.call(element());
		}

		@Override
		public void succeeded(@Nullable Object result) {
			ElementLoop.this.progress.succeeded();
		}

		@Override
		public void failed(Throwable exception, int attempts) {
			if (!this.admitted) {
				waitsNoLonger();
			}
			ElementLoop.this.execution.failed(failure(exception, attempts));
		}

	}

}
