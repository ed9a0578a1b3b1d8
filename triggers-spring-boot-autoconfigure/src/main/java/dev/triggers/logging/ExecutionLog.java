package dev.triggers.logging;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.DurationText;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.ExecutionListener;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.SafeLog;

/**
 * Writes what happens to the logger of the trigger: one record when an execution starts,
 * one when it ends, one with its stack trace for each distinct failure, and one for due
 * times that were missed.
 *
 * @since 1.0.0
 */
public final class ExecutionLog implements ExecutionListener, Ordered {

	private final TimeText timeText;

	private final EndpointLocation endpoint;

	private final Map<String, Log> loggers = new ConcurrentHashMap<>();

	private final Map<ExecutionId, DistinctFailures> failures = new ConcurrentHashMap<>();

	/**
	 * Create a log.
	 * @param timeText writes times
	 * @param endpoint tells where failures can be seen
	 */
	public ExecutionLog(TimeText timeText, EndpointLocation endpoint) {
		this.timeText = timeText;
		this.endpoint = endpoint;
	}

	@Override
	public int getOrder() {
		// before the handlers of failures, which write to the log as well
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public void onEvent(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Started started) {
			started(logger(event), started.execution());
		}
		else if (event instanceof ExecutionEvent.CallFailed failed) {
			callFailed(logger(event), failed);
		}
		else if (event instanceof ExecutionEvent.Finished finished) {
			finished(logger(event), finished);
		}
		else if (event instanceof ExecutionEvent.CallRepeated repeated) {
			callRepeated(logger(event), repeated);
		}
		else if (event instanceof ExecutionEvent.Unregistered) {
			this.loggers.remove(event.trigger().references().logger());
		}
		else if (event instanceof ExecutionEvent.Unresponsive unresponsive) {
			logger(event).warn(title(unresponsive.trigger().name(), unresponsive.execution().id()) + " was cancelled "
					+ DurationText.of(unresponsive.since()) + " ago and has not returned: its code ignores interrupts");
		}
		else if (event instanceof ExecutionEvent.Misfired misfired) {
			misfired(logger(event), misfired);
		}
	}

	/**
	 * Return the logger of a trigger; to look one up takes longer than many an execution.
	 */
	private Log logger(ExecutionEvent event) {
		return this.loggers.computeIfAbsent(event.trigger().references().logger(), LogFactory::getLog);
	}

	private void started(Log logger, Execution execution) {
		if (logger.isInfoEnabled()) {
			logger.info(
					title(execution.firing().triggerName(), execution.id()) + " starts: " + reason(execution.firing()));
		}
	}

	private String reason(Execution.Firing firing) {
		String iteration = "iteration " + firing.iteration() + ", ";
		return switch (firing.cause()) {
			case STARTUP -> iteration + "on startup";
			case SCHEDULED -> iteration + "scheduled for " + this.timeText.time(firing.scheduledTime());
			case MISFIRE -> iteration + "instead of the missed time " + this.timeText.time(firing.scheduledTime());
			case MANUAL -> "fired by the application";
			case RETRY -> "repeats what failed";
		};
	}

	private void callFailed(Log logger, ExecutionEvent.CallFailed event) {
		DistinctFailures known = this.failures.computeIfAbsent(event.id(), (id) -> new DistinctFailures());
		CallFailure failure = event.failure();
		if (known.isWorthLogging(failure.exception())) {
			SafeLog.error(logger, title(event.trigger().name(), event.id()) + " failed" + describe(failure.element())
					+ " in " + event.trigger().work().target().describe(), failure.exception());
		}
	}

	private static void callRepeated(Log logger, ExecutionEvent.CallRepeated event) {
		CallFailure failure = event.failure();
		String retry = (event.retry() != null) ? " " + event.retry().describe() : "";
		logger.warn(title(event.trigger().name(), event.id()) + " failed" + describe(failure.element()) + " in attempt "
				+ failure.attempts() + " and is repeated in " + DurationText.of(event.delay()) + retry + ": "
				+ SafeLog.describe(failure.exception()));
	}

	private static String describe(@Nullable Element element) {
		return (element != null) ? " for element " + element.index() + " '" + ElementText.of(element.value()) + "'"
				: "";
	}

	private void finished(Log logger, ExecutionEvent.Finished event) {
		Execution execution = event.execution();
		DistinctFailures known = this.failures.remove(execution.id());
		boolean clean = execution.outcome() == Outcome.SUCCEEDED && !execution.hasFailures();
		if (!clean) {
			logger.warn(summary(event, execution) + ((known != null) ? known.summary() + link(execution) : ""));
		}
		else if (logger.isInfoEnabled()) {
			logger.info(summary(event, execution));
		}
	}

	private String link(Execution execution) {
		try {
			String text = this.endpoint.execution(execution.firing().triggerName(), execution.id());
			return (text != null) ? "; see " + text : "";
		}
		catch (RuntimeException ex) {
			// a context that is being closed makes no beans
			return "";
		}
	}

	private String summary(ExecutionEvent.Finished event, Execution execution) {
		String verb = (execution.outcome() == Outcome.CANCELLED) ? " was interrupted after " : " finished in ";
		String duration = (execution.duration() != null) ? DurationText.of(execution.duration()) : "";
		return title(event.trigger().name(), execution.id()) + verb + duration + ": " + execution.counts().ok()
				+ " ok, " + execution.counts().failed() + " failed"
				+ ((execution.counts().cancelled() > 0) ? ", " + execution.counts().cancelled() + " cancelled; " : "; ")
				+ ((event.nextTime() != null) ? "next " + this.timeText.time(event.nextTime()) : "no next time");
	}

	private void misfired(Log logger, ExecutionEvent.Misfired event) {
		TriggerDefinition trigger = event.trigger();
		logger.warn("Trigger '" + trigger.name() + "' missed " + event.missed()
				+ ((event.missed() == 1) ? " due time; " : " due times; ") + switch (trigger.execution().misfire()) {
					case FIRE_ONCE -> "fires once instead";
					case SKIP -> "skips " + ((event.missed() == 1) ? "it" : "them")
							+ ((event.nextTime() != null) ? ", next " + this.timeText.time(event.nextTime()) : "");
					case CATCH_UP -> "catches up";
				});
	}

	private static String title(String trigger, ExecutionId id) {
		return "Execution " + id + " of '" + trigger + "'";
	}

}
