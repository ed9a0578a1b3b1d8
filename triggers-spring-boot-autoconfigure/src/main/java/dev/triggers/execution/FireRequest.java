package dev.triggers.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Wish for one execution beside the schedule. Who asks for two needs two wishes, since
 * each execution has an id of its own.
 *
 * @param id identifier that the execution will have
 * @param elements the elements to execute for instead of those that the trigger declares,
 * or {@code null}
 * @param arguments the arguments of this execution instead of those of the last start, or
 * {@code null}
 * @param failedIn the earlier execution whose failed elements are to be executed, or
 * {@code null}
 * @since 1.0.0
 */
public record FireRequest(ExecutionId id, @Nullable List<@Nullable Object> elements,
		@Nullable List<@Nullable Object> arguments, @Nullable ExecutionId failedIn) {

	public FireRequest {
		Assert.isTrue(elements == null || failedIn == null, "'elements' and 'failedIn' exclude each other");
		elements = copy(elements);
		arguments = copy(arguments);
	}

	private static @Nullable List<@Nullable Object> copy(@Nullable Collection<? extends @Nullable Object> values) {
		return (values != null) ? Collections.unmodifiableList(new ArrayList<@Nullable Object>(values)) : null;
	}

	/**
	 * Ask for an execution of all elements.
	 * @return the wish, with a new id
	 */
	public static FireRequest create() {
		return new FireRequest(ExecutionId.random(), null, null, null);
	}

	/**
	 * Ask for an execution of the elements that failed in an earlier one.
	 * @param failed the earlier execution
	 * @return the wish, with a new id
	 */
	public static FireRequest ofFailed(ExecutionId failed) {
		return new FireRequest(ExecutionId.random(), null, null, failed);
	}

	/**
	 * Execute for these elements instead.
	 * @param elements the elements
	 * @return the same wish with elements
	 */
	public FireRequest withElements(Collection<? extends @Nullable Object> elements) {
		return new FireRequest(this.id, copy(elements), this.arguments, null);
	}

	/**
	 * Execute with these arguments instead.
	 * @param arguments values for the parameters of the method that take neither an
	 * element nor a value of {@code args}, in their order
	 * @return the same wish with arguments
	 */
	public FireRequest withArguments(@Nullable Object... arguments) {
		return new FireRequest(this.id, this.elements, list(arguments), this.failedIn);
	}

	/**
	 * A list that may hold {@code null}, and a caller's {@code null} for one argument.
	 */
	private static List<@Nullable Object> list(@Nullable Object @Nullable [] arguments) {
		return Arrays.asList((arguments != null) ? arguments : new @Nullable Object[1]);
	}

}
