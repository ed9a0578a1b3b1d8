package dev.triggers.engine.bulk;

import java.util.ArrayList;
import java.util.List;
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

	private final List<CallFailure> failures = new ArrayList<>();

	private final List<Element> failedElements = new ArrayList<>();

	private long ok;

	private long failed;

	private boolean broken;

	void succeeded() {
		this.lock.lock();
		try {
			this.ok++;
		}
		finally {
			this.lock.unlock();
		}
	}

	void failed(CallFailure failure) {
		this.lock.lock();
		try {
			this.failed++;
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
			return new ElementCounts(total, this.ok, this.failed, 0, 0);
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
			boolean nothingSucceeded = this.failed > 0 && this.ok == 0;
			return (this.broken || nothingSucceeded) ? Outcome.FAILED : Outcome.SUCCEEDED;
		}
		finally {
			this.lock.unlock();
		}
	}

}
