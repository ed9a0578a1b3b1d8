package dev.triggers.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.definition.ReconnectPolicy;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.execution.Outcome;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for bulk executions whose calls pass concurrency groups and are retried.
 */
class BulkLimitsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ConcurrencyGroup rate = new ConcurrencyGroup("rate", GroupLimits.rate(3, SECOND));

	private final ConcurrencyGroup two = new ConcurrencyGroup("two", GroupLimits.concurrent(2));

	private final VirtualEngine virtual = new VirtualEngine(List.of(this.rate, this.two), Map.of("io", RetryPolicy.of(
			RetryRule.on(UncheckedIOException.class).retries(2).waiting(RetryWait.fixed(SECOND)),
			RetryRule.on(IllegalStateException.class).retries(1).waiting(RetryWait.fixed(Duration.ofSeconds(10))))));

	private final long begin = this.virtual.time.nanoTime();

	private final List<String> calls = new ArrayList<>();

	@Test
	void elementsStartAsFastAsTheGroupAllows() {
		this.virtual.start(bulk().elements(1, 2, 3, 4, 5, 6, 7).concurrency(0).groups("rate").calls(this::note))
			.advance("0s");
		assertThat(this.calls).containsExactly("0:1", "0:2", "0:3");
		this.virtual.advance("0.999s");
		assertThat(this.calls).hasSize(3);
		this.virtual.advance("0.001s");
		assertThat(this.calls).hasSize(6);
		this.virtual.advance("1s");
		assertThat(this.calls).endsWith("2000:7");
		assertThat(last().counts().ok()).isEqualTo(7);
		assertFree();
	}

	@Test
	void noMoreElementsAreReadThanAreLetPass() {
		AtomicInteger read = new AtomicInteger();
		this.virtual
			.start(bulk().elements(() -> Stream.generate(read::incrementAndGet).limit(1000))
				.concurrency(0)
				.groups("rate")
				.calls(this::note))
			.advance("0s");
		assertThat(this.calls).hasSize(3);
		assertThat(read).hasValue(4);
	}

	@Test
	void permitIsHeldUntilThePendingResultIsThere() {
		this.virtual.start(bulk().elements(1, 2, 3, 4).concurrency(4).groups("two").calls((element) -> {
			note(element);
			return this.virtual.takes(Duration.ofSeconds(5));
		})).advance("0s");
		assertThat(this.calls).containsExactly("0:1", "0:2");
		assertThat(this.two.active()).isEqualTo(2);
		assertThat(this.two.waiting()).isOne();
		this.virtual.advance("5s");
		assertThat(this.calls).containsExactly("0:1", "0:2", "5000:3", "5000:4");
		this.virtual.advance("5s");
		assertThat(last().counts().ok()).isEqualTo(4);
		assertFree();
	}

	@Test
	void resultThatCannotBeWaitedForIsAFailureAndKeepsNoPermit() {
		this.virtual.start(bulk().elements(1, 2, 3).groups("two").calls((element) -> new Unobservable()));
		this.virtual.start(TestTriggers.named("b").elements(1, 2).calls((element) -> new Unobservable()));
		this.virtual.advance("0s");
		assertThat(this.virtual.recorder.finished()).extracting((execution) -> execution.counts().failed())
			.containsExactlyInAnyOrder(3L, 2L);
		assertFree();
	}

	@Test
	void executionsShareAGroupInTurn() {
		this.virtual.start(TestTriggers.named("a").elements(1, 2, 3).groups("rate").calls((element) -> note("a")));
		this.virtual.start(TestTriggers.named("b").elements(1, 2, 3).groups("rate").calls((element) -> note("b")));
		this.virtual.advance("1s");
		assertThat(this.calls).containsExactly("0:a", "0:a", "0:a", "1000:b", "1000:b", "1000:b");
	}

	@Test
	void failedCallsAreRetriedByTheirRules() {
		AtomicInteger attempts = new AtomicInteger();
		this.virtual.start(bulk().elements("x").retry("io").groups("two").calls((element) -> {
			note(element);
			assertThat(this.two.active()).isOne();
			if (attempts.incrementAndGet() < 3) {
				throw new UncheckedIOException(new IOException());
			}
			return null;
		})).advance("0s");
		assertThat(this.two.active()).isZero();
		this.virtual.advance("2s");
		assertThat(this.calls).containsExactly("0:x", "1000:x", "2000:x");
		assertThat(last().counts().ok()).isOne();
		assertThat(last().hasFailures()).isFalse();
		assertThat(this.virtual.recorder.events(ExecutionEvent.CallRepeated.class)).hasSize(2)
			.first()
			.satisfies((event) -> {
				assertThat(event.delay()).isEqualTo(SECOND);
				assertThat(event.failure().attempts()).isOne();
				assertThat(event.retry()).isNotNull();
				assertThat(event.retry().describe())
					.isEqualTo("by rule 'UncheckedIOException: 2 retries, fixed 1s' (1 retry left)");
			});
	}

	@Test
	void callFailsForGoodWhenItsRulesHaveNoRetriesLeft() {
		this.virtual.start(bulk().elements("x").retry("io").calls((element) -> {
			note(element);
			throw new UncheckedIOException(new IOException());
		}));
		this.virtual.advance("3s");
		assertThat(this.calls).hasSize(3);
		assertThat(last().failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.attempts()).isEqualTo(3));
	}

	@Test
	void anyNumberOfRetriesTakesNoStack() {
		RetryPolicy again = RetryPolicy
			.of(RetryRule.on(IllegalStateException.class).waiting(RetryWait.fixed(Duration.ZERO)));
		VirtualEngine engine = new VirtualEngine(List.of(), Map.of("again", again));
		AtomicInteger attempts = new AtomicInteger();
		AtomicInteger deepest = new AtomicInteger();
		engine.start(bulk().elements("x").retry("again").calls((element) -> {
			deepest.accumulateAndGet(Thread.currentThread().getStackTrace().length, Math::max);
			if (attempts.incrementAndGet() < 20_000) {
				throw new IllegalStateException();
			}
			return null;
		})).advance("1s");
		assertThat(attempts).hasValue(20_000);
		assertThat(deepest).hasValueLessThan(200);
		assertThat(engine.recorder.finished()).singleElement()
			.satisfies((execution) -> assertThat(execution.counts().ok()).isOne());
	}

	@Test
	void reconnectIsOutsideOfTheRetryPolicy() {
		ReconnectPolicy reconnect = new ReconnectPolicy(Duration.ofMinutes(1), Duration.ofHours(1));
		TriggerHandle handle = this.virtual
			.register(bulk().elements("x").retry("io").reconnect(reconnect).calls((element) -> {
				note(element);
				throw new UncheckedIOException(new IOException());
			}));
		handle.addReconnectOn(UncheckedIOException.class);
		handle.start();
		this.virtual.advance("182s");
		// two retries, and then only the reconnects, whose delays double
		assertThat(this.calls).containsExactly("0:x", "1000:x", "2000:x", "62000:x", "182000:x");
	}

	@Test
	void cancelGivesUpWaitingForGroups() {
		TriggerHandle first = this.virtual
			.register(bulk().elements(1, 2, 3, 4, 5).concurrency(5).groups("two").calls((element) -> {
				note(element);
				return this.virtual.takes(Duration.ofHours(1));
			}));
		first.start();
		this.virtual.advance("0s");
		assertThat(this.two.waiting()).isOne();
		first.cancel();
		this.virtual.advance("1s");
		Execution cancelled = last();
		assertThat(cancelled.outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(cancelled.counts().cancelled()).isEqualTo(3);
		assertThat(cancelled.counts().inFlight()).isZero();
		assertThat(cancelled.hasFailures()).isFalse();
		assertThat(this.calls).hasSize(2);
		assertFree();
	}

	@Test
	void cancelGivesUpWaitingForARetry() {
		TriggerHandle handle = this.virtual.register(bulk().elements("x", "y").retry("io").calls((element) -> {
			note(element);
			throw new IllegalStateException();
		}));
		handle.start();
		this.virtual.advance("9s");
		handle.cancel();
		this.virtual.advance("10s");
		assertThat(this.calls).containsExactly("0:x");
		assertThat(last().outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(last().counts().cancelled()).isOne();
	}

	@Test
	void progressTellsHowFarTheExecutionIs() {
		TriggerHandle handle = this.virtual
			.register(bulk().elements(1, 2, 3, 4, 5, 6).concurrency(2).calls((element) -> {
				boolean fails = element.equals(2);
				return fails ? this.virtual.fails(SECOND, new IOException()) : this.virtual.takes(SECOND);
			}));
		assertThat(handle.progress()).isNull();
		handle.start();
		this.virtual.advance("1s");
		assertThat(handle.progress()).isNotNull().satisfies((progress) -> {
			assertThat(progress.counts().total()).isEqualTo(6);
			assertThat(progress.counts().ok()).isOne();
			assertThat(progress.counts().failed()).isOne();
			assertThat(progress.counts().inFlight()).isEqualTo(2);
			assertThat(progress.ratePerSecond()).isEqualTo(2);
			assertThat(progress.estimatedRemaining()).isEqualTo(Duration.ofSeconds(2));
		});
		assertThat(handle.currentExecutions().get(0).estimatedEnd()).isEqualTo(this.virtual.time.now().plusSeconds(2));
		this.virtual.advance("2s");
		assertThat(handle.progress()).isNull();
		assertThat(last().progress().elapsed()).isEqualTo(Duration.ofSeconds(3));
		assertThat(last().estimatedEnd()).isNull();
	}

	private @Nullable Object note(@Nullable Object element) {
		this.calls.add((this.virtual.time.nanoTime() - this.begin) / 1_000_000 + ":" + element);
		return null;
	}

	private static TestTriggers bulk() {
		return TestTriggers.named("a");
	}

	private Execution last() {
		List<Execution> finished = this.virtual.recorder.finished();
		return finished.get(finished.size() - 1);
	}

	private void assertFree() {
		assertThat(List.of(this.rate, this.two)).allMatch((group) -> group.active() == 0 && group.waiting() == 0);
	}

	/**
	 * Result of a library whose stages can only be transformed.
	 */
	private static final class Unobservable extends CompletableFuture<Object> {

		@Override
		public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
			throw new UnsupportedOperationException();
		}

	}

}
