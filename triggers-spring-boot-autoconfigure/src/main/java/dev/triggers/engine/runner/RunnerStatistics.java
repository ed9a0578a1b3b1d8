package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.List;

import dev.triggers.engine.bulk.BulkExecution;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.TriggerStatistics;
import dev.triggers.execution.TriggerStatistics.Counts;

/**
 * Numbers of one trigger since it was registered. All methods are called under the lock
 * of the trigger. Plain numbers, since a collector has to track each new object that is
 * stored in an old one.
 */
final class RunnerStatistics {

	private long succeeded;

	private long failed;

	private long cancelled;

	private long failures;

	private long succeededElements;

	private long failedElements;

	private long cancelledElements;

	private long retries;

	private long misfires;

	private long lastSuccess;

	/**
	 * Create statistics of a trigger that is registered now.
	 * @param now the monotonic time
	 */
	RunnerStatistics(long now) {
		this.lastSuccess = now;
	}

	/**
	 * Count an execution that has ended.
	 * @param ended the execution
	 * @param repetitions how often a call was made again
	 * @param now the monotonic time
	 */
	void ended(Execution ended, long repetitions, long now) {
		Outcome outcome = ended.outcome();
		this.succeeded += (outcome == Outcome.SUCCEEDED) ? 1 : 0;
		this.failed += (outcome == Outcome.FAILED) ? 1 : 0;
		this.cancelled += (outcome == Outcome.CANCELLED) ? 1 : 0;
		this.failures += (ended.hasFailures()) ? 1 : 0;
		this.succeededElements += ended.counts().ok();
		this.failedElements += ended.counts().failed();
		this.cancelledElements += ended.counts().cancelled();
		this.retries += repetitions;
		if (outcome == Outcome.SUCCEEDED) {
			this.lastSuccess = now;
		}
	}

	void missed(long dueTimes) {
		this.misfires += dueTimes;
	}

	/**
	 * Return the numbers with those of executions under way.
	 * @param underWay executions that have not been counted
	 * @param now the monotonic time
	 */
	TriggerStatistics with(List<BulkExecution> underWay, long now) {
		Counts live = new Counts(this.succeededElements, this.failedElements, this.cancelledElements);
		long repeated = this.retries;
		for (BulkExecution execution : underWay) {
			live = live.plus(counts(execution.counts()));
			repeated += execution.repetitions();
		}
		Counts executions = new Counts(this.succeeded, this.failed, this.cancelled);
		return new TriggerStatistics(executions, this.failures, live, repeated, this.misfires,
				Duration.ofNanos(now - this.lastSuccess));
	}

	private static Counts counts(ElementCounts counts) {
		return new Counts(counts.ok(), counts.failed(), counts.cancelled());
	}

}
