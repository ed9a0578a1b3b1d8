package dev.triggers.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.SafeLog;

/**
 * Assertions about the result of one execution. Where a call failed although it should
 * not have, the error's cause is what it threw.
 *
 * @since 1.0.0
 */
public final class TriggerResultAssert extends AbstractAssert<TriggerResultAssert, TriggerResult> {

	private static final int MAX_SHOWN = 5;

	TriggerResultAssert(TriggerResult actual) {
		super(actual, TriggerResultAssert.class);
	}

	/**
	 * Verify that the execution came to its end; single calls may have failed.
	 * @return this
	 * @see #hasNoFailures()
	 */
	public TriggerResultAssert succeeded() {
		return endedAs(Outcome.SUCCEEDED);
	}

	/**
	 * Verify that every call failed, or the elements could not be read to their end.
	 * @return this
	 */
	public TriggerResultAssert failed() {
		return endedAs(Outcome.FAILED);
	}

	/**
	 * Verify that the execution was cancelled.
	 * @return this
	 */
	public TriggerResultAssert cancelled() {
		return endedAs(Outcome.CANCELLED);
	}

	private TriggerResultAssert endedAs(Outcome outcome) {
		if (execution().outcome() != outcome) {
			throw error("to end as " + outcome + ", but it ended as " + execution().outcome());
		}
		return this;
	}

	/**
	 * Verify the number of elements whose call ended, well or with a failure. A call
	 * without an element counts as one.
	 * @param elements the number
	 * @return this
	 */
	public TriggerResultAssert processed(long elements) {
		long actual = execution().counts().ok() + execution().counts().failed();
		if (actual != elements) {
			throw error("to process " + elements + " elements, but it processed " + actual);
		}
		return this;
	}

	/**
	 * Verify which elements failed: these and no others, in any order. Elements are
	 * compared as they are in the iterable, before they are converted to the type of the
	 * parameter.
	 * @param elements the elements
	 * @return this
	 */
	public TriggerResultAssert failedElements(@Nullable Object... elements) {
		if (execution().counts().failed() > Execution.MAX_FAILURES) {
			throw error("to keep all failed elements, but it kept only the first " + Execution.MAX_FAILURES
					+ "; use hasFailures");
		}
		List<@Nullable Object> expected = Arrays.asList(elements);
		List<@Nullable Object> actual = execution().failures()
			.stream()
			.map(CallFailure::element)
			.filter(Objects::nonNull)
			.<@Nullable Object>map(Element::value)
			.toList();
		try {
			Assertions.assertThat(actual)
				.as(() -> "failed elements of " + this.actual + describe(execution().failures()))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
		catch (AssertionError ex) {
			throw withCause(ex);
		}
		return this;
	}

	/**
	 * Verify the number of failures.
	 * @param failures the number
	 * @return this
	 */
	public TriggerResultAssert hasFailures(long failures) {
		long actual = execution().counts().failed();
		if (actual != failures) {
			throw error("to have " + failures + " failures, but it had " + actual);
		}
		return this;
	}

	/**
	 * Verify that no call failed, and all elements could be read.
	 * @return this
	 */
	public TriggerResultAssert hasNoFailures() {
		return hasFailures(0);
	}

	/**
	 * Verify that a call failed with an exception of a type.
	 * @param type the type, or a sub-type of it
	 * @return this
	 */
	public TriggerResultAssert hasFailureOf(Class<? extends Throwable> type) {
		if (execution().failures().stream().map(CallFailure::exception).noneMatch(type::isInstance)) {
			throw error("to have a failure of type " + type.getName() + ", but it had none");
		}
		return this;
	}

	/**
	 * Verify why the trigger fired.
	 * @param cause the cause
	 * @return this
	 */
	public TriggerResultAssert hasCause(Cause cause) {
		if (execution().firing().cause() != cause) {
			throw error("to be fired because of " + cause + ", but it was because of " + execution().firing().cause());
		}
		return this;
	}

	/**
	 * Verify when the execution began.
	 * @param time the time
	 * @return this
	 */
	public TriggerResultAssert startedAt(Instant time) {
		if (!execution().startTime().equals(time)) {
			throw error("to start at " + time + ", but it started at " + execution().startTime());
		}
		return this;
	}

	/**
	 * Verify when the execution began.
	 * @param time the time, as in {@code 2026-03-28T12:00:00Z}
	 * @return this
	 */
	public TriggerResultAssert startedAt(String time) {
		return startedAt(Instant.parse(time));
	}

	/**
	 * Verify how long the execution took in virtual time. That is zero unless it was
	 * repeated after a while, or the test let time pass meanwhile.
	 * @param duration the duration
	 * @return this
	 */
	public TriggerResultAssert took(Duration duration) {
		if (!duration.equals(execution().duration())) {
			throw error("to take " + duration + ", but it took " + execution().duration());
		}
		return this;
	}

	private Execution execution() {
		isNotNull();
		return this.actual.execution();
	}

	private AssertionError error(String difference) {
		List<CallFailure> failures = execution().failures();
		AssertionError error = failure("Expected execution of '%s' %s%s", this.actual.triggerName(), difference,
				describe(failures));
		return withCause(error);
	}

	/**
	 * Let an error show what the first call that failed has thrown.
	 */
	private AssertionError withCause(AssertionError error) {
		List<CallFailure> failures = execution().failures();
		if (!failures.isEmpty()) {
			error.initCause(failures.get(0).exception());
		}
		return error;
	}

	private static String describe(List<CallFailure> failures) {
		String shown = failures.stream()
			.limit(MAX_SHOWN)
			.map(TriggerResultAssert::describe)
			.map((line) -> System.lineSeparator() + "  " + line)
			.collect(Collectors.joining());
		int more = failures.size() - MAX_SHOWN;
		return (failures.isEmpty()) ? ""
				: "; failures:" + shown + ((more > 0) ? System.lineSeparator() + "  and " + more + " more" : "");
	}

	private static String describe(CallFailure failure) {
		Element element = failure.element();
		return ((element != null) ? "element " + element.value() + ": " : "") + SafeLog.describe(failure.exception());
	}

}
