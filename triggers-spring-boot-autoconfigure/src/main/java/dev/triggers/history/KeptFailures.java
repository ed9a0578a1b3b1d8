package dev.triggers.history;

import java.util.List;

import dev.triggers.execution.history.RecordedFailure;

/**
 * Failures of one execution, until there is no room for them any more.
 */
final class KeptFailures {

	static final KeptFailures NONE = new KeptFailures(List.of());

	// written under the lock of the failures
	private volatile List<RecordedFailure> failures;

	KeptFailures(List<RecordedFailure> failures) {
		this.failures = failures;
	}

	List<RecordedFailure> get() {
		return this.failures;
	}

	boolean isEmpty() {
		return this.failures.isEmpty();
	}

	void forget() {
		this.failures = List.of();
	}

}
