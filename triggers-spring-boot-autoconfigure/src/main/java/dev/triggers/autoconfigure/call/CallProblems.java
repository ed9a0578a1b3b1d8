package dev.triggers.autoconfigure.call;

import java.util.ArrayList;
import java.util.List;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.ValueOrigin;
import dev.triggers.discovery.problem.ProblemId;

/**
 * Collects what is wrong with concurrency groups and retry policies, so that one report
 * can tell all of it. For one thread.
 */
final class CallProblems {

	private final List<TriggerProblem> problems = new ArrayList<>();

	void add(ProblemId id, ValueOrigin origin, String message, String action) {
		this.problems.add(new TriggerProblem(id.toString(), message, null, origin, action));
	}

	int count() {
		return this.problems.size();
	}

	void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidTriggerException(this.problems);
		}
	}

}
