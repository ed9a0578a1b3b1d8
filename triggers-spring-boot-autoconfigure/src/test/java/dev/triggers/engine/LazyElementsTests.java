package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.triggers.TriggerHandle;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.element.Element;
import dev.triggers.element.Elements;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Elements} that are read lazily: how far they are read, and that they
 * are closed however the execution ends.
 */
class LazyElementsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ConcurrencyGroup one = new ConcurrencyGroup("one", GroupLimits.concurrent(1));

	private final ConcurrencyGroup three = new ConcurrencyGroup("three", GroupLimits.concurrent(3));

	private final ConcurrencyGroup slow = new ConcurrencyGroup("slow", GroupLimits.rate(1, SECOND));

	private final VirtualEngine virtual = new VirtualEngine(List.of(this.one, this.three, this.slow),
			Map.of("retry", RetryPolicy.of(RetryRule.on(IOException.class).waiting(RetryWait.fixed(SECOND)))));

	private final AtomicInteger read = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	private final List<Object> calls = new ArrayList<>();

	@ParameterizedTest
	@EnumSource
	void streamIsClosedOnceAfterTheLastCallHoweverTheExecutionEnds(Ending ending) {
		AtomicInteger inFlight = new AtomicInteger();
		AtomicInteger inFlightAtTheEnd = new AtomicInteger(-1);
		TriggerHandle handle = this.virtual.register(ending.limit(TestTriggers.named("a"))
			.concurrency(2)
			.elements(() -> numbers(4).peek(ending::read).onClose(() -> inFlightAtTheEnd.set(inFlight.get())))
			.calls((element) -> {
				inFlight.incrementAndGet();
				CompletableFuture<@Nullable Object> result = ending.call(this.virtual);
				result.whenComplete((value, ex) -> inFlight.decrementAndGet());
				return result;
			}));
		CompletableFuture<Execution> execution = handle.fire();
		this.virtual.advance("0.5s");
		assertThat(this.closed).hasValue(0);
		ending.end(handle);
		this.virtual.advance("10s");
		assertThat(ended(execution).outcome()).isEqualTo(ending.outcome);
		assertThat(this.closed).hasValue(1);
		assertThat(inFlightAtTheEnd).hasValue(0);
		assertThat(this.one).hasToString("one (0 active, 0 waiting)");
	}

	@Test
	void streamThatIsOpenedWhileTheExecutionIsCancelledIsClosed() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		this.virtual.start(TestTriggers.named("b").elements(() -> {
			this.virtual.engine.cancel("b");
			return numbers(4);
		}).calls(this.calls::add)).advance("0s");
		assertThat(handle.lastExecution()).isNull();
		assertThat(this.virtual.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED));
		assertThat(this.calls).isEmpty();
		assertThat(this.read).hasValue(0);
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void elementsThatGiveNoIteratorAreClosed() {
		Execution execution = execute(
				TestTriggers.named("a").elements(() -> new CloseableElements(this.closed)).calls(this.calls::add));
		assertThat(execution.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(execution.failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).hasMessage("no iterator"));
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void callsInFlightEndWhenTheElementsBreak() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").concurrency(8).elements(() -> numbers(100).peek((number) -> {
				if (number == 3) {
					throw new IllegalStateException("connection lost");
				}
			})).calls((element) -> this.virtual.takes(SECOND).thenRun(() -> this.calls.add(element))));
		CompletableFuture<Execution> execution = handle.fire();
		this.virtual.advance("0.5s");
		assertThat(execution).isNotDone();
		this.virtual.advance("0.5s");
		assertThat(this.calls).containsExactly(1, 2);
		assertThat(this.read).hasValue(3);
		assertThat(this.closed).hasValue(1);
		assertThat(ended(execution).outcome()).isEqualTo(Outcome.FAILED);
		assertThat(ended(execution).counts().total()).isNull();
		assertThat(ended(execution).counts().ok()).isEqualTo(2);
		assertThat(ended(execution).failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.element()).isNull();
			assertThat(failure.exception()).hasMessage("connection lost");
		});
	}

	@Test
	void nullElementsHavePlacesAndCanFail() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
			.elements(() -> Stream.of(null, "x", null).onClose(this.closed::incrementAndGet))
			.calls((element) -> {
				this.calls.add(String.valueOf(element));
				if (element == null && this.calls.size() <= 3) {
					throw new IllegalStateException("null");
				}
				return null;
			}));
		handle.fire();
		this.virtual.advance("0s");
		Execution execution = handle.lastExecution();
		assertThat(execution.failures()).extracting(CallFailure::element)
			.containsExactly(new Element(0, null), new Element(2, null));
		handle.retryFailed(execution.id());
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("null", "x", "null", "null", "null");
		assertThat(handle.lastExecution().counts().ok()).isEqualTo(2);
	}

	@Test
	void nullElementsOfAListAreCounted() {
		Execution execution = execute(
				TestTriggers.named("a").elements(() -> Arrays.asList(null, null)).calls((element) -> {
					this.calls.add(String.valueOf(element));
					return null;
				}));
		assertThat(this.calls).containsExactly("null", "null");
		assertThat(execution.counts().total()).isEqualTo(2);
		assertThat(execution.counts().ok()).isEqualTo(2);
	}

	@Test
	void infiniteElementsAreReadOneFurtherThanTheirCallsAreLetPass() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
			.concurrency(0)
			.groups("three")
			.elements(() -> endless().onClose(this.closed::incrementAndGet))
			.calls((element) -> this.virtual.takes(SECOND).thenRun(() -> this.calls.add(element))));
		CompletableFuture<Execution> execution = handle.fire();
		this.virtual.advance("0.5s");
		assertThat(this.read).hasValue(4);
		assertThat(handle.progress().counts().total()).isNull();
		assertThat(handle.progress().counts().inFlight()).isEqualTo(4);
		this.virtual.advance("100s");
		assertThat(this.calls).hasSize(300);
		assertThat(this.read).hasValue(304);
		handle.cancel();
		this.virtual.advance("10s");
		assertThat(ended(execution).outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(ended(execution).counts().ok()).isEqualTo(300);
		assertThat(ended(execution).counts().cancelled()).isEqualTo(4);
		assertThat(this.read).hasValue(304);
		assertThat(this.closed).hasValue(1);
		assertThat(this.three).hasToString("three (0 active, 0 waiting)");
	}

	@Test
	void moreElementsAtOnceThanAreLetPassAreNotReadAhead() {
		for (int concurrency : new int[] { 0, 8 }) {
			this.read.set(0);
			this.calls.clear();
			TriggerHandle handle = this.virtual.register(TestTriggers.named("a" + concurrency)
				.concurrency(concurrency)
				.groups("slow")
				.elements(() -> endless())
				.calls(this.calls::add));
			handle.fire();
			this.virtual.advance("100.5s");
			assertThat(this.read).as("concurrency %d", concurrency).hasValue(this.calls.size() + 1);
			assertThat(this.slow.waiting()).isEqualTo(1);
			handle.cancel();
			this.virtual.advance("10s");
		}
	}

	@Test
	void moreElementsAtOnceThanThreadsDoNotPileUpInTheExecutor() {
		VirtualEngine virtual = new VirtualEngine();
		AtomicInteger most = new AtomicInteger();
		virtual
			.start(TestTriggers.named("a")
				.elements(() -> IntStream.range(0, 1000).boxed())
				.concurrency(0)
				.calls((element) -> most.accumulateAndGet(virtual.time.pending(), Math::max)))
			.advance("0s");
		assertThat(virtual.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.counts().ok()).isEqualTo(1000));
		assertThat(most).hasValueLessThan(10);
	}

	@Test
	void elementsWhoseCallsWaitToBeRetriedAreInFlight() {
		TriggerHandle handle = this.virtual.register(
				TestTriggers.named("a").concurrency(3).retry("retry").elements(() -> endless()).calls((element) -> {
					throw new IOException("down");
				}));
		handle.fire();
		this.virtual.advance("10s");
		assertThat(this.read).hasValue(3);
		assertThat(handle.progress().counts().inFlight()).isEqualTo(3);
		handle.cancel();
		this.virtual.advance("1s");
		assertThat(handle.lastExecution().counts().cancelled()).isEqualTo(3);
		assertThat(handle.lastExecution().failures()).isEmpty();
	}

	private Stream<Integer> numbers(int count) {
		return IntStream.rangeClosed(1, count)
			.boxed()
			.peek((number) -> this.read.incrementAndGet())
			.onClose(this.closed::incrementAndGet);
	}

	/**
	 * Elements without end, which break if anybody reads far ahead.
	 */
	private Stream<Integer> endless() {
		return Stream.generate(() -> {
			assertThat(this.read.incrementAndGet()).isLessThan(1000);
			return this.read.get();
		});
	}

	private Execution execute(TestTriggers trigger) {
		CompletableFuture<Execution> execution = this.virtual.register(trigger).fire();
		this.virtual.advance("0s");
		return ended(execution);
	}

	/**
	 * Return an execution that must have ended: nobody else passes the time.
	 */
	private static Execution ended(CompletableFuture<Execution> execution) {
		assertThat(execution).isCompleted();
		return execution.join();
	}

	/**
	 * How an execution of four elements, two at once, ends.
	 */
	enum Ending {

		SUCCESS(Outcome.SUCCEEDED),

		FAILURE(Outcome.FAILED),

		BROKEN_ELEMENTS(Outcome.FAILED),

		STOP(Outcome.SUCCEEDED),

		CANCEL_IN_CALLS(Outcome.CANCELLED),

		CANCEL_WAITING_FOR_GROUP(Outcome.CANCELLED),

		CANCEL_WAITING_FOR_RETRY(Outcome.CANCELLED);

		private final Outcome outcome;

		Ending(Outcome outcome) {
			this.outcome = outcome;
		}

		TestTriggers limit(TestTriggers trigger) {
			return switch (this) {
				case CANCEL_WAITING_FOR_GROUP -> trigger.groups("one");
				case CANCEL_WAITING_FOR_RETRY -> trigger.groups("one").retry("retry");
				default -> trigger;
			};
		}

		void read(Integer element) {
			if (this == BROKEN_ELEMENTS && element == 4) {
				throw new IllegalStateException("connection lost");
			}
		}

		CompletableFuture<@Nullable Object> call(VirtualEngine virtual) {
			return switch (this) {
				case FAILURE -> virtual.fails(SECOND, new IllegalStateException("always"));
				case CANCEL_WAITING_FOR_RETRY -> virtual.fails(Duration.ofMillis(200), new IOException("down"));
				default -> virtual.takes(SECOND);
			};
		}

		void end(TriggerHandle handle) {
			switch (this) {
				case STOP -> handle.stop();
				case CANCEL_IN_CALLS, CANCEL_WAITING_FOR_GROUP, CANCEL_WAITING_FOR_RETRY -> handle.cancel();
				default -> {
				}
			}
		}

	}

	/**
	 * Elements that have to be closed and cannot be read.
	 */
	private static final class CloseableElements implements Iterable<Object>, AutoCloseable {

		private final AtomicInteger closed;

		CloseableElements(AtomicInteger closed) {
			this.closed = closed;
		}

		@Override
		public Iterator<Object> iterator() {
			throw new IllegalStateException("no iterator");
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

}
