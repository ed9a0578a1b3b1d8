package dev.triggers.actuate.descriptor;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Why a request was refused.
 *
 * @param status status of HTTP
 * @param id stable id of the problem, as at start-up, or {@code null} if it has none
 * @param reason what is wrong and why; enough to understand it
 * @param action how to mend it, or {@code null} if that goes without saying
 * @param nearest what may have been meant, best first
 * @param place the part of a text that is wrong, or {@code null}
 * @since 1.0.0
 */
public record ProblemDescriptor(int status, @Nullable String id, String reason, @Nullable String action,
		List<String> nearest, @Nullable PlaceDescriptor place) implements OperationResponseBody {

	public ProblemDescriptor {
		nearest = List.copyOf(nearest);
	}

	/**
	 * Part of a text.
	 *
	 * @param parameter name of the parameter that has the text
	 * @param text the text
	 * @param offset where the part begins
	 * @param length how long it is, zero if something is missing
	 */
	public record PlaceDescriptor(String parameter, String text, int offset, int length) {

	}

}
