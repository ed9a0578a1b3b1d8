package dev.triggers.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import dev.triggers.execution.Cause;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.history.RecordedExecution;
import dev.triggers.execution.history.RecordedFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InMemoryExecutionHistory}.
 */
class InMemoryExecutionHistoryTests {

	private final InMemoryExecutionHistory history = new InMemoryExecutionHistory(3, DataSize.ofKilobytes(10));

	@Test
	void newestIsFirst() {
		record("a", "1");
		record("a", "2");
		record("b", "3");
		assertThat(ids("a")).containsExactly("2", "1");
		assertThat(ids("b")).containsExactly("3");
		assertThat(ids("c")).isEmpty();
	}

	@Test
	void onlyTheLastAreRemembered() {
		for (int i = 1; i <= 5; i++) {
			record("a", "" + i);
		}
		assertThat(ids("a")).containsExactly("5", "4", "3");
		assertThat(this.history.find("a", new ExecutionId("2"))).isNull();
		assertThat(this.history.find("a", new ExecutionId("3"))).isNotNull();
		assertThat(this.history.find("b", new ExecutionId("3"))).isNull();
	}

	@Test
	void whatWasRecordedIsRemembered() {
		RecordedExecution succeeded = new RecordedExecution(ExecutionId.random(),
				new RecordedExecution.Firing("a", Cause.STARTUP, Instant.MIN, Long.MAX_VALUE), Instant.MAX,
				Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Outcome.SUCCEEDED,
				new RecordedExecution.Elements(Long.MAX_VALUE, 1, 2, 3), List.of());
		RecordedExecution cancelled = new RecordedExecution(new ExecutionId("00000000000f"),
				new RecordedExecution.Firing("a", Cause.RETRY, Instant.parse("1969-12-31T23:59:59.999999999Z"), 0),
				Instant.parse("2026-01-01T00:00:00.000000001Z"), Duration.ofNanos(1), Outcome.CANCELLED,
				new RecordedExecution.Elements(null, 0, 0, 0), List.of());
		RecordedExecution failed = new RecordedExecution(new ExecutionId("an id of its own"),
				new RecordedExecution.Firing("a", Cause.MANUAL, Instant.EPOCH, 1), Instant.EPOCH, Duration.ZERO,
				Outcome.FAILED, new RecordedExecution.Elements(0L, 0, Long.MAX_VALUE, 0), List.of(failure("x")));
		List.of(succeeded, cancelled, failed).forEach(this.history::record);
		assertThat(this.history.executions("a")).containsExactly(failed, cancelled, succeeded);
		assertThat(this.history.find("a", succeeded.id())).isEqualTo(succeeded);
		assertThat(this.history.find("a", cancelled.id())).isEqualTo(cancelled);
		assertThat(this.history.find("a", failed.id())).isEqualTo(failed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0123456789ab", "000000000000", "ffffffffffff", "0123456789AB", "0123456789abc", "-1",
			"ffffffffffffffff", "٠١٢٣٤٥٦٧٨٩٠١" })
	void idsAreRememberedAsTheyAre(String id) {
		record("a", id, failure("x"));
		record("a", "another");
		record("a", id);
		assertThat(ids("a")).containsExactly(id, "another", id);
		assertThat(failures("a", id)).isEmpty();
		assertThat(this.history.find("a", new ExecutionId("0123456789ac"))).isNull();
		record("a", "third");
		record("a", "fourth");
		assertThat(ids("a")).containsExactly("fourth", "third", id);
	}

	@Test
	void manyAreRememberedInTheirOrder() {
		InMemoryExecutionHistory many = new InMemoryExecutionHistory(1_000, DataSize.ofKilobytes(10));
		for (int i = 0; i < 2_345; i++) {
			many.record(execution("a", "" + i));
		}
		assertThat(many.executions("a")).extracting((execution) -> Integer.parseInt(execution.id().value()))
			.containsExactlyElementsOf(IntStream.range(0, 1_000).mapToObj((i) -> 2_344 - i).toList());
	}

	@Test
	void beyondTheSizeFailuresOfTheOldestAreForgottenButNotTheirCounts() {
		record("a", "1", failure("1".repeat(4_000)));
		record("b", "2", failure("2".repeat(4_000)));
		record("a", "3", failure("3".repeat(4_000)));
		assertThat(failures("a", "1")).isEmpty();
		assertThat(this.history.executions("a").get(1).elements().failed()).isOne();
		assertThat(failures("b", "2")).hasSize(1);
		assertThat(failures("a", "3")).hasSize(1);
	}

	@Test
	void ofAnExecutionThatIsTooLargeTheFirstFailuresAreKept() {
		record("a", "1", failure("old"));
		record("a", "2",
				IntStream.range(0, 5).mapToObj((i) -> failure(i + "x".repeat(4_000))).toArray(RecordedFailure[]::new));
		assertThat(failures("a", "2")).extracting((failure) -> failure.stackTrace().charAt(0))
			.containsExactly('0', '1');
		assertThat(failures("a", "1")).isEmpty();
	}

	@Test
	void equalTextsCountAndAreKeptOnce() {
		RecordedFailure[] same = IntStream.range(0, 20)
			.mapToObj((i) -> failure("x".repeat(4_000)))
			.toArray(RecordedFailure[]::new);
		record("a", "1", same);
		record("b", "2", same);
		assertThat(failures("a", "1")).hasSize(20);
		Set<String> texts = Collections.newSetFromMap(new IdentityHashMap<>());
		Stream.concat(failures("a", "1").stream(), failures("b", "2").stream())
			.forEach((failure) -> texts.add(failure.stackTrace()));
		assertThat(texts).hasSize(1);
	}

	@Test
	void whatIsForgottenMakesRoom() {
		for (int i = 0; i < 1_000; i++) {
			record("a", "" + i, failure(i + "x".repeat(4_000)));
			record("b", "" + i, failure(i + "y".repeat(4_000)));
			this.history.forget("a");
			assertThat(failures("b", "" + i)).hasSize(1);
		}
		assertThat(this.history.executions("a")).isEmpty();
		assertThat(this.history.executions("b")).hasSize(3);
	}

	@Test
	void nothingIsRememberedIfNothingIsWanted() {
		InMemoryExecutionHistory none = new InMemoryExecutionHistory(0, DataSize.ofBytes(0));
		none.record(execution("a", "1", failure("x")));
		assertThat(none.executions("a")).isEmpty();
		InMemoryExecutionHistory withoutFailures = new InMemoryExecutionHistory(1, DataSize.ofBytes(0));
		withoutFailures.record(execution("a", "1", failure("x")));
		assertThat(withoutFailures.executions("a")).singleElement()
			.satisfies((execution) -> assertThat(execution.failures()).isEmpty());
	}

	private void record(String trigger, String id, RecordedFailure... failures) {
		this.history.record(execution(trigger, id, failures));
	}

	private static RecordedExecution execution(String trigger, String id, RecordedFailure... failures) {
		return new RecordedExecution(new ExecutionId(id),
				new RecordedExecution.Firing(trigger, Cause.SCHEDULED, Instant.EPOCH, 1), Instant.EPOCH, Duration.ZERO,
				Outcome.SUCCEEDED, new RecordedExecution.Elements(null, 0, failures.length, 0), List.of(failures));
	}

	private static RecordedFailure failure(String stackTrace) {
		// a new text each time, as those of two exceptions are
		return new RecordedFailure(null, null, 1, "E", null, String.valueOf(stackTrace.toCharArray()));
	}

	private List<String> ids(String trigger) {
		return this.history.executions(trigger).stream().map((execution) -> execution.id().value()).toList();
	}

	private List<RecordedFailure> failures(String trigger, String id) {
		return this.history.executions(trigger)
			.stream()
			.filter((execution) -> execution.id().value().equals(id))
			.findFirst()
			.orElseThrow()
			.failures();
	}

}
