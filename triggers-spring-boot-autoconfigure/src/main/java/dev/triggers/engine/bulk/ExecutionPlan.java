package dev.triggers.engine.bulk;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.engine.call.CallRules;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.work.CallContext;

/**
 * What one execution is to do.
 *
 * @param id identifier of the execution
 * @param definition the trigger
 * @param firing why it executes
 * @param arguments the arguments that go to each call
 * @param selection the elements that are wanted, or {@code null} for all
 * @param rules limits and retries of each call
 * @param reconnect decides which calls are repeated that are not retried any more
 * @param context gives what the target is told about the execution
 * @since 1.0.0
 */
public record ExecutionPlan(ExecutionId id, TriggerDefinition definition, Execution.Firing firing,
		List<@Nullable Object> arguments, @Nullable List<Element> selection, CallRules rules, ReconnectRules reconnect,
		Function<BulkExecution, CallContext> context) {

}
