package dev.triggers.logging;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.call.RetryDecision;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.definition.TriggerDefinition;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecutionLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExecutionLogTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final ExecutionId ID = new ExecutionId("8f2c00000000");

	private @Nullable String endpoint;

	private boolean closed;

	private final ExecutionLog log = new ExecutionLog(new TimeText(Clock.fixed(NOON, ZoneOffset.UTC), ZoneOffset.UTC),
			new EndpointLocation() {

				@Override
				public @Nullable String path() {
					if (ExecutionLogTests.this.closed) {
						throw new IllegalStateException("Context is closed");
					}
					return ExecutionLogTests.this.endpoint;
				}

				@Override
				public String remedy() {
					return "";
				}

			});

	private final TriggerDefinition trigger = TestTriggers.named("wars.refresh").build();

	@Test
	void startSaysWhy(CapturedOutput output) {
		this.log.onEvent(new ExecutionEvent.Started(this.trigger, execution(Cause.STARTUP, 0, 0, null)));
		this.log.onEvent(new ExecutionEvent.Started(this.trigger, execution(Cause.SCHEDULED, 0, 0, null)));
		this.log.onEvent(new ExecutionEvent.Started(this.trigger, execution(Cause.MISFIRE, 0, 0, null)));
		assertThat(output)
			.containsPattern(line("INFO", "triggers.wars.refresh",
					"Execution 8f2c00000000 of 'wars.refresh' starts: " + "iteration 3, on startup"))
			.contains("starts: iteration 3, scheduled for 12:00:00")
			.contains("starts: iteration 3, instead of the missed time 12:00:00");
	}

	@Test
	void endTellsDurationCountsAndNextTime(CapturedOutput output) {
		this.log.onEvent(new ExecutionEvent.Finished(this.trigger, execution(Cause.STARTUP, 1000, 0, Outcome.SUCCEEDED),
				NOON.plus(Duration.ofDays(1))));
		this.log.onEvent(
				new ExecutionEvent.Finished(this.trigger, execution(Cause.STARTUP, 1, 0, Outcome.CANCELLED), null));
		assertThat(output)
			.containsPattern(line("INFO", "triggers.wars.refresh",
					"Execution 8f2c00000000 of 'wars.refresh' finished in 1.5 s: "
							+ "1000 ok, 0 failed; next 2026-01-02 12:00:00"))
			.containsPattern(
					line("WARN", "triggers.wars.refresh", "Execution 8f2c00000000 of 'wars.refresh' was interrupted "
							+ "after 1.5 s: 1 ok, 0 failed; no next time"));
	}

	@Test
	void eachDistinctFailureIsWrittenOnceWithItsStackTrace(CapturedOutput output) {
		for (int i = 0; i < 38; i++) {
			fail(new Element(i, "#" + i), new IllegalStateException("no answer"));
		}
		fail(new Element(38, "#38"), new IllegalArgumentException("no answer"));
		this.log.onEvent(
				new ExecutionEvent.Finished(this.trigger, execution(Cause.STARTUP, 961, 39, Outcome.SUCCEEDED), NOON));
		assertThat(output.getOut().split("Caused by|\\Rjava.lang.IllegalStateException: no answer")).hasSize(2);
		assertThat(output)
			.containsPattern(line("ERROR", "triggers.wars.refresh",
					"Execution 8f2c00000000 of 'wars.refresh' failed "
							+ "for element 0 '#0' in test.Body.call(Object)"))
			.contains("java.lang.IllegalArgumentException: no answer")
			.containsPattern(line("WARN", "triggers.wars.refresh",
					"Execution 8f2c00000000 of 'wars.refresh' finished in 1.5 s: "
							+ "961 ok, 39 failed; next 12:00:00; and 37 more like "
							+ "java.lang.IllegalStateException: no answer"));
	}

	@Test
	void endTellsWhereFailuresCanBeSeen(CapturedOutput output) {
		this.endpoint = "/actuator/triggers";
		for (int i = 0; i < 24; i++) {
			fail(null, new IllegalStateException("answer " + i / 2));
		}
		this.log
			.onEvent(new ExecutionEvent.Finished(this.trigger, execution(Cause.STARTUP, 0, 24, Outcome.FAILED), NOON));
		assertThat(output).contains("; and 1 more like java.lang.IllegalStateException: answer 9; and 4 others; "
				+ "see /actuator/triggers/wars.refresh/executions/8f2c00000000");
	}

	@Test
	void endIsWrittenAlsoIfNobodyKnowsWhereFailuresCanBeSeen(CapturedOutput output) {
		this.closed = true;
		fail(null, new IllegalStateException("no answer"));
		this.log
			.onEvent(new ExecutionEvent.Finished(this.trigger, execution(Cause.STARTUP, 0, 1, Outcome.FAILED), NOON));
		assertThat(output).containsPattern(line("WARN", "triggers.wars.refresh",
				"Execution 8f2c00000000 of 'wars.refresh' finished in 1.5 s: 0 ok, 1 failed; next 12:00:00"));
	}

	@Test
	void atMostTenDistinctFailuresAreWritten(CapturedOutput output) {
		for (int i = 0; i < 50; i++) {
			fail(new Element(i, i), new IllegalStateException("answer " + i));
		}
		assertThat(output.getOut().split("java.lang.IllegalStateException: answer")).hasSize(11);
	}

	@Test
	void eachRetryIsAWarningWithItsRule(CapturedOutput output) {
		RetryRule rule = RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(Duration.ofSeconds(12)));
		CallFailure failure = new CallFailure(new Element(3, "x"), 2, new IOException("refused"));
		this.log.onEvent(new ExecutionEvent.CallRepeated(this.trigger, ID, failure, Duration.ofSeconds(12),
				new RetryDecision(rule, 1, 1, Duration.ofSeconds(12))));
		this.log.onEvent(new ExecutionEvent.CallRepeated(this.trigger, ID, failure, Duration.ofSeconds(90), null));
		assertThat(output)
			.containsPattern(line("WARN", "triggers.wars.refresh",
					"Execution 8f2c00000000 of 'wars.refresh' failed for element 3 'x' in attempt 2 and is repeated in "
							+ "12 s by rule 'IOException: 2 retries, fixed 12s' (1 retry left): "
							+ "java.io.IOException: refused"))
			.contains("in attempt 2 and is repeated in 1 min 30 s: java.io.IOException: refused");
	}

	@Test
	void failureWithoutElementNamesNone(CapturedOutput output) {
		fail(null, new IllegalStateException());
		assertThat(output).contains("of 'wars.refresh' failed in test.Body.call(Object)");
	}

	@Test
	void elementsCannotSpoilTheLog(CapturedOutput output) {
		fail(new Element(0, "a\r\nb" + "c".repeat(500)), new IllegalStateException());
		fail(new Element(1, new Object() {

			@Override
			public String toString() {
				throw new UnsupportedOperationException();
			}

		}), new RuntimeException() {

			@Override
			public String getMessage() {
				return "other";
			}

		});
		assertThat(output).contains("for element 0 'a  b" + "c".repeat(196) + "…'")
			.contains("for element 1 '(UnsupportedOperationException in toString)'");
	}

	@Test
	void missedTimesAreAWarning(CapturedOutput output) {
		this.log.onEvent(new ExecutionEvent.Misfired(this.trigger, 3, NOON));
		TriggerDefinition skipping = TestTriggers.named("b").misfire(MisfirePolicy.SKIP).build();
		this.log.onEvent(new ExecutionEvent.Misfired(skipping, 1, NOON));
		assertThat(output)
			.containsPattern(line("WARN", "triggers.wars.refresh",
					"Trigger 'wars.refresh' missed 3 due times; fires once instead"))
			.containsPattern(line("WARN", "triggers.b", "Trigger 'b' missed 1 due time; skips it, next 12:00:00"));
	}

	private void fail(@Nullable Element element, Throwable exception) {
		this.log.onEvent(new ExecutionEvent.CallFailed(this.trigger, ID, new CallFailure(element, 1, exception)));
	}

	private static Execution execution(Cause cause, long ok, long failed, @Nullable Outcome outcome) {
		return new Execution(ID, new Execution.Firing("wars.refresh", cause, NOON, 3), NOON,
				new Progress(new ElementCounts(ok + failed, ok, failed, 0, 0), Duration.ofMillis(1500)), List.of(),
				outcome);
	}

	/**
	 * A line of the log, whatever its layout.
	 */
	private static Pattern line(String level, String logger, String text) {
		return Pattern.compile(level + " .*" + Pattern.quote(logger) + " .*" + Pattern.quote(text));
	}

}
