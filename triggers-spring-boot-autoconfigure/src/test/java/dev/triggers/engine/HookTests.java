package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.registry.TestHandles;
import dev.triggers.testsupport.TestTriggers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for hooks of a {@link LocalTriggerEngine} on the virtual clock.
 */
@ExtendWith(OutputCaptureExtension.class)
class HookTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<String> trace = new ArrayList<>();

	@Test
	void hooksRunAroundTheExecutions() {
		TriggerHandle handle = register(traced().before(traces("before")).after(traces("after")).count(2));
		handle.start();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 before", "0 call", "10 call", "10 after");
		assertThat(handle.state()).isEqualTo(TriggerState.COMPLETED);
	}

	@Test
	void beforeHookRunsAtTheStartAndTheScheduleCountsFromItsEnd() {
		TriggerHandle handle = register(traced().onStartup(false).before(() -> {
			this.trace.add(seconds() + "before");
			return this.virtual.takes(Duration.ofSeconds(3));
		}));
		handle.start();
		this.virtual.advance("1s");
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
		assertThat(handle.nextFiring()).isNull();
		this.virtual.advance("12s");
		assertThat(this.trace).containsExactly("0 before", "13 call");
	}

	@Test
	void failingBeforeHookFailsTheTrigger(CapturedOutput output) {
		TriggerHandle handle = register(traced().before(() -> {
			throw new IllegalStateException("not ready");
		}).before(traces("second")).after(traces("after")));
		handle.start();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 after");
		assertThat(handle.state()).isEqualTo(TriggerState.FAILED);
		assertThat(handle.hasFailed()).isTrue();
		assertThat(output).contains("Before-hook test.Hooks.before() of trigger 'a' failed: the trigger ends as failed")
			.contains("not ready");
	}

	@Test
	void failingAfterHookDoesNotKeepTheOthersFromRunning(CapturedOutput output) {
		TriggerHandle handle = register(traced().count(1).after(() -> {
			throw new IllegalStateException("broken");
		}).after(traces("second")));
		handle.start();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 call", "0 second");
		assertThat(handle.state()).isEqualTo(TriggerState.COMPLETED);
		assertThat(output).contains("After-hook test.Hooks.after() of trigger 'a' failed");
	}

	@Test
	void stopInTheBeforeHookExecutesNothing() {
		TriggerHandle[] handle = new TriggerHandle[1];
		handle[0] = register(traced().before(() -> handle[0].stop()).after(traces("after")));
		handle[0].start();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 after");
		assertThat(handle[0].state()).isEqualTo(TriggerState.STOPPED);
	}

	@Test
	void afterHookSeesWhyTheTriggerEnds() {
		TriggerHandle[] handle = new TriggerHandle[1];
		handle[0] = register(traced().onFailure(FailurePolicy.STOP).after(() -> {
			this.trace.add(handle[0].isRunning() + " " + handle[0].isBeingCancelled() + " " + handle[0].hasFailed());
			return null;
		}));
		handle[0].start();
		this.virtual.advance("1s");
		handle[0].cancel();
		this.virtual.advance("1s");
		assertThat(this.trace).containsExactly("0 call", "true true false");
	}

	@Test
	void startIsRefusedWhileTheAfterHookRuns() {
		TriggerHandle[] handle = new TriggerHandle[1];
		handle[0] = register(traced().after(() -> {
			try {
				handle[0].start();
			}
			catch (IllegalStateException ex) {
				this.trace.add(ex.getMessage());
			}
			return null;
		}));
		handle[0].start();
		this.virtual.advance("1s");
		handle[0].stop();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 call", "Trigger 'a' is running");
	}

	@Test
	void restartInTheAfterHookStartsAgainAfterIt() throws Exception {
		TriggerHandle[] handle = new TriggerHandle[1];
		int[] restarts = new int[1];
		handle[0] = register(traced().count(1).before(traces("before")).after(() -> {
			this.trace.add(seconds() + "after");
			return restarts[0]++ == 0 && handle[0].restart();
		}));
		handle[0].start();
		this.virtual.advance("1m");
		assertThat(this.trace).containsExactly("0 before", "0 call", "0 after", "0 before", "0 call", "0 after");
	}

	@Test
	void cancelInterruptsABeforeHookThatWaits() {
		CompletableFuture<Object> ready = new CompletableFuture<>();
		TriggerHandle handle = register(traced().before(() -> ready).after(traces("after")));
		handle.start();
		this.virtual.advance("1s");
		assertThat(handle.cancel()).isTrue();
		assertThat(ready).isCancelled();
		this.virtual.advance("1s");
		assertThat(this.trace).containsExactly("1 after");
		assertThat(handle.state()).isEqualTo(TriggerState.CANCELLED);
	}

	@Test
	void closeOfTheEngineRunsAfterHooksAndOpeningRunsBeforeHooks() {
		TriggerHandle handle = register(traced().before(traces("before")).after(traces("after")));
		handle.start();
		this.virtual.advance("5s");
		close(Duration.ofSeconds(10));
		assertThat(this.trace).containsExactly("0 before", "0 call", "5 after");
		assertThat(handle.isRunning()).isTrue();
		this.virtual.engine.open();
		this.virtual.advance("5s");
		assertThat(this.trace).containsExactly("0 before", "0 call", "5 after", "5 before", "10 call");
		assertThat(handle.iteration()).isEqualTo(2);
	}

	@Test
	void nobodyWaitsForATriggerOnceTheEngineIsClosedForGood() throws Exception {
		TriggerHandle handle = register(traced());
		handle.start();
		this.virtual.advance("5s");
		this.virtual.engine.suspend();
		assertThat(handle.await(Duration.ZERO)).isFalse();
		close(Duration.ofSeconds(10));
		assertThat(handle.await(Duration.ZERO)).isTrue();
		this.virtual.engine.open();
		assertThat(handle.await(Duration.ZERO)).isFalse();
	}

	@Test
	void closeCallsNoHooksOfATriggerThatHasEnded() {
		TriggerHandle handle = register(traced().before(traces("before")).after(traces("after")));
		handle.start();
		this.virtual.advance("5s");
		handle.stop();
		this.virtual.advance("5s");
		close(Duration.ofSeconds(10));
		assertThat(this.trace).containsExactly("0 before", "0 call", "5 after");
	}

	@Test
	void stopAfterTheCloseDoesNotCallAfterHooksTwice() {
		TriggerHandle handle = register(traced().after(traces("after")));
		handle.start();
		this.virtual.advance("5s");
		close(Duration.ofSeconds(10));
		handle.stop();
		this.virtual.advance("5s");
		assertThat(this.trace).containsExactly("0 call", "5 after");
		assertThat(handle.state()).isEqualTo(TriggerState.STOPPED);
	}

	@Test
	void unregisteredTriggerCallsItsAfterHooks() {
		TriggerHandle handle = register(traced().after(traces("after")));
		handle.start();
		this.virtual.advance("5s");
		this.virtual.engine.unregister("a");
		this.virtual.advance("5s");
		assertThat(this.trace).containsExactly("0 call", "5 after");
	}

	@Test
	void beforeHookThatTheCloseOfTheEngineInterruptsIsCalledAgain() {
		List<Object> results = new ArrayList<>(List.of(new CompletableFuture<>(), "ready"));
		TriggerHandle handle = register(traced().before(() -> {
			this.trace.add(seconds() + "before");
			return results.remove(0);
		}).after(traces("after")));
		handle.start();
		this.virtual.advance("1s");
		close(Duration.ofMillis(1));
		assertThat(handle.state()).isEqualTo(TriggerState.WAITING);
		this.virtual.advance("1s");
		this.virtual.engine.open();
		this.virtual.advance("1s");
		assertThat(this.trace).containsExactly("0 before", "1 after", "2 before", "2 call");
	}

	@Test
	void beforeHookThatTheCloseOfTheEngineInterruptsIsCalledAgainWithoutAfterHooks() {
		List<Object> results = new ArrayList<>(List.of(new CompletableFuture<>(), "ready"));
		TriggerHandle handle = register(traced().before(() -> {
			this.trace.add(seconds() + "before");
			return results.remove(0);
		}));
		handle.start();
		this.virtual.advance("1s");
		close(Duration.ofMillis(1));
		this.virtual.engine.open();
		this.virtual.advance("1s");
		assertThat(this.trace).containsExactly("0 before", "1 before", "1 call");
	}

	@Test
	void triggerDoesNotFireWhileAnAfterHookOfAFormerCloseRuns() {
		CompletableFuture<Object> stubborn = new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				return false;
			}

		};
		TriggerHandle handle = register(traced().before(traces("before")).after(() -> {
			this.trace.add(seconds() + "after");
			return stubborn;
		}));
		handle.start();
		this.virtual.advance("1s");
		close(Duration.ofMillis(1));
		this.virtual.engine.open();
		this.virtual.advance("14s");
		stubborn.complete("late");
		this.virtual.advance("0s");
		assertThat(this.trace).containsExactly("0 before", "0 call", "1 after", "15 before", "15 call");
	}

	@Test
	void resultOfAHookThatEndsTwiceCountsOnce() {
		CompletableFuture<Object> twice = new CompletableFuture<>() {

			@Override
			public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
				super.whenComplete(action);
				return super.whenComplete(action);
			}

		};
		TriggerHandle handle = register(traced().before(() -> twice).before(traces("second")));
		handle.start();
		this.virtual.advance("1s");
		twice.complete("ready");
		this.virtual.advance("1s");
		assertThat(this.trace).containsExactly("1 second", "1 call");
	}

	/**
	 * Close the engine, whose hooks run when virtual time goes on: on another thread than
	 * the one that waits for them.
	 */
	private void close(Duration await) {
		Thread closer = new Thread(() -> this.virtual.engine.close(await));
		closer.start();
		while (closer.isAlive()) {
			if (closer.getState() == Thread.State.TIMED_WAITING) {
				this.virtual.advance("0s");
			}
			Thread.onSpinWait();
		}
	}

	private TestTriggers traced() {
		return TestTriggers.named("a").calls((element) -> {
			this.trace.add(seconds() + "call");
			return null;
		});
	}

	private Callable<Object> traces(String text) {
		return () -> {
			this.trace.add(seconds() + text);
			return text;
		};
	}

	private String seconds() {
		return (this.virtual.time.now().getEpochSecond() % 60) + " ";
	}

	private TriggerHandle register(TestTriggers trigger) {
		this.virtual.engine.register(trigger.build());
		return TestHandles.of(this.virtual.engine, "a");
	}

}
