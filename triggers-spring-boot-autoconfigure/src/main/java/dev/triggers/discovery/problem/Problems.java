package dev.triggers.discovery.problem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.definition.TriggerProblem;
import dev.triggers.definition.TriggerProblem.Place;
import dev.triggers.definition.ValueOrigin;

/**
 * Collects what is wrong, so that one report can tell all of it. For one thread.
 *
 * @since 1.0.0
 */
public final class Problems {

	// a wrong setting of all triggers is found once for each
	private final Set<TriggerProblem> problems = new LinkedHashSet<>();

	/**
	 * Do one step of the work and collect what is wrong with it.
	 * @param step the step, which throws {@link InvalidTriggerException} if something is
	 * wrong
	 * @param <T> type of the result
	 * @return the result, or {@code null} if something is wrong
	 */
	public <T> @Nullable T attempt(Supplier<? extends @Nullable T> step) {
		try {
			return step.get();
		}
		catch (InvalidTriggerException ex) {
			this.problems.addAll(ex.problems());
			return null;
		}
	}

	/**
	 * Add the problems of another collector.
	 * @param others the other collector
	 */
	public void addAll(Problems others) {
		this.problems.addAll(others.problems);
	}

	/**
	 * Return whether nothing is wrong.
	 * @return {@code true} if nothing is wrong
	 */
	public boolean isEmpty() {
		return this.problems.isEmpty();
	}

	/**
	 * Throw all that is wrong.
	 * @throws InvalidTriggerException if anything is wrong
	 */
	public void throwIfAny() {
		if (!this.problems.isEmpty()) {
			throw new InvalidTriggerException(List.copyOf(this.problems));
		}
	}

	/**
	 * Return an exception for one problem with a declaration as a whole.
	 * @param id the id
	 * @param member the method or bean
	 * @param message what is wrong and why
	 * @param action how to mend it
	 * @return the exception
	 */
	public static InvalidTriggerException of(ProblemId id, String member, String message, String action) {
		return of(id, new Place(member, "", 0, 0), ValueOrigin.ANNOTATION, message, action);
	}

	/**
	 * Return an exception for one problem.
	 * @param id the id
	 * @param place where it is, or {@code null} if it has no place in the code
	 * @param origin where the wrong value came from
	 * @param message what is wrong and why
	 * @param action how to mend it
	 * @return the exception
	 */
	public static InvalidTriggerException of(ProblemId id, @Nullable Place place, ValueOrigin origin, String message,
			String action) {
		return new InvalidTriggerException(List.of(new TriggerProblem(id.toString(), message, place, origin, action)));
	}

}
