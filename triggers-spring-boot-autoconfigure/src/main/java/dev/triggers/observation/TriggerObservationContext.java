package dev.triggers.observation;

import io.micrometer.observation.Observation;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.execution.Execution;

/**
 * What handlers and conventions can know about an execution that is observed.
 *
 * @since 1.0.0
 */
public final class TriggerObservationContext extends Observation.Context {

	private final TriggerDefinition trigger;

	// written by the thread on which the execution ends
	private volatile Execution execution;

	/**
	 * Create the context of an execution that begins.
	 * @param trigger the trigger
	 * @param execution the execution, before its first call
	 */
	public TriggerObservationContext(TriggerDefinition trigger, Execution execution) {
		this.trigger = trigger;
		this.execution = execution;
	}

	/**
	 * Return the trigger.
	 * @return the trigger that executes
	 */
	public TriggerDefinition getTrigger() {
		return this.trigger;
	}

	/**
	 * Return the execution.
	 * @return the execution as it began, or, as soon as it has ended, with its outcome
	 */
	public Execution getExecution() {
		return this.execution;
	}

	void end(Execution ended) {
		this.execution = ended;
	}

}
