package dev.triggers.call.limit;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Request for a {@link Permit}, which ends when it is granted, cancelled, or fails since
 * the groups cannot wait.
 * <p>
 * To cancel it, or to end it in any other way such as by
 * {@link #orTimeout(long, java.util.concurrent.TimeUnit) a timeout}, makes it leave the
 * queues; if that fails, the permit is granted, and whoever gets it must release it.
 * Futures that depend on the request do not cancel it.
 * <p>
 * Callbacks run without any lock, on the thread that made room, which may be that of the
 * timer or that of another call: they must be short and not block. Those of several
 * requests that are granted together run one after the other, not nested.
 *
 * @since 1.0.0
 */
public final class PermitRequest extends CompletableFuture<Permit> {

	private final Admission admission;

	private final List<ConcurrencyGroup> groups;

	private final long number;

	// below: written under the lock of the admission
	private boolean waiting = true;

	private long wakeUpTime;

	private volatile @Nullable Permit permit;

	private volatile @Nullable Throwable failure;

	PermitRequest(Admission admission, List<ConcurrencyGroup> groups, long number) {
		this.admission = admission;
		this.groups = groups;
		this.number = number;
	}

	List<ConcurrencyGroup> groups() {
		return this.groups;
	}

	/**
	 * Return the place in the order in which requests were made.
	 */
	long number() {
		return this.number;
	}

	boolean isWaiting() {
		return this.waiting;
	}

	void waitNoLonger() {
		this.waiting = false;
	}

	long wakeUpTime() {
		return this.wakeUpTime;
	}

	void wakeUpAt(long time) {
		this.wakeUpTime = time;
	}

	void grant(Permit permit) {
		this.permit = permit;
	}

	void fail(Throwable failure) {
		this.failure = failure;
	}

	/**
	 * Complete with what was decided under the lock, if anything was; called without the
	 * lock, by any number of threads.
	 */
	void settle() {
		Permit permit = this.permit;
		Throwable failure = this.failure;
		if (permit != null && !super.complete(permit) && !endedWith(permit)) {
			// ended by a method that cannot be overridden
			permit.release();
		}
		else if (failure != null) {
			super.completeExceptionally(failure);
		}
	}

	private boolean endedWith(Permit permit) {
		return !isCompletedExceptionally() && join() == permit;
	}

	/**
	 * Leave the queues, or take the permit and give it back.
	 */
	void abandon() {
		if (!cancel(false) && !isCompletedExceptionally()) {
			join().release();
		}
	}

	/**
	 * Leave the queues.
	 * @param mayInterruptIfRunning without effect
	 * @return {@code false} if the request has ended already
	 */
	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		List<PermitRequest> next = leave();
		try {
			return super.cancel(mayInterruptIfRunning);
		}
		finally {
			this.admission.settle(next);
		}
	}

	@Override
	public boolean complete(Permit value) {
		List<PermitRequest> next = leave();
		try {
			return super.complete(value);
		}
		finally {
			this.admission.settle(next);
		}
	}

	@Override
	public boolean completeExceptionally(Throwable ex) {
		List<PermitRequest> next = leave();
		try {
			return super.completeExceptionally(ex);
		}
		finally {
			this.admission.settle(next);
		}
	}

	/**
	 * Fail: what a request ended with stays so.
	 */
	@Override
	public void obtrudeValue(Permit value) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Fail: what a request ended with stays so.
	 */
	@Override
	public void obtrudeException(Throwable ex) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Leave the queues, or complete with what was decided before.
	 * @return whose requests are granted now
	 */
	private List<PermitRequest> leave() {
		List<PermitRequest> next = this.admission.leave(this);
		settle();
		return next;
	}

}
