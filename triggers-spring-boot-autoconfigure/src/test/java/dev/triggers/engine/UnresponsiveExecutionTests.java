package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.execution.ExecutionEvent;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TriggerHandle#unresponsiveExecutions()} on the virtual clock.
 */
class UnresponsiveExecutionTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<Object> calls = new ArrayList<>();

	@Test
	void executionThatIgnoresItsCancellationIsUnresponsiveAndKeepsTheTriggerFromStarting() {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls((element) -> stubborn));
		handle.start();
		this.virtual.advance("1s");
		handle.cancel();
		this.virtual.advance("4.999s");
		assertThat(handle.unresponsiveExecutions()).isEmpty();
		this.virtual.advance("0.001s");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		assertThat(handle.isBeingCancelled()).isTrue();
		assertThatIllegalStateException().isThrownBy(handle::start);
		assertThat(this.virtual.recorder.events(ExecutionEvent.Unresponsive.class)).hasSize(1);
		stubborn.complete("late");
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	@Test
	void unresponsiveExecutionThatMayOverlapIsWaitedForNoLonger() {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").concurrent().calls((element) -> stubborn).after(() -> {
				this.calls.add("after");
				return null;
			}));
		handle.start();
		this.virtual.advance("1s");
		handle.cancel();
		this.virtual.advance("5s");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
		assertThat(this.calls).containsExactly("after");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		handle.start();
		this.virtual.advance("1s");
		assertThat(handle.iteration()).isEqualTo(1);
		stubborn.complete("late");
		this.virtual.advance("0s");
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
		assertThat(handle.unresponsiveExecutions()).isEmpty();
	}

	@Test
	void unresponsiveExecutionBesideTheScheduleDoesNotLeaveTheTriggerExecuting() {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").concurrent().onStartup(false).calls((element) -> stubborn));
		handle.fire();
		this.virtual.advance("1s");
		handle.cancel();
		handle.start();
		assertThat(handle.state()).isEqualTo(TriggerState.EXECUTING);
		this.virtual.advance("5s");
		assertThat(handle.unresponsiveExecutions()).hasSize(1);
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
	}

	@Test
	void unresponsiveExecutionThatTheEngineInterruptedDoesNotEndTheTrigger() throws Exception {
		CompletableFuture<Object> stubborn = stubborn();
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").concurrent().calls((element) -> stubborn));
		handle.start();
		this.virtual.advance("1s");
		Thread closer = new Thread(() -> this.virtual.engine.close(Duration.ZERO));
		closer.start();
		closer.join();
		this.virtual.engine.open();
		this.virtual.advance("16s");
		assertThat(handle.iteration()).isEqualTo(2);
	}

	@Test
	void listenerThatIsToldOfAnUnresponsiveExecutionCanWaitForTheEnd() {
		List<TriggerHandle> handles = new ArrayList<>();
		VirtualEngine virtual = new VirtualEngine(new ManualTaskScheduler(), null, List.of((event) -> {
			if (event instanceof ExecutionEvent.Unresponsive) {
				this.calls.add(ends(handles.get(0)));
			}
		}));
		handles.add(virtual.register(TestTriggers.named("a").concurrent().calls((element) -> stubborn())));
		handles.get(0).start();
		virtual.advance("1s");
		handles.get(0).cancel();
		virtual.advance("5s");
		assertThat(this.calls).containsExactly(true);
	}

	private static boolean ends(TriggerHandle handle) {
		try {
			return handle.await(Duration.ofSeconds(1));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static CompletableFuture<Object> stubborn() {
		return new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				return false;
			}

		};
	}

}
