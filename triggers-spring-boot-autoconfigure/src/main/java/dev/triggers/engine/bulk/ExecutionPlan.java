package dev.triggers.engine.bulk;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.Execution;

/**
 * What one execution is to do.
 *
 * @param definition the trigger
 * @param firing why it executes
 * @param arguments the arguments of the start of the trigger
 * @param selection the elements that are wanted, or {@code null} for all
 * @param reconnect decides which failed calls are repeated
 * @since 1.0.0
 */
public record ExecutionPlan(TriggerDefinition definition, Execution.Firing firing, List<@Nullable Object> arguments,
		@Nullable List<Element> selection, ReconnectRules reconnect) {

}
