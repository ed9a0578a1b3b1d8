package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.triggers.TriggerState;
import dev.triggers.element.Elements;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkExecution}.
 */
class BulkExecutionTests {

	private final VirtualEngine virtual = new VirtualEngine();

	@Test
	void withoutElementsTheMethodIsCalledOnceWithoutOne() {
		Execution execution = execute(TestTriggers.named("a").calls((element) -> null));
		assertThat(execution.counts().total()).isEqualTo(1);
		assertThat(execution.counts().ok()).isEqualTo(1);
	}

	@Test
	void withNoElementTheMethodIsNotCalled() {
		AtomicInteger calls = new AtomicInteger();
		Execution execution = execute(
				TestTriggers.named("a").elements(List::of).calls((element) -> calls.incrementAndGet()));
		assertThat(calls).hasValue(0);
		assertThat(execution.outcome()).isEqualTo(Outcome.SUCCEEDED);
	}

	@Test
	void everyKindOfIterableIsSpread() {
		Map<Object, List<String>> kinds = Map.of(List.of("a", "b"), List.of("a", "b"), new String[] { "a" },
				List.of("a"), new int[] { 1, 2 }, List.of("1", "2"), List.of("a").iterator(), List.of("a"),
				Stream.of("x", "y"), List.of("x", "y"), IntStream.of(7), List.of("7"), Map.of("k", 1), List.of("k=1"),
				"a,b", List.of("a,b"), (Iterable<String>) () -> List.of("i").iterator(), List.of("i"));
		kinds.forEach((source, expected) -> {
			VirtualEngine fresh = new VirtualEngine();
			List<String> seen = new ArrayList<>();
			fresh.start(TestTriggers.named("a")
				.elements(() -> source)
				.calls((element) -> seen.add(String.valueOf(element))));
			fresh.time.runDue();
			assertThat(seen).isEqualTo(expected);
		});
	}

	@Test
	void nullElementIsAnElement() {
		List<String> seen = new ArrayList<>();
		Execution execution = execute(TestTriggers.named("a")
			.elements(() -> Arrays.asList("a", null))
			.calls((element) -> seen.add(String.valueOf(element))));
		assertThat(seen).containsExactly("a", "null");
		assertThat(execution.counts().ok()).isEqualTo(2);
	}

	@Test
	void whatIsNotIterableFailsTheExecution() {
		for (Object source : new Object[] { 42, new Object() }) {
			VirtualEngine fresh = new VirtualEngine();
			fresh.start(TestTriggers.named("a").elements(() -> source));
			fresh.time.runDue();
			Execution execution = fresh.recorder.finished().get(0);
			assertThat(execution.outcome()).isEqualTo(Outcome.FAILED);
			assertThat(execution.failures()).singleElement()
				.satisfies((failure) -> assertThat(failure.exception()).hasMessageContaining("TRG-106")
					.hasMessageContaining("not iterable"));
		}
	}

	@Test
	void elementsThatCannotBeHadFailTheExecutionAndNotTheTrigger() {
		Execution execution = execute(TestTriggers.named("a").elements(() -> {
			throw new java.io.IOException("no database");
		}));
		assertThat(execution.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(execution.counts().total()).isNull();
		assertThat(this.virtual.recorder.events(ExecutionEvent.CallFailed.class)).singleElement().satisfies((event) -> {
			assertThat(event.failure().element()).isNull();
			assertThat(event.failure().exception()).hasMessage("no database");
		});
		assertThat(this.virtual.state("a")).isEqualTo(TriggerState.WAITING);
	}

	@Test
	void iteratorThatFailsHalfwayEndsTheExecution() {
		AtomicInteger calls = new AtomicInteger();
		Iterator<Integer> broken = Stream.iterate(1, (i) -> {
			if (i == 3) {
				throw new IllegalStateException("connection lost");
			}
			return i + 1;
		}).iterator();
		Execution execution = execute(
				TestTriggers.named("a").elements(() -> broken).calls((element) -> calls.incrementAndGet()));
		assertThat(calls).hasValue(3);
		assertThat(execution.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(execution.counts().ok()).isEqualTo(3);
		assertThat(execution.counts().failed()).isEqualTo(1);
	}

	@Test
	void elementsAreReadLazilyAndTheStreamIsClosed() {
		AtomicInteger read = new AtomicInteger();
		AtomicBoolean closed = new AtomicBoolean();
		List<CompletableFuture<@Nullable Object>> pending = new ArrayList<>();
		this.virtual.start(TestTriggers.named("a")
			.concurrency(2)
			.elements(() -> Stream.generate(read::incrementAndGet).limit(1000).onClose(() -> closed.set(true)))
			.calls((element) -> {
				CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
				pending.add(result);
				return result;
			}));
		this.virtual.time.runDue();
		assertThat(pending).hasSize(2);
		assertThat(read).hasValueLessThanOrEqualTo(3);
		assertThat(closed).isFalse();
		for (int i = 0; i < 1000; i++) {
			pending.get(i).complete(null);
			this.virtual.time.runDue();
		}
		assertThat(closed).isTrue();
		assertThat(this.virtual.recorder.finished().get(0).counts().ok()).isEqualTo(1000);
	}

	@Test
	void failureToCloseIsAFailure() {
		Execution execution = execute(TestTriggers.named("a").elements(() -> Stream.of(1).onClose(() -> {
			throw new IllegalStateException("cursor is gone");
		})));
		assertThat(execution.counts().ok()).isEqualTo(1);
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).rootCause().hasMessage("cursor is gone"));
	}

	@Test
	void atMostSoManyElementsAreInFlight() {
		for (int concurrency : new int[] { 1, 3, 0 }) {
			VirtualEngine fresh = new VirtualEngine();
			AtomicInteger inFlight = new AtomicInteger();
			AtomicInteger most = new AtomicInteger();
			fresh.start(TestTriggers.named("a")
				.concurrency(concurrency)
				.elements(IntStream.range(0, 20).boxed().toArray())
				.calls((element) -> {
					most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
					return fresh.takes(Duration.ofSeconds(1)).thenRun(inFlight::decrementAndGet);
				})).advance("20s");
			assertThat(most).hasValue((concurrency > 0) ? concurrency : 20);
			assertThat(fresh.recorder.finished().get(0).counts().ok()).isEqualTo(20);
		}
	}

	@Test
	void manyCompletedResultsUseNoStack() {
		Execution execution = execute(TestTriggers.named("a")
			.elements(() -> IntStream.range(0, 100_000))
			.calls((element) -> CompletableFuture.completedFuture(element)));
		assertThat(execution.counts().ok()).isEqualTo(100_000);
	}

	@Test
	void failureOfAPendingResultIsTheFailureOfTheCall() {
		Execution execution = executeFor("2s",
				TestTriggers.named("a")
					.elements("x")
					.calls((element) -> this.virtual.fails(Duration.ofSeconds(1), new IllegalStateException("late"))
						.thenApply(Function.identity())));
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).isExactlyInstanceOf(IllegalStateException.class)
				.hasMessage("late"));
		assertThat(execution.duration()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void resultThatEndsTwiceCountsOnce() {
		CompletableFuture<Object> twice = new CompletableFuture<>() {

			@Override
			public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
				BulkExecutionTests.this.virtual.time.after(Duration.ofSeconds(1), () -> action.accept("a", null));
				BulkExecutionTests.this.virtual.time.after(Duration.ofSeconds(2), () -> action.accept("b", null));
				return this;
			}

		};
		Execution execution = executeFor("5s", TestTriggers.named("a").elements(1, 2).calls((element) -> twice));
		assertThat(execution.counts().ok()).isEqualTo(2);
		assertThat(this.virtual.recorder.finished()).hasSize(1);
	}

	@Test
	void reactiveResultsAreSubscribedAndAwaited() {
		AtomicInteger subscribed = new AtomicInteger();
		Execution execution = executeFor("2s", TestTriggers.named("a").elements(1, 2, 3, 4).calls((element) -> {
			int number = (element instanceof Integer value) ? value : 0;
			return switch (number) {
				case 1 -> Mono.fromRunnable(subscribed::incrementAndGet);
				case 2 -> Flux.range(0, 10).doOnNext((i) -> subscribed.incrementAndGet());
				case 3 -> Mono.fromFuture(this.virtual.takes(Duration.ofSeconds(1)));
				default -> Mono.error(new IllegalStateException("reactive"));
			};
		}));
		assertThat(subscribed).hasValue(11);
		assertThat(execution.counts().ok()).isEqualTo(3);
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).hasMessage("reactive"));
		assertThat(execution.duration()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void plainFutureIsWaitedFor() {
		Execution execution = execute(TestTriggers.named("a").elements(1).calls((element) -> {
			FutureTask<Object> task = new FutureTask<>(() -> {
				throw new java.io.IOException("from the future");
			});
			task.run();
			return task;
		}));
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).hasMessage("from the future"));
	}

	@Test
	void firstFailuresAreKeptAndAllAreCountedAndReported() {
		Execution execution = execute(
				TestTriggers.named("a").elements(() -> IntStream.range(0, 250)).calls((element) -> {
					throw new IllegalStateException("no " + element);
				}));
		assertThat(execution.failures()).hasSize(Execution.MAX_FAILURES);
		assertThat(execution.counts().failed()).isEqualTo(250);
		assertThat(this.virtual.recorder.events(ExecutionEvent.CallFailed.class)).hasSize(250);
	}

	@Test
	void elementsAreReadAnewForEachExecution() {
		AtomicInteger reads = new AtomicInteger();
		this.virtual
			.start(TestTriggers.named("a").elements(Elements.from("numbers", () -> List.of(reads.incrementAndGet()))))
			.advance("20s");
		assertThat(reads).hasValue(3);
	}

	private Execution execute(TestTriggers trigger) {
		return executeFor("0s", trigger);
	}

	private Execution executeFor(String duration, TestTriggers trigger) {
		this.virtual.start(trigger).advance(duration);
		return this.virtual.recorder.finished().get(0);
	}

}
