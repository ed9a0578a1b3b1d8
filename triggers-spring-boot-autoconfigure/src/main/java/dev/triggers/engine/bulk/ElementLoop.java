package dev.triggers.engine.bulk;

import java.time.Duration;

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
 * concurrency groups let pass adds a slot until the concurrency is reached, unless one is
 * about to take the next element: so slots that have nothing to do do not pile up,
 * neither on threads nor in the executor. A slot whose call waits for its groups, for a
 * pending result or to be made again, gives its thread back and goes on later. While the
 * call of one slot waits to be let pass for the first time, no other takes an element:
 * more would only wait, too. The slot that leaves last ends the execution.
 */
final class ElementLoop {

	private final BulkExecution execution;

	private final ExecutionPlan plan;

	private final ElementFeed feed;

	private final CallProgress progress;

	private final ElementSlots slots;

	// set before the second slot is added
	private TriggerTarget target;

	ElementLoop(BulkExecution execution, ExecutionPlan plan, ElementFeed feed, CallProgress progress) {
		this.execution = execution;
		this.plan = plan;
		this.feed = feed;
		this.progress = progress;
		this.target = plan.definition().work().target();
		this.slots = new ElementSlots(plan.definition().work().concurrency(), !plan.rules().areUnlimited());
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

	/**
	 * Take elements as a slot that was added.
	 */
	private void begin() {
		if (this.slots.mayBegin()) {
			takeElements();
		}
	}

	/**
	 * Take elements as a slot whose call has ended.
	 */
	private void goOn() {
		if (this.slots.mayGoOn()) {
			takeElements();
		}
	}

	private void takeElements() {
		do {
			ElementCall next = take();
			if (next == null) {
				this.slots.waitsNoLonger();
				leave();
				return;
			}
			boolean ended = new GuardedCall(this.plan.rules(), this.execution, next, this::goOn).run();
			if (!ended || handBack()) {
				return;
			}
		}
		while (this.slots.mayGoOn());
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
		return this.execution.isCongested() && this.execution.submit(this::goOn);
	}

	private void addSlot() {
		if (this.slots.mayAdd(this.feed.isExhausted()) && !this.execution.submit(this::begin)) {
			this.slots.getsNoThread();
			leave();
		}
	}

	private void leave() {
		if (this.slots.leave()) {
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
				begin();
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
				ElementLoop.this.slots.waitsNoLonger();
			}
			ElementLoop.this.execution.failed(failure(exception, attempts));
		}

	}

}
