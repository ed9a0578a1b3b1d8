package dev.triggers.test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggerResultAssert}.
 */
class TriggerResultAssertTests {

	private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void assertionsHold() {
		assertThat(result(Outcome.SUCCEEDED, 8, "#2PP", null)).succeeded()
			.processed(10)
			.failedElements(null, "#2PP")
			.hasFailures(2)
			.hasFailureOf(IOException.class)
			.hasFailureOf(Exception.class)
			.hasCause(Cause.SCHEDULED)
			.startedAt("2026-01-01T00:00:00Z")
			.took(Duration.ofMillis(5));
		assertThat(result(Outcome.SUCCEEDED, 1)).failedElements().hasNoFailures();
		assertThat(result(Outcome.FAILED, 0, "#2PP")).failed();
		assertThat(result(Outcome.CANCELLED, 3)).cancelled();
	}

	@Test
	void outcomeIsExplainedWithItsFailures() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(
					() -> assertThat(result(Outcome.FAILED, 0, "#1", "#2", "#3", "#4", "#5", "#6", "#7")).succeeded())
			.withMessage("""
					Expected execution of 'clans.update' to end as SUCCEEDED, but it ended as FAILED; failures:
					  element #1: java.io.IOException: No #1
					  element #2: java.io.IOException: No #2
					  element #3: java.io.IOException: No #3
					  element #4: java.io.IOException: No #4
					  element #5: java.io.IOException: No #5
					  and 2 more""".replace("\n", System.lineSeparator()))
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void numbersAreExplained() {
		TriggerResult result = result(Outcome.SUCCEEDED, 9);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).processed(10))
			.withMessage("Expected execution of 'clans.update' to process 10 elements, but it processed 9");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasFailures(1))
			.withMessage("Expected execution of 'clans.update' to have 1 failures, but it had 0");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(result).hasFailureOf(IOException.class))
			.withMessageEndingWith("to have a failure of type java.io.IOException, but it had none");
	}

	@Test
	void timesAreExplained() {
		TriggerResult result = result(Outcome.SUCCEEDED, 1);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(result).startedAt("2026-01-01T00:00:01Z"))
			.withMessageEndingWith("to start at 2026-01-01T00:00:01Z, but it started at 2026-01-01T00:00:00Z");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).took(Duration.ZERO))
			.withMessageEndingWith("to take PT0S, but it took PT0.005S");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).hasCause(Cause.MANUAL))
			.withMessageEndingWith("to be fired because of MANUAL, but it was because of SCHEDULED");
	}

	@Test
	void elementsAreCompared() {
		TriggerResult result = result(Outcome.SUCCEEDED, 9, "#2PP");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(result).failedElements("#9"))
			.withMessageContaining("failed elements of clans.update at 2026-01-01T00:00:00Z: SUCCEEDED, 9 ok, 1 failed")
			.withMessageContaining("#9")
			.withMessageContaining("element #2PP: java.io.IOException: No #2PP")
			.withCauseInstanceOf(IOException.class);
	}

	private static TriggerResult result(Outcome outcome, long ok, @Nullable Object... failed) {
		List<CallFailure> failures = Arrays.stream(failed)
			.map((value) -> new CallFailure(new Element(0, value), 1, new IOException("No " + value)))
			.toList();
		Execution.Firing firing = new Execution.Firing("clans.update", Cause.SCHEDULED, TIME, 1);
		return new TriggerResult(new Execution(ExecutionId.random(), firing, TIME,
				new Progress(new ElementCounts(null, ok, failed.length, 0, 0), Duration.ofMillis(5)), failures,
				outcome));
	}

}
