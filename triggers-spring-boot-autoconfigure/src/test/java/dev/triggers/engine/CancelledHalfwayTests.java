package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.execution.Progress;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TriggerHandle#cancel()} of an execution that is halfway through its
 * elements: a thousand, of which 20 per second start and 8 at once take 300 ms each.
 */
class CancelledHalfwayTests {

	private final ConcurrencyGroup api = new ConcurrencyGroup("api", new GroupLimits(8, 20, Duration.ofSeconds(1)));

	private final VirtualEngine virtual = new VirtualEngine(List.of(this.api), Map.of("retry", RetryPolicy
		.of(RetryRule.on(IOException.class).retries(1).waiting(RetryWait.fixed(Duration.ofSeconds(1))))));

	private final List<Object> started = new ArrayList<>();

	private final List<Object> ended = new ArrayList<>();

	private final AtomicInteger read = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	private final TriggerHandle handle = this.virtual.register(TestTriggers.named("a")
		.concurrency(8)
		.groups("api")
		.retry("retry")
		.elements(() -> IntStream.range(0, 1000)
			.boxed()
			.peek((number) -> this.read.incrementAndGet())
			.onClose(this.closed::incrementAndGet))
		.calls(this::call));

	private @Nullable Object call(@Nullable Object element) throws Exception {
		this.started.add(element);
		if (element instanceof Integer number && number % 10 == 9) {
			throw (number % 20 == 19) ? new IllegalStateException("always") : new IOException("once");
		}
		return this.virtual.takes(Duration.ofMillis(300)).thenRun(() -> this.ended.add(element));
	}

	@BeforeEach
	void cancelHalfway() {
		this.handle.start();
		this.virtual.advance("10.15s");
	}

	@Test
	void progressTellsHowFarTheExecutionIs() {
		Progress progress = this.handle.progress();
		assertThat(progress.elapsed()).isEqualTo(Duration.ofMillis(10_150));
		ElementCounts counts = progress.counts();
		assertThat(counts.total()).isNull();
		assertThat(counts.ok()).isEqualTo(this.ended.size()).isGreaterThan(150);
		assertThat(counts.failed()).isGreaterThan(8);
		assertThat(counts.inFlight()).isEqualTo(this.read.get() - counts.ended()).isBetween(1L, 8L);
		assertThat(progress.ratePerSecond()).isEqualTo(counts.ended() / 10.15);
	}

	@Test
	void everyElementThatWasTakenIsAccountedFor() {
		ElementCounts before = this.handle.progress().counts();
		this.handle.cancel();
		this.virtual.advance("0s");
		Execution execution = this.handle.lastExecution();
		assertThat(this.handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(this.handle.progress()).isNull();
		assertThat(execution.outcome()).isEqualTo(Outcome.CANCELLED);
		assertThat(execution.counts().ok()).isEqualTo(before.ok()).isEqualTo(this.ended.size());
		assertThat(execution.counts().failed()).isEqualTo(before.failed());
		assertThat(execution.counts().cancelled()).isEqualTo(before.inFlight());
		assertThat(execution.counts().inFlight()).isZero();
		assertThat(execution.counts().ended()).isEqualTo(this.read.get());
		assertThat(execution.estimatedEnd()).isNull();
		assertThat(execution.failures()).extracting((failure) -> failure.exception().getMessage())
			.containsOnly("always", "once");
	}

	@Test
	void nothingIsCalledOrReadAnyMoreAndTheElementsAreClosed() {
		this.handle.cancel();
		int calls = this.started.size();
		int elements = this.read.get();
		assertThat(this.closed).hasValue(0);
		this.virtual.advance("0s");
		assertThat(this.closed).hasValue(1);
		this.virtual.advance("1h");
		assertThat(this.started).hasSize(calls);
		assertThat(this.read).hasValue(elements).hasValueLessThan(220);
		assertThat(this.closed).hasValue(1);
		assertThat(this.virtual.time.pending()).isZero();
	}

	@Test
	void allPermitsAreBack() {
		assertThat(this.api.active() + this.api.waiting()).isPositive();
		this.handle.cancel();
		this.virtual.advance("0s");
		assertThat(this.api).hasToString("api (0 active, 0 waiting)");
		this.virtual.advance("1s");
		this.started.clear();
		this.handle.start();
		this.virtual.advance("0s");
		assertThat(this.started).hasSize(8);
	}

	@Test
	void onlyWhatFailedIsRetriedLater() {
		this.handle.cancel();
		this.virtual.advance("0s");
		Execution execution = this.handle.lastExecution();
		List<Object> failed = execution.failures().stream().map(CallFailure::element).map(Element::value).toList();
		this.virtual.advance("1s");
		this.started.clear();
		this.handle.retryFailed(execution.id());
		this.virtual.advance("1h");
		assertThat(this.started).hasSameElementsAs(failed);
		assertThat(this.handle.lastExecution().counts().total()).isEqualTo(failed.size());
		assertThat(this.handle.lastExecution().counts().failed()).isEqualTo(failed.size());
	}

}
