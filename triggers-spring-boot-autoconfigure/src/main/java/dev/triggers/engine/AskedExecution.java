package dev.triggers.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;

/**
 * Execution beside the schedule that somebody has asked for.
 *
 * @param cause why
 * @param selection the elements that are wanted, or {@code null} for all
 * @param result ends with the execution
 */
record AskedExecution(Cause cause, @Nullable List<Element> selection, CompletableFuture<Execution> result) {

}
