package dev.triggers.execution.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.execution.ExecutionId;

/**
 * Remembers executions that have ended. A bean of this type replaces the one in memory,
 * for example by a table.
 * <p>
 * Implementations are thread-safe. {@link #record} is called on the thread of the
 * execution that has just ended: it may block, which delays only the next execution of
 * that trigger, and what it throws is logged and changes nothing.
 *
 * @since 1.0.0
 */
public interface ExecutionHistory {

	/**
	 * Remember an execution.
	 * @param execution the execution, whose texts are cut to a bounded length
	 */
	void record(RecordedExecution execution);

	/**
	 * Return the last executions of a trigger.
	 * @param trigger name of the trigger
	 * @return the executions that are remembered, newest first
	 */
	List<RecordedExecution> executions(String trigger);

	/**
	 * Find an execution.
	 * @param trigger name of the trigger
	 * @param id the execution
	 * @return the execution, or {@code null} if it is not remembered
	 */
	@Nullable RecordedExecution find(String trigger, ExecutionId id);

	/**
	 * Take note that a trigger was unregistered. One that remembers executions beyond the
	 * end of the application need not forget them.
	 * @param trigger name of the trigger
	 */
	void forget(String trigger);

}
