package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.ListenerDispatcher;
import dev.triggers.engine.runner.ExecutionsUnderWay.Entry;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.ExecutionEvent;

/**
 * Interrupts executions of one trigger, and looks later whether they have returned.
 */
final class CancellationWatch {

	/**
	 * After this time an execution that was cancelled and has not returned counts as
	 * unresponsive.
	 */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog("triggers");

	private final TriggerDefinition definition;

	private final SchedulerBinding binding;

	private final ListenerDispatcher listeners;

	private final ExecutionsUnderWay executions;

	private final Consumer<Entry> abandon;

	/**
	 * Create a watch.
	 * @param definition the trigger
	 * @param binding gives time and threads
	 * @param listeners are told of unresponsive executions
	 * @param executions the executions of the trigger
	 * @param abandon called without the lock for each unresponsive execution
	 */
	CancellationWatch(TriggerDefinition definition, SchedulerBinding binding, ListenerDispatcher listeners,
			ExecutionsUnderWay executions, Consumer<Entry> abandon) {
		this.definition = definition;
		this.binding = binding;
		this.listeners = listeners;
		this.executions = executions;
		this.abandon = abandon;
	}

	/**
	 * Interrupt executions; called without the lock of the trigger.
	 */
	void interrupt(List<Entry> interrupted) {
		interrupted.forEach((entry) -> entry.execution().cancel());
		List<Entry> remaining = interrupted.stream().filter(this.executions::contains).toList();
		if (remaining.isEmpty()) {
			return;
		}
		try {
			this.binding.schedule(() -> this.binding.handOver(() -> check(remaining)),
					this.binding.now().plus(PATIENCE));
		}
		catch (Throwable ex) {
			// shut down: whoever closes looks himself
			logger.debug("Nobody looks whether executions return", ex);
		}
	}

	private void check(List<Entry> remaining) {
		List<Entry> unresponsive = remaining.stream()
			.filter((entry) -> this.executions.contains(entry) && entry.markUnresponsive())
			.toList();
		// before the listeners, which may wait for the end of the trigger
		unresponsive.forEach(this.abandon);
		unresponsive.forEach((entry) -> this.listeners
			.dispatch(new ExecutionEvent.Unresponsive(this.definition, entry.execution().snapshot(), PATIENCE)));
	}

}
