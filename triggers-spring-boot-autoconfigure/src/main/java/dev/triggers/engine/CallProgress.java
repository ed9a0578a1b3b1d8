package dev.triggers.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;

/**
 * Numbers and first failures of one execution.
 */
final class CallProgress {

	private final ReentrantLock lock = new ReentrantLock();

	private final List<CallFailure> failures = new ArrayList<>();

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
			return new ElementCounts(total, this.ok, this.failed);
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
