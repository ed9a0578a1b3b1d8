package dev.triggers.history;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.PriorityOrdered;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.SafeLog;
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

/**
 * Writes the executions of registered triggers to the history, as texts that are cut
 * while they are made. What the history throws is logged.
 *
 * @since 1.0.0
 */
public final class HistoryRecorder implements ExecutionListener, PriorityOrdered {

	private static final Log logger = LogFactory.getLog("triggers");

	private final ExecutionHistory history;

	private final int maxFailures;

	private final Map<String, TriggerDefinition> triggers = new ConcurrentHashMap<>();

	/**
	 * Create a recorder.
	 * @param history remembers the executions
	 * @param maxFailures number of failures of each execution that are remembered
	 */
	public HistoryRecorder(ExecutionHistory history, int maxFailures) {
		this.history = history;
		this.maxFailures = maxFailures;
	}

	@Override
	public int getOrder() {
		// whoever else is told of an execution finds it here
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Finished finished) {
			record(finished.trigger(), finished.execution());
		}
		else if (event instanceof ExecutionEvent.Registered registered) {
			this.triggers.put(registered.trigger().name(), registered.trigger());
		}
		else if (event instanceof ExecutionEvent.Unregistered unregistered) {
			forget(unregistered.trigger());
		}
	}

	private void record(TriggerDefinition trigger, Execution execution) {
		if (!isRegistered(trigger)) {
			return;
		}
		try {
			this.history.record(describe(execution));
		}
		catch (Throwable ex) {
			SafeLog.error(logger, "Execution " + execution.id() + " of '" + trigger.name()
					+ "' cannot be written to the history " + this.history.getClass().getName(), ex);
		}
		if (!this.triggers.containsKey(trigger.name())) {
			// unregistered meanwhile, and perhaps forgotten before it was written
			forgetExecutions(trigger.name());
		}
	}

	private boolean isRegistered(TriggerDefinition trigger) {
		// another trigger may have the name of one that was removed while it executed
		return this.triggers.get(trigger.name()) == trigger;
	}

	private void forget(TriggerDefinition trigger) {
		if (isRegistered(trigger)) {
			this.triggers.remove(trigger.name());
			forgetExecutions(trigger.name());
		}
	}

	private void forgetExecutions(String name) {
		try {
			this.history.forget(name);
		}
		catch (Throwable ex) {
			SafeLog.error(logger, "Executions of '" + name + "' cannot be removed from the history "
					+ this.history.getClass().getName(), ex);
		}
	}

	private RecordedExecution describe(Execution execution) {
		Execution.Firing firing = execution.firing();
		ElementCounts counts = execution.counts();
		Outcome outcome = execution.outcome();
		Duration duration = execution.duration();
		return new RecordedExecution(execution.id(),
				new RecordedExecution.Firing(firing.triggerName(), firing.cause(), firing.scheduledTime(),
						firing.iteration()),
				execution.startTime(), (duration != null) ? duration : Duration.ZERO,
				(outcome != null) ? outcome : Outcome.CANCELLED,
				new RecordedExecution.Elements(counts.total(), counts.ok(), counts.failed(), counts.cancelled()),
				describe(execution.failures()));
	}

	private List<RecordedFailure> describe(List<CallFailure> failures) {
		if (failures.isEmpty()) {
			return List.of();
		}
		// calls that wait for the same result fail with the same exception
		Map<Throwable, ExceptionTexts> known = new IdentityHashMap<>();
		return failures.stream()
			.limit(this.maxFailures)
			.map((failure) -> describe(failure, known.computeIfAbsent(failure.exception(), ExceptionTexts::of)))
			.toList();
	}

	private static RecordedFailure describe(CallFailure failure, ExceptionTexts texts) {
		Element element = failure.element();
		return new RecordedFailure((element != null) ? element.index() : null,
				(element != null) ? BoundedText.element(element.value()) : null, failure.attempts(), texts.type(),
				texts.message(), texts.stackTrace());
	}

	/**
	 * What is remembered of an exception.
	 */
	private record ExceptionTexts(String type, @Nullable String message, String stackTrace) {

		private static ExceptionTexts of(Throwable exception) {
			return new ExceptionTexts(BoundedText.type(exception), BoundedText.message(exception),
					StackTraceText.of(exception));
		}

	}

}
