package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.bulk.ExecutionPlan;
import dev.triggers.engine.bulk.ExecutionTriggerEvent;
import dev.triggers.engine.bulk.ReconnectRules;
import dev.triggers.engine.call.CallRules;
import dev.triggers.execution.Execution;
import dev.triggers.firing.FiringState;
import dev.triggers.firing.NextFiring;

/**
 * Says what the executions of one trigger are to do.
 *
 * @param definition the trigger
 * @param rules limits and retries of each call
 * @param reconnect decides which calls are repeated that are not retried any more
 * @param actions what the events of the executions can do
 */
record ExecutionPlans(TriggerDefinition definition, CallRules rules, ReconnectRules reconnect, EventActions actions) {

	/**
	 * Return what an execution is to do.
	 * @param firing why it executes
	 * @param state the state of the trigger, with this execution
	 * @param selection the elements that are wanted, or {@code null} for all
	 * @param last the last execution that ended, or {@code null} if none has
	 */
	ExecutionPlan plan(NextFiring firing, FiringState state, @Nullable List<Element> selection,
			@Nullable Execution last) {
		Execution.Firing described = new Execution.Firing(this.definition.name(), firing.requiredCause(), firing.time(),
				state.iteration());
		Duration previous = (last != null) ? last.duration() : null;
		Long left = state.remaining();
		return new ExecutionPlan(this.definition, described, state.settings().arguments(), selection, this.rules,
				this.reconnect, (execution) -> new ExecutionTriggerEvent(execution, this.actions, previous, left));
	}

}
