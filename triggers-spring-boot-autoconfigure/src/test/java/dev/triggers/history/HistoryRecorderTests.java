package dev.triggers.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

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
import dev.triggers.execution.history.ExecutionHistory;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HistoryRecorder}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HistoryRecorderTests {

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private final ExecutionHistory history = new InMemoryExecutionHistory(100, DataSize.ofMegabytes(4));

	private final HistoryRecorder recorder = new HistoryRecorder(this.history, 100);

	private final TriggerDefinition trigger = TestTriggers.named("clans.sync").build();

	@Test
	void recordsWhatHappened() {
		register(this.trigger);
		finish(this.trigger, "1", new CallFailure(new Element(3, "#x"), 2, new IllegalStateException("no answer")),
				new CallFailure(null, 1, new IllegalArgumentException()));
		RecordedExecution recorded = this.history.executions("clans.sync").get(0);
		assertThat(recorded.id()).hasToString("1");
		assertThat(recorded.firing()).isEqualTo(new RecordedExecution.Firing("clans.sync", Cause.SCHEDULED, NOON, 7));
		assertThat(recorded.duration()).isEqualTo(Duration.ofSeconds(2));
		assertThat(recorded.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(recorded.elements()).isEqualTo(new RecordedExecution.Elements(9L, 6, 2, 1));
		RecordedFailure failure = recorded.failures().get(0);
		assertThat(failure.index()).isEqualTo(3);
		assertThat(failure.element()).isEqualTo("#x");
		assertThat(failure.attempts()).isEqualTo(2);
		assertThat(failure.exceptionType()).isEqualTo("java.lang.IllegalStateException");
		assertThat(failure.message()).isEqualTo("no answer");
		assertThat(failure.stackTrace()).startsWith("java.lang.IllegalStateException: no answer\n\tat ");
		assertThat(recorded.failures().get(1).index()).isNull();
		assertThat(recorded.failures().get(1).element()).isNull();
		assertThat(recorded.failures().get(1).message()).isNull();
	}

	@Test
	void onlyTheFirstFailuresAreRecorded() {
		HistoryRecorder few = new HistoryRecorder(this.history, 1);
		few.onEvent(new ExecutionEvent.Registered(this.trigger));
		few.onEvent(finished(this.trigger, "1", new CallFailure(null, 1, new IllegalStateException("first")),
				new CallFailure(null, 1, new IllegalStateException("second"))));
		assertThat(this.history.executions("clans.sync").get(0).failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.message()).isEqualTo("first"));
	}

	@Test
	void onlyRegisteredTriggersAreRecorded() {
		finish(this.trigger, "1");
		assertThat(this.history.executions("clans.sync")).isEmpty();
		register(this.trigger);
		finish(this.trigger, "2");
		assertThat(this.history.executions("clans.sync")).hasSize(1);
		this.recorder.onEvent(new ExecutionEvent.Unregistered(this.trigger));
		assertThat(this.history.executions("clans.sync")).isEmpty();
		finish(this.trigger, "3");
		assertThat(this.history.executions("clans.sync")).isEmpty();
	}

	@Test
	void triggerOfTheSameNameTakesOver() {
		register(this.trigger);
		this.recorder.onEvent(new ExecutionEvent.Unregistered(this.trigger));
		TriggerDefinition next = TestTriggers.named("clans.sync").build();
		register(next);
		finish(this.trigger, "late");
		finish(next, "new");
		assertThat(this.history.executions("clans.sync")).extracting((execution) -> execution.id().value())
			.containsExactly("new");
	}

	@Test
	void historyThatUnregistersKeepsNothing() {
		List<String> forgotten = new ArrayList<>();
		HistoryRecorder[] self = new HistoryRecorder[1];
		self[0] = new HistoryRecorder(new BrokenHistory() {

			@Override
			public void record(RecordedExecution execution) {
				self[0].onEvent(new ExecutionEvent.Unregistered(HistoryRecorderTests.this.trigger));
			}

			@Override
			public void forget(String trigger) {
				forgotten.add(trigger);
			}

		}, 100);
		self[0].onEvent(new ExecutionEvent.Registered(this.trigger));
		self[0].onEvent(finished(this.trigger, "1"));
		assertThat(forgotten).containsExactly("clans.sync", "clans.sync");
	}

	@Test
	void whatTheHistoryThrowsIsLogged(CapturedOutput output) {
		HistoryRecorder broken = new HistoryRecorder(new BrokenHistory(), 100);
		broken.onEvent(new ExecutionEvent.Registered(this.trigger));
		broken.onEvent(finished(this.trigger, "8f2c"));
		broken.onEvent(new ExecutionEvent.Unregistered(this.trigger));
		assertThat(output)
			.contains(
					"Execution 8f2c of 'clans.sync' cannot be written to the history " + BrokenHistory.class.getName())
			.contains("Executions of 'clans.sync' cannot be removed from the history")
			.contains("java.lang.LinkageError: broken");
	}

	@Test
	void hostileElementIsNamed() {
		register(this.trigger);
		Object cyclic = new Object() {

			@Override
			public String toString() {
				return "x" + this;
			}

		};
		Object none = new Object() {

			@Override
			public @Nullable String toString() {
				return null;
			}

		};
		finish(this.trigger, "1", new CallFailure(new Element(0, cyclic), 1, new IllegalStateException()),
				new CallFailure(new Element(1, none), 1, new IllegalStateException()),
				new CallFailure(new Element(2, null), 1, new IllegalStateException()),
				new CallFailure(new Element(3, "x".repeat(1_000_000)), 1, new IllegalStateException()));
		assertThat(this.history.executions("clans.sync").get(0).failures())
			.extracting((failure) -> String.valueOf(failure.element()).substring(0, 4))
			.containsExactly("(Sta", "null", "null", "xxxx");
		assertThat(this.history.executions("clans.sync").get(0).failures().get(3).element())
			.hasSize(BoundedText.MAX_ELEMENT);
	}

	/**
	 * The bound that {@code TriggersProperties.History} states.
	 */
	@Test
	@Timeout(120)
	void hundredThousandExecutionsWithHugeFailuresTakeLittleMemory() {
		String huge = "\u00fc".repeat(1_000_000);
		Throwable cause = hugeException(huge);
		List<TriggerDefinition> triggers = Stream.of("a", "b", "c", "d")
			.map((name) -> TestTriggers.named(name).build())
			.toList();
		triggers.forEach(this::register);
		for (int i = 0; i < 100_000; i++) {
			// one character that is not Latin makes a text twice as large
			Throwable exception = new IllegalStateException(((i % 2 == 0) ? "no " : "\u20ac") + i, cause);
			finish(triggers.get(i % 4), "" + i, new CallFailure(new Element(i, huge), 1, exception));
		}
		List<RecordedExecution> all = triggers.stream()
			.flatMap((trigger) -> this.history.executions(trigger.name()).stream())
			.toList();
		assertThat(all).hasSize(400);
		assertThat(all.get(0).failures()).hasSize(1);
		assertThat(size(all)).isBetween(2L << 20, 4L << 20);
	}

	private static Throwable hugeException(String message) {
		Throwable exception = new StackOverflowError(message);
		for (int depth = 0; depth < 1_000; depth++) {
			exception = new RuntimeException(message, exception);
			exception.addSuppressed(new IllegalStateException(message));
		}
		return exception;
	}

	/**
	 * Bytes of all texts of the failures.
	 */
	private static long size(List<RecordedExecution> executions) {
		Set<String> texts = Collections.newSetFromMap(new IdentityHashMap<>());
		executions.stream()
			.flatMap((execution) -> execution.failures().stream())
			.flatMap((failure) -> Stream.of(failure.element(), failure.exceptionType(), failure.message(),
					failure.stackTrace()))
			.forEach(texts::add);
		return texts.stream().mapToLong(HistoryRecorderTests::size).sum();
	}

	private static long size(String text) {
		return 48 + text.length() * (text.chars().allMatch((c) -> c < 0x100) ? 1L : 2L);
	}

	private void register(TriggerDefinition definition) {
		this.recorder.onEvent(new ExecutionEvent.Registered(definition));
	}

	private void finish(TriggerDefinition definition, String id, CallFailure... failures) {
		this.recorder.onEvent(finished(definition, id, failures));
	}

	private static ExecutionEvent finished(TriggerDefinition definition, String id, CallFailure... failures) {
		return new ExecutionEvent.Finished(definition,
				new Execution(new ExecutionId(id), new Execution.Firing(definition.name(), Cause.SCHEDULED, NOON, 7),
						NOON, new Progress(new ElementCounts(9L, 6, failures.length, 1, 0), Duration.ofSeconds(2)),
						List.of(failures), Outcome.FAILED),
				null);
	}

	/**
	 * History that fails.
	 */
	private static class BrokenHistory implements ExecutionHistory {

		@Override
		public void record(RecordedExecution execution) {
			throw new LinkageError("broken");
		}

		@Override
		public List<RecordedExecution> executions(String trigger) {
			throw new LinkageError("broken");
		}

		@Override
		public @Nullable RecordedExecution find(String trigger, ExecutionId id) {
			throw new LinkageError("broken");
		}

		@Override
		public void forget(String trigger) {
			throw new LinkageError("broken");
		}

	}

}
