package dev.triggers.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.TriggerHandle;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.GroupLimits;
import dev.triggers.element.Element;
import dev.triggers.execution.CallFailure;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TriggerHandle#retryFailed} on the virtual clock.
 */
class RetryFailedTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<Object> calls = new ArrayList<>();

	@Test
	void retryFailedCallsOnlyTheFailedElements() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").elements("x", "y", "z").calls((element) -> {
				this.calls.add(element);
				if (!"y".equals(element) && this.calls.size() <= 3) {
					throw new IllegalStateException("not yet");
				}
				return null;
			}));
		handle.fire();
		this.virtual.advance("0s");
		Execution first = handle.lastExecution();
		CompletableFuture<Execution> retried = handle.retryFailed(first.id());
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("x", "y", "z", "x", "z");
		assertThat(retried.join().counts().total()).isEqualTo(2);
		assertThat(retried.join().firing().cause()).isEqualTo(Cause.RETRY);
		assertThatExceptionOfType(NoSuchExecutionException.class)
			.isThrownBy(() -> handle.retryFailed(retried.join().id()));
		assertThatExceptionOfType(NoSuchExecutionException.class)
			.isThrownBy(() -> handle.retryFailed(new ExecutionId("none")))
			.withMessageContaining("none");
	}

	@Test
	void retryFailedKeepsThePositionOfTheElements() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements("x", "y").calls((element) -> {
			if ("y".equals(element)) {
				throw new IllegalStateException("never");
			}
			return null;
		}));
		handle.fire();
		this.virtual.advance("0s");
		handle.retryFailed(handle.lastExecution().id());
		this.virtual.advance("0s");
		assertThat(handle.lastExecution().failures()).extracting(CallFailure::element)
			.containsExactly(new Element(1, "y"));
	}

	@Test
	void retryFailedExecutesAllIfTheElementsCouldNotBeRead() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements(() -> {
			if (this.calls.isEmpty()) {
				this.calls.add("read");
				throw new IOException("unreachable");
			}
			return List.of(1, 2);
		}).calls(this::call));
		handle.fire();
		this.virtual.advance("0s");
		handle.retryFailed(handle.lastExecution().id());
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("read", 1, 2);
	}

	@Test
	void failuresOfTheLastHundredExecutionsAreRemembered() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls((element) -> {
			throw new IllegalStateException("always");
		}));
		List<ExecutionId> ids = new ArrayList<>();
		for (int i = 0; i < 101; i++) {
			handle.fire();
			this.virtual.advance("0s");
			ids.add(handle.lastExecution().id());
		}
		assertThatExceptionOfType(NoSuchExecutionException.class).isThrownBy(() -> handle.retryFailed(ids.get(0)));
		assertThat(handle.retryFailed(ids.get(1))).isNotNull();
	}

	@Test
	void retryFailedCallsExactlyTheFailedElementsOfManyUnderTheSameLimits() {
		for (int failing : new int[] { 40, 150 }) {
			List<Object> called = new ArrayList<>();
			AtomicBoolean repaired = new AtomicBoolean();
			ConcurrencyGroup group = new ConcurrencyGroup("api", new GroupLimits(5, 100, Duration.ofSeconds(1)));
			VirtualEngine limited = new VirtualEngine(List.of(group), Map.of());
			Set<Object> broken = new LinkedHashSet<>(IntStream.range(0, failing).mapToObj((i) -> i * 6 + 1).toList());
			TriggerHandle handle = limited.register(TestTriggers.named("a")
				.concurrency(8)
				.groups("api")
				.elements(() -> IntStream.range(0, 1000))
				.calls((element) -> {
					called.add(element);
					boolean fails = broken.contains(element) && !repaired.get();
					return fails ? limited.fails(Duration.ofMillis(20), new IllegalStateException("no " + element))
							: limited.takes(Duration.ofMillis(20));
				}));
			handle.fire();
			limited.advance("1h");
			assertThat(called).hasSize(1000).doesNotHaveDuplicates();
			assertThat(handle.lastExecution().counts().failed()).isEqualTo(failing);
			called.clear();
			repaired.set(true);
			CompletableFuture<Execution> retried = handle.retryFailed(handle.lastExecution().id());
			limited.advance("0.01s");
			assertThat(called).hasSize(5);
			assertThat(handle.progress().counts().total()).isEqualTo(failing);
			limited.advance("1h");
			assertThat(called).containsExactlyElementsOf(broken);
			assertThat(retried.join().counts().ok()).isEqualTo(failing);
			assertThat(group).hasToString("api (0 active, 0 waiting)");
		}
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add((element != null) ? element : "call");
		return null;
	}

}
