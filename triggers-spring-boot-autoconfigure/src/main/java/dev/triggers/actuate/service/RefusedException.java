package dev.triggers.actuate.service;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.actuate.descriptor.ProblemDescriptor;
import dev.triggers.actuate.descriptor.ProblemDescriptor.PlaceDescriptor;

/**
 * Thrown when a request cannot be fulfilled, for a reason that whoever made it can
 * understand.
 *
 * @since 1.0.0
 */
public final class RefusedException extends RuntimeException {

	private static final int BAD_REQUEST = 400;

	private static final int NOT_FOUND = 404;

	private static final int CONFLICT = 409;

	private final transient ProblemDescriptor problem;

	private RefusedException(ProblemDescriptor problem) {
		super(problem.reason());
		this.problem = problem;
	}

	/**
	 * Return an exception for a request that is wrong.
	 * @param reason what is wrong
	 * @param action how to mend it, or {@code null}
	 * @return the exception
	 */
	public static RefusedException badRequest(String reason, @Nullable String action) {
		return badRequest(reason, action, List.of());
	}

	/**
	 * Return an exception for a request with a wrong name.
	 * @param reason what is wrong
	 * @param action how to mend it, or {@code null}
	 * @param nearest the names that may have been meant
	 * @return the exception
	 */
	public static RefusedException badRequest(String reason, @Nullable String action, List<String> nearest) {
		return of(BAD_REQUEST, reason, action, nearest);
	}

	/**
	 * Return an exception for something that is not there.
	 * @param reason what is not there
	 * @param action what to do instead, or {@code null}
	 * @param nearest the names that may have been meant
	 * @return the exception
	 */
	public static RefusedException notFound(String reason, @Nullable String action, List<String> nearest) {
		return of(NOT_FOUND, reason, action, nearest);
	}

	/**
	 * Return an exception for something that is not possible now.
	 * @param reason why it is not possible
	 * @param action what to do instead, or {@code null}
	 * @return the exception
	 */
	public static RefusedException conflict(String reason, @Nullable String action) {
		return of(CONFLICT, reason, action, List.of());
	}

	private static RefusedException of(int status, String reason, @Nullable String action, List<String> nearest) {
		return new RefusedException(new ProblemDescriptor(status, null, reason, action, nearest, null));
	}

	/**
	 * Return an exception for a value that start-up would refuse as well.
	 */
	static RefusedException invalid(String id, String reason, String action, List<String> nearest,
			@Nullable PlaceDescriptor place) {
		return new RefusedException(new ProblemDescriptor(BAD_REQUEST, id, reason, action, nearest, place));
	}

	/**
	 * Return why the request was refused.
	 * @return the problem
	 */
	public ProblemDescriptor problem() {
		return this.problem;
	}

	/**
	 * Return the same refusal as an exception of Java, for clients that know no other.
	 * @return the exception
	 */
	public RuntimeException translated() {
		String reason = this.problem.reason();
		String action = this.problem.action();
		String text = (action != null) ? reason + ". " + action : reason;
		return (this.problem.status() == CONFLICT) ? new IllegalStateException(text)
				: new IllegalArgumentException(text);
	}

}
