package dev.triggers.engine.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.execution.ExecutionId;

/**
 * What failed in the last executions of one trigger, so that it can be executed again.
 * All methods are called under the lock of the trigger.
 */
final class FailureMemory {

	private static final int MAX_EXECUTIONS = 100;

	private static final int MAX_ELEMENTS = 10_000;

	// oldest first
	private final Map<ExecutionId, Failed> executions = new LinkedHashMap<>();

	private int elements;

	/**
	 * Remember a failed execution; the oldest are forgotten.
	 * @param id the execution
	 * @param failed the elements that failed, or {@code null} if all are to be executed
	 * again
	 */
	void remember(ExecutionId id, @Nullable List<Element> failed) {
		Failed added = new Failed(failed);
		// somebody may have asked for two executions of the same id
		forget(id);
		this.executions.put(id, added);
		this.elements += added.size();
		while (this.executions.size() > MAX_EXECUTIONS
				|| (this.elements > MAX_ELEMENTS && this.executions.size() > 1)) {
			forget(this.executions.keySet().iterator().next());
		}
	}

	private void forget(ExecutionId id) {
		Failed former = this.executions.remove(id);
		this.elements -= (former != null) ? former.size() : 0;
	}

	@Nullable Failed find(ExecutionId id) {
		return this.executions.get(id);
	}

	/**
	 * What failed in one execution.
	 *
	 * @param elements the elements, or {@code null} for all
	 */
	record Failed(@Nullable List<Element> elements) {

		private int size() {
			return (this.elements != null) ? this.elements.size() : 0;
		}

	}

}
