package dev.triggers.definition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown when triggers are not valid; carries all that is wrong at once.
 *
 * @since 1.0.0
 */
public class InvalidTriggerException extends RuntimeException {

	private final transient List<TriggerProblem> problems;

	/**
	 * Create an exception.
	 * @param problems all that is wrong; not empty
	 */
	public InvalidTriggerException(List<TriggerProblem> problems) {
		super(problems.stream()
			.map((problem) -> "[" + problem.id() + "] " + problem.message())
			.collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Return all that is wrong.
	 * @return the problems
	 */
	public List<TriggerProblem> problems() {
		return this.problems;
	}

}
