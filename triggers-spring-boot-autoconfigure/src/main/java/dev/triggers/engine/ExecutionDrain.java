package dev.triggers.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Waits for executions to end when the engine closes.
 */
final class ExecutionDrain {

	private static final Log logger = LogFactory.getLog("triggers");

	/**
	 * How long an interrupted execution may take to return.
	 */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private final List<BulkExecution> executions;

	/**
	 * Create a drain.
	 * @param executions the executions; one that the calling thread itself is in is left
	 * out, since waiting for it would never end
	 */
	ExecutionDrain(Collection<BulkExecution> executions) {
		this.executions = executions.stream()
			.filter((execution) -> !execution.threads().contains(Thread.currentThread()))
			.toList();
	}

	/**
	 * Wait for the executions, interrupt those that take longer, and give these a moment
	 * to return.
	 * @param time how long to wait before interrupting
	 */
	void await(Duration time) {
		if (this.executions.isEmpty()) {
			return;
		}
		logger.info("Waiting up to " + text(time) + " for " + describe(this.executions));
		if (hasEnded(time)) {
			return;
		}
		List<BulkExecution> slow = unfinished();
		logger.warn("Interrupting what has not ended after " + text(time) + ": " + describe(slow));
		slow.forEach(BulkExecution::cancel);
		if (!hasEnded(GRACE)) {
			logger.warn("Left behind, since they ignore interrupts: " + describe(unfinished()));
		}
	}

	private boolean hasEnded(Duration within) {
		CompletableFuture<?> all = CompletableFuture
			.allOf(this.executions.stream().map(BulkExecution::end).toArray(CompletableFuture<?>[]::new));
		try {
			all.get(within.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private List<BulkExecution> unfinished() {
		return this.executions.stream().filter((execution) -> !execution.end().isDone()).toList();
	}

	private static String text(Duration time) {
		return (time.toSeconds() > 0) ? time.toSeconds() + " s" : time.toMillis() + " ms";
	}

	private static String describe(List<BulkExecution> executions) {
		return executions.stream().map(BulkExecution::describe).sorted().collect(Collectors.joining(", "));
	}

}
