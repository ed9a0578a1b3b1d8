package dev.triggers.engine.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;

/**
 * Numbers and first failures of one execution.
 */
final class CallProgress {

	/**
	 * Number of failed elements that are kept to be executed again.
	 */
	private static final int MAX_ELEMENTS = 10_000;

	private final ReentrantLock lock = new ReentrantLock();

	// both have no room before there is a failure, which is rare
	private final List<CallFailure> failures = new ArrayList<>(0);

	private final List<Element> failedElements = new ArrayList<>(0);

	// elements that were taken, and those of them whose calls succeeded, as nearly all do
	private final LongAdder begun = new LongAdder();

	private final LongAdder ok = new LongAdder();

	// all below are guarded by the lock
	private long failed;

	private long failedOthers;

	private long cancelled;

	private long repeated;

	private boolean broken;

	/**
	 * Take note that an element was taken.
	 */
	void began() {
		this.begun.increment();
	}

	void succeeded() {
		this.ok.increment();
	}

	void cancelled() {
		this.lock.lock();
		try {
			this.cancelled++;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that a call is made again.
	 */
	void repeated() {
		this.lock.lock();
		try {
			this.repeated++;
		}
		finally {
			this.lock.unlock();
		}
	}

	long repetitions() {
		this.lock.lock();
		try {
			return this.repeated;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note of a failure.
	 * @param failure the failure
	 * @param call whether it is that of a call that {@linkplain #began() began}
	 */
	void failed(CallFailure failure, boolean call) {
		this.lock.lock();
		try {
			this.failed++;
			this.failedOthers += call ? 0 : 1;
			if (this.failures.size() < Execution.MAX_FAILURES) {
				this.failures.add(failure);
			}
			if (failure.element() != null && this.failedElements.size() < MAX_ELEMENTS) {
				this.failedElements.add(failure.element());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take note that the elements could not be read to their end.
	 */
	void broke() {
		this.lock.lock();
		try {
			this.broken = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	ElementCounts counts(@Nullable Long total) {
		this.lock.lock();
		try {
			long succeeded = this.ok.sum();
			long ended = succeeded + this.failed - this.failedOthers + this.cancelled;
			// read last, so that nothing has ended that has not begun
			long inFlight = this.begun.sum() - ended;
			return new ElementCounts(total, succeeded, this.failed, this.cancelled, inFlight);
		}
		finally {
			this.lock.unlock();
		}
	}

	List<CallFailure> failures() {
		this.lock.lock();
		try {
			return List.copyOf(this.failures);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Return the elements whose calls failed, or {@code null} if that is not all that
	 * failed: the elements could not be read, or there are none.
	 */
	@Nullable List<Element> failedElements() {
		this.lock.lock();
		try {
			return (this.broken || this.failedElements.isEmpty()) ? null : List.copyOf(this.failedElements);
		}
		finally {
			this.lock.unlock();
		}
	}

	Outcome outcome() {
		this.lock.lock();
		try {
			boolean nothingSucceeded = this.failed > 0 && this.ok.sum() == 0;
			return (this.broken || nothingSucceeded) ? Outcome.FAILED : Outcome.SUCCEEDED;
		}
		finally {
			this.lock.unlock();
		}
	}

}
