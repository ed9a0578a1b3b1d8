package dev.triggers.engine.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.engine.time.SchedulerBinding;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.FireRequest;

/**
 * Executions beside the schedule that somebody has asked for and that have not begun. All
 * methods are called under the lock of the trigger.
 */
final class AskedExecutions {

	private final SchedulerBinding binding;

	private final RunnerState state;

	private final Runnable begin;

	// oldest first; most triggers are never asked
	private List<Asked> waiting = List.of();

	private boolean handedOver;

	/**
	 * Create a queue.
	 * @param binding gives threads
	 * @param state the state of the trigger
	 * @param begin takes one execution and begins it, on a thread of its own
	 */
	AskedExecutions(SchedulerBinding binding, RunnerState state, Runnable begin) {
		this.binding = binding;
		this.state = state;
		this.begin = begin;
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * Return whether a thread is about to take the next one.
	 */
	boolean isHandedOver() {
		return this.handedOver;
	}

	void add(Asked execution) {
		if (this.waiting.isEmpty()) {
			this.waiting = new ArrayList<>();
		}
		this.waiting.add(execution);
	}

	void handOver() {
		if (this.handedOver || this.waiting.isEmpty()) {
			return;
		}
		this.handedOver = true;
		try {
			this.binding.handOver(this.begin);
		}
		catch (Throwable ex) {
			this.handedOver = false;
			drop(ex);
		}
	}

	/**
	 * Return the next one that is still wanted, or {@code null} if there is none.
	 */
	@Nullable Asked peek() {
		this.handedOver = false;
		if (isEmpty()) {
			return null;
		}
		this.waiting.removeIf((execution) -> execution.result().isDone());
		return isEmpty() ? null : this.waiting.get(0);
	}

	void remove() {
		this.waiting.remove(0);
	}

	void drop() {
		drop(new CancellationException("Dropped before it began"));
	}

	private void drop(Throwable reason) {
		List<Asked> dropped = this.waiting;
		this.waiting = List.of();
		dropped.forEach((execution) -> this.state.afterwards(() -> execution.result().completeExceptionally(reason)));
	}

	/**
	 * Execution that somebody has asked for.
	 *
	 * @param request what is wanted
	 * @param selection the elements that are wanted, or {@code null} for all
	 * @param result ends with the execution
	 */
	record Asked(FireRequest request, @Nullable List<Element> selection, CompletableFuture<Execution> result) {

		Asked(FireRequest request, @Nullable List<Element> selection) {
			this(request, selection, new CompletableFuture<>());
		}

		Cause cause() {
			return (this.request.failedIn() != null) ? Cause.RETRY : Cause.MANUAL;
		}

	}

}
