package dev.triggers.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

/**
 * One execution in one object. A history keeps very many for long, and a garbage
 * collector copies every object of theirs several times: with ten thousand triggers that
 * was an eighth of the processor time of a firing.
 */
final class KeptExecution {

	private static final long UNKNOWN = -1;

	private final ExecutionId id;

	private final String trigger;

	private final Cause cause;

	private final long scheduledSecond;

	private final int scheduledNano;

	private final long iteration;

	private final long startSecond;

	private final int startNano;

	private final long durationSeconds;

	private final int durationNanos;

	private final Outcome outcome;

	private final long total;

	private final long ok;

	private final long failed;

	private final long cancelled;

	// written under the lock of the failures
	private volatile List<RecordedFailure> failures;

	/**
	 * Keep an execution.
	 * @param execution the execution
	 * @param failures its failures, as they are kept
	 */
	KeptExecution(RecordedExecution execution, List<RecordedFailure> failures) {
		RecordedExecution.Firing firing = execution.firing();
		RecordedExecution.Elements elements = execution.elements();
		this.id = execution.id();
		this.trigger = firing.trigger();
		this.cause = firing.cause();
		this.scheduledSecond = firing.scheduledTime().getEpochSecond();
		this.scheduledNano = firing.scheduledTime().getNano();
		this.iteration = firing.iteration();
		this.startSecond = execution.startTime().getEpochSecond();
		this.startNano = execution.startTime().getNano();
		this.durationSeconds = execution.duration().getSeconds();
		this.durationNanos = execution.duration().getNano();
		this.outcome = execution.outcome();
		this.total = (elements.total() != null) ? elements.total() : UNKNOWN;
		this.ok = elements.ok();
		this.failed = elements.failed();
		this.cancelled = elements.cancelled();
		this.failures = failures;
	}

	ExecutionId id() {
		return this.id;
	}

	List<RecordedFailure> failures() {
		return this.failures;
	}

	void forgetFailures() {
		this.failures = List.of();
	}

	/**
	 * Return the execution as it was recorded, with the failures that are still known.
	 */
	RecordedExecution recorded() {
		Long elements = (this.total != UNKNOWN) ? this.total : null;
		return new RecordedExecution(this.id,
				new RecordedExecution.Firing(this.trigger, this.cause,
						Instant.ofEpochSecond(this.scheduledSecond, this.scheduledNano), this.iteration),
				Instant.ofEpochSecond(this.startSecond, this.startNano),
				Duration.ofSeconds(this.durationSeconds, this.durationNanos), this.outcome,
				new RecordedExecution.Elements(elements, this.ok, this.failed, this.cancelled), this.failures);
	}

}
