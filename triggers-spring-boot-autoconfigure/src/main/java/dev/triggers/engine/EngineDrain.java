package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.triggers.engine.call.Endings;
import dev.triggers.engine.runner.TriggerRunner;

/**
 * Waits for executions and hooks to end when the engine closes.
 */
final class EngineDrain {

	private static final Log logger = LogFactory.getLog("triggers");

	/**
	 * How long what was interrupted may take to return.
	 */
	private static final Duration GRACE = Duration.ofSeconds(2);

	private final List<TriggerRunner> runners;

	private final List<CompletableFuture<@Nullable Void>> ends;

	/**
	 * Close triggers.
	 * @param runners the triggers; an execution that the calling thread itself is in is
	 * not waited for, since that would never end
	 */
	EngineDrain(List<TriggerRunner> runners) {
		this.runners = runners;
		this.ends = runners.stream().map(TriggerRunner::close).toList();
		runners.stream().filter(TriggerRunner::isCalledByThisThread).forEach(TriggerRunner::leaveBehind);
	}

	/**
	 * Wait for the executions, interrupt those that take longer, and give these a moment
	 * to return. After-hooks run in both cases.
	 * @param time how long to wait before interrupting
	 */
	void await(Duration time) {
		if (hasEnded(Duration.ZERO)) {
			return;
		}
		logger.info("Waiting up to " + text(time) + " for " + describe());
		if (hasEnded(time)) {
			return;
		}
		logger.warn("Interrupting what has not ended after " + text(time) + ": " + describe());
		open().forEach(TriggerRunner::interrupt);
		if (hasEnded(GRACE)) {
			return;
		}
		logger.warn("Left behind, since they ignore interrupts: " + describe());
		open().forEach(TriggerRunner::leaveBehind);
		if (!hasEnded(time)) {
			open().forEach(TriggerRunner::interrupt);
			hasEnded(GRACE);
		}
	}

	private boolean hasEnded(Duration within) {
		return Endings.within(this.ends, within);
	}

	/**
	 * Return the triggers that have not yet ended.
	 */
	private List<TriggerRunner> open() {
		List<TriggerRunner> open = new ArrayList<>();
		for (int index = 0; index < this.runners.size(); index++) {
			if (!this.ends.get(index).isDone()) {
				open.add(this.runners.get(index));
			}
		}
		return open;
	}

	private static String text(Duration time) {
		return (time.toSeconds() > 0) ? time.toSeconds() + " s" : time.toMillis() + " ms";
	}

	private String describe() {
		return open().stream()
			.flatMap((runner) -> runner.describeUnderWay().stream())
			.sorted()
			.collect(Collectors.joining(", "));
	}

}
