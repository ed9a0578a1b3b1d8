package dev.triggers.engine.runner;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.engine.bulk.EventActions;
import dev.triggers.engine.bulk.ExecutionPlan;
import dev.triggers.engine.bulk.ExecutionTriggerEvent;
import dev.triggers.engine.bulk.ReconnectRules;
import dev.triggers.engine.call.CallRules;
import dev.triggers.engine.runner.AskedExecutions.Asked;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
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
	 * @param asked who asked for the execution, or {@code null} if the schedule did
	 * @param last the last execution that ended, or {@code null} if none has
	 */
	ExecutionPlan plan(NextFiring firing, FiringState state, @Nullable Asked asked, @Nullable Execution last) {
		Execution.Firing described = new Execution.Firing(this.definition.name(), firing.requiredCause(), firing.time(),
				state.iteration());
		Duration previous = (last != null) ? last.duration() : null;
		Long left = state.remaining();
		ExecutionId id = (asked != null) ? asked.request().id() : ExecutionId.random();
		List<@Nullable Object> arguments = (asked != null) ? asked.request().arguments() : null;
		return new ExecutionPlan(id, this.definition, described,
				(arguments != null) ? arguments : state.settings().arguments(),
				(asked != null) ? asked.selection() : null, this.rules, this.reconnect,
				(execution) -> new ExecutionTriggerEvent(execution, this.actions, previous, left));
	}

}
