package dev.triggers.autoconfigure.named;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.schedule.IntervalText;

/**
 * Collects what is wrong with properties, so that one report can tell all of it. For one
 * thread.
 *
 * @since 1.0.0
 */
public final class PropertyProblems {

	private final List<TriggerProblem> problems = new ArrayList<>();

	/**
	 * Add a problem.
	 * @param id the id
	 * @param origin where the wrong value was set
	 * @param message what is wrong and why, one sentence without a full stop
	 * @param action how to mend it, full sentences
	 */
	public void add(ProblemId id, ValueOrigin origin, String message, String action) {
		this.problems.add(new TriggerProblem(id.toString(), message, null, origin, action));
	}

	/**
	 * Return how many there are.
	 * @return the number
	 */
	public int count() {
		return this.problems.size();
	}

	/**
	 * Throw what there is.
	 * @throws InvalidTriggerException if there is any
	 */
	public void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidTriggerException(this.problems);
		}
	}

	/**
	 * Write a duration as properties have it.
	 * @param duration the duration; may be negative
	 * @return a text such as {@code 1m30s}
	 */
	public static String text(Duration duration) {
		return duration.isNegative() ? "-" + IntervalText.format(duration.negated()) : IntervalText.format(duration);
	}

}
