package dev.triggers.actuate.service;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.triggers.TriggerHandle;
import dev.triggers.actuate.descriptor.ExecutionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor.ElementsDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor.ExceptionDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor.ProgressDescriptor;
import dev.triggers.actuate.descriptor.ExecutionDescriptor.Status;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

/**
 * Views of executions, of those under way as of those that ended.
 *
 * @param history remembers those that ended; there need not be any
 */
record ExecutionViews(Supplier<@Nullable ExecutionHistory> history) {

	List<ExecutionDescriptor> all(TriggerHandle trigger) {
		List<Execution> current = current(trigger);
		Set<ExecutionId> ids = current.stream().map(Execution::id).collect(Collectors.toSet());
		// one that ends meanwhile may be remembered already
		return Stream
			.concat(current.stream().map((execution) -> view(execution, isUnresponsive(trigger, execution))),
					remembered(trigger).stream()
						.filter((execution) -> !ids.contains(execution.id()))
						.map(ExecutionViews::view))
			.toList();
	}

	/**
	 * Return the executions under way. One that has ended is among them until all
	 * listeners have heard of it; then it has its outcome.
	 */
	static List<Execution> current(TriggerHandle trigger) {
		List<Execution> current = trigger.currentExecutions();
		Execution last = trigger.lastExecution();
		return (last != null)
				? current.stream().map((execution) -> execution.id().equals(last.id()) ? last : execution).toList()
				: current;
	}

	List<RecordedExecution> remembered(TriggerHandle trigger) {
		ExecutionHistory history = this.history.get();
		return (history != null) ? history.executions(trigger.name()) : List.of();
	}

	static boolean isUnresponsive(TriggerHandle trigger, Execution execution) {
		Set<ExecutionId> ids = trigger.unresponsiveExecutions().stream().map(Execution::id).collect(Collectors.toSet());
		return ids.contains(execution.id());
	}

	/**
	 * Find an execution and its failures.
	 * @return the execution, or {@code null} if it is not known
	 */
	@Nullable Found find(TriggerHandle trigger, ExecutionId id) {
		for (Execution execution : current(trigger)) {
			if (execution.id().equals(id)) {
				return new Found(view(execution, isUnresponsive(trigger, execution)), failures(execution));
			}
		}
		ExecutionHistory history = this.history.get();
		RecordedExecution recorded = (history != null) ? history.find(trigger.name(), id) : null;
		if (recorded != null) {
			return new Found(view(recorded), recorded.failures());
		}
		Execution last = trigger.lastExecution();
		return (last != null && last.id().equals(id)) ? new Found(view(last, false), failures(last)) : null;
	}

	private static List<RecordedFailure> failures(Execution execution) {
		return execution.failures().stream().map(FailureTexts::of).toList();
	}

	static ExecutionDescriptor view(Execution execution, boolean unresponsive) {
		ElementCounts counts = execution.counts();
		Execution.Firing firing = execution.firing();
		Outcome outcome = execution.outcome();
		return new ExecutionDescriptor(execution.id().value(), execution.startTime(), firing.scheduledTime(),
				firing.iteration(), firing.cause(), status(outcome), execution.progress().elapsed().toMillis(),
				new ElementsDescriptor(counts.total(), counts.ok(), counts.failed(), counts.cancelled()),
				(outcome != null) ? null : ProgressDescriptor.of(execution, unresponsive), exception(execution), null,
				null);
	}

	private static @Nullable ExceptionDescriptor exception(Execution execution) {
		if (execution.failures().isEmpty()) {
			return null;
		}
		Throwable exception = execution.failures().get(0).exception();
		return exception(exception.getClass().getName(), FailureTexts.message(exception), execution.counts().failed());
	}

	private static ExecutionDescriptor view(RecordedExecution execution) {
		RecordedExecution.Elements counts = execution.elements();
		RecordedFailure failure = execution.failures().isEmpty() ? null : execution.failures().get(0);
		RecordedExecution.Firing firing = execution.firing();
		return new ExecutionDescriptor(execution.id().value(), execution.startTime(), firing.scheduledTime(),
				firing.iteration(), firing.cause(), status(execution.outcome()), execution.duration().toMillis(),
				new ElementsDescriptor(counts.total(), counts.ok(), counts.failed(), counts.cancelled()), null,
				(failure != null) ? exception(failure.exceptionType(), failure.message(), counts.failed()) : null, null,
				null);
	}

	private static ExceptionDescriptor exception(String type, @Nullable String message, long failed) {
		// elements that cannot be read are a failure, but none of an element
		return new ExceptionDescriptor(type, message, Math.max(1, failed));
	}

	private static Status status(@Nullable Outcome outcome) {
		if (outcome == null) {
			return Status.STARTED;
		}
		return switch (outcome) {
			case SUCCEEDED -> Status.SUCCESS;
			case FAILED -> Status.ERROR;
			case CANCELLED -> Status.CANCELLED;
		};
	}

	/**
	 * Return the duration that a share of the executions did not exceed.
	 * @param percent the share
	 * @return the duration in milliseconds, or {@code null} if none is remembered
	 */
	static @Nullable Long percentile(List<RecordedExecution> executions, int percent) {
		List<Long> durations = executions.stream()
			.filter((execution) -> execution.outcome() != Outcome.CANCELLED)
			.map(RecordedExecution::duration)
			.map(Duration::toMillis)
			.sorted()
			.toList();
		int rank = (durations.size() * percent + 99) / 100;
		return durations.isEmpty() ? null : durations.get(rank - 1);
	}

	/**
	 * Execution with its failures.
	 *
	 * @param execution the execution
	 * @param failures the failures
	 */
	record Found(ExecutionDescriptor execution, List<RecordedFailure> failures) {

		boolean hasFailures() {
			return this.execution.exception() != null || this.execution.elements().failed() > 0
					|| this.execution.status() == Status.ERROR;
		}

		boolean isUnderWay() {
			return this.execution.status() == Status.STARTED;
		}

	}

}
