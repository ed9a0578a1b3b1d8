package dev.triggers.call.limit;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Right to make one call in all the concurrency groups that were asked for.
 * <p>
 * Whoever has a permit calls {@link #start()} right before the call and
 * {@link #release()} after it, however it ends; or releases it unused, which leaves the
 * limits as if it had never been granted. Between the grant and the start there may be
 * any time, for example until a thread is free: what counts in the period is when the
 * call starts, and until then its place is reserved. Thread-safe.
 *
 * @since 1.0.0
 */
public final class Permit {

	private final Admission admission;

	private final List<ConcurrencyGroup> groups;

	private final AtomicReference<State> state;

	Permit(Admission admission, List<ConcurrencyGroup> groups, boolean started) {
		this.admission = admission;
		this.groups = groups;
		this.state = new AtomicReference<>(started ? State.STARTED : State.GRANTED);
	}

	/**
	 * Take note that the call starts now. Further calls have no effect.
	 * @return {@code false} if the permit is released already, so that the call must not
	 * be made
	 */
	public boolean start() {
		if (this.state.compareAndSet(State.GRANTED, State.STARTED)) {
			this.admission.started(this.groups);
			return true;
		}
		return this.state.get() == State.STARTED;
	}

	/**
	 * Give the permit back. Further calls have no effect.
	 * <p>
	 * Whoever is next is granted its request on this thread, which runs the callbacks of
	 * the request.
	 */
	public void release() {
		State last = this.state.getAndSet(State.RELEASED);
		if (last != State.RELEASED) {
			this.admission.released(this.groups, last == State.STARTED);
		}
	}

	/**
	 * How far a permit is.
	 */
	private enum State {

		GRANTED, STARTED, RELEASED

	}

}
