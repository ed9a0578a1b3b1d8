package dev.triggers.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.triggers.TriggerHandle;
import dev.triggers.element.Element;
import dev.triggers.element.Elements;
import dev.triggers.execution.Cause;
import dev.triggers.execution.Execution;
import dev.triggers.execution.ExecutionId;
import dev.triggers.execution.FireRequest;
import dev.triggers.execution.Outcome;
import dev.triggers.testsupport.TestTriggers;
import dev.triggers.work.TriggerTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FireRequest} on the virtual clock.
 */
class FireRequestTests {

	private final VirtualEngine virtual = new VirtualEngine();

	private final List<@Nullable Object> calls = new ArrayList<>();

	@Test
	void executionHasTheIdOfTheRequest() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a"));
		FireRequest request = FireRequest.create();
		CompletableFuture<Execution> fired = handle.fire(request);
		this.virtual.advance("0s");
		assertThat(fired.join().id()).isEqualTo(request.id());
		assertThat(handle.lastExecution().id()).isEqualTo(request.id());
		assertThat(fired.join().firing().cause()).isEqualTo(Cause.MANUAL);
	}

	@Test
	void retryHasTheIdOfTheRequestToo() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements("x").calls((element) -> {
			throw new IllegalStateException();
		}));
		CompletableFuture<Execution> first = handle.fire();
		this.virtual.advance("0s");
		FireRequest retry = FireRequest.ofFailed(first.join().id());
		CompletableFuture<Execution> retried = handle.fire(retry);
		this.virtual.advance("0s");
		assertThat(retried.join().id()).isEqualTo(retry.id());
		assertThat(retried.join().firing().cause()).isEqualTo(Cause.RETRY);
	}

	@Test
	void elementsReplaceThoseOfTheTriggerOnce() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements("x", "y").calls(this::call));
		CompletableFuture<Execution> fired = handle
			.fire(FireRequest.create().withElements(Arrays.asList("z", null, "x")));
		this.virtual.advance("0s");
		handle.fire();
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("z", null, "x", "x", "y");
		assertThat(fired.join().counts().total()).isEqualTo(3);
	}

	@Test
	void noElementsAreNoCalls() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").elements("x", "y").calls(this::call));
		CompletableFuture<Execution> fired = handle.fire(FireRequest.create().withElements(List.of()));
		this.virtual.advance("0s");
		assertThat(this.calls).isEmpty();
		assertThat(fired.join().outcome()).isEqualTo(Outcome.SUCCEEDED);
		assertThat(fired.join().counts().total()).isZero();
	}

	@Test
	void triggerWithoutElementsTakesNone() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls(this::call));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> handle.fire(FireRequest.create().withElements(List.of("x"))))
			.withMessage("Trigger 'a' has no elements");
		this.virtual.advance("0s");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void argumentsThatDoNotFitAreRefused() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").calls(this::call));
		assertThatIllegalArgumentException().isThrownBy(() -> handle.fire(FireRequest.create().withArguments("x", 1)))
			.withMessageContaining("takes no arguments, but is given 2");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> handle.fire(FireRequest.create().withArguments((Object[]) null)))
			.withMessageContaining("takes no arguments, but is given 1");
		assertThat(handle.fire(FireRequest.create().withArguments())).isNotNull();
	}

	@Test
	void argumentsReplaceThoseOfTheStartOnce() {
		TriggerHandle handle = this.virtual.register(TestTriggers.named("a").onStartup(false).target(new Greeting("")));
		handle.start("hello");
		handle.fire(FireRequest.create().withArguments("bye"));
		this.virtual.advance("0s");
		handle.fire();
		this.virtual.advance("0s");
		assertThat(this.calls).containsExactly("bye", "hello");
	}

	@Test
	void elementsAndFailedOnesExcludeEachOther() {
		FireRequest ofFailed = FireRequest.ofFailed(new ExecutionId("1"));
		assertThat(ofFailed.withElements(List.of("x")).failedIn()).isNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new FireRequest(ExecutionId.random(), List.of("x"), null, new ExecutionId("1")));
	}

	@Test
	void failuresOfTwoExecutionsOfOneRequestAreThoseOfTheLast() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").elements(Elements.of(List.of())).calls((element) -> {
				this.calls.add(element);
				throw new IllegalStateException();
			}));
		FireRequest request = FireRequest.create();
		for (int i = 0; i < 20; i++) {
			handle.fire(new FireRequest(request.id(), elements(1_000 + i), null, null));
			this.virtual.advance("0s");
		}
		handle.fire(FireRequest.create().withElements(List.of("z")));
		this.virtual.advance("0s");
		CompletableFuture<Execution> retried = handle.retryFailed(request.id());
		this.virtual.advance("0s");
		assertThat(retried.join().counts().failed()).isEqualTo(1_019);
	}

	@Test
	void restartIsNotWaitedFor() {
		TriggerHandle handle = this.virtual
			.register(TestTriggers.named("a").calls((element) -> this.virtual.takes(Duration.ofSeconds(3))));
		handle.start();
		this.virtual.advance("1s");
		CompletableFuture<Boolean> restarted = handle.restartAsync();
		this.virtual.advance("0s");
		assertThat(restarted).isCompletedWithValue(true);
		assertThat(handle.state().isRunning()).isTrue();
		CompletableFuture<Boolean> dropped = handle.restartAsync();
		handle.stop();
		this.virtual.advance("0s");
		assertThat(dropped).isCompletedWithValue(false);
	}

	@Test
	void restartFromInsideEndsWhenTheTriggerHasStarted() {
		List<CompletableFuture<Boolean>> restarts = new ArrayList<>();
		List<Boolean> doneAtOnce = new ArrayList<>();
		TriggerHandle[] handle = new TriggerHandle[1];
		handle[0] = this.virtual.register(TestTriggers.named("a").calls((element) -> {
			if (restarts.isEmpty()) {
				restarts.add(handle[0].restartAsync());
				doneAtOnce.add(restarts.get(0).isDone());
			}
			return null;
		}));
		handle[0].start();
		this.virtual.advance("0s");
		assertThat(doneAtOnce).containsExactly(false);
		assertThat(restarts.get(0)).isCompletedWithValue(true);
	}

	private static List<@Nullable Object> elements(int number) {
		return new ArrayList<>(Collections.nCopies(number, "x"));
	}

	private @Nullable Object call(@Nullable Object element) {
		this.calls.add(element);
		return null;
	}

	/**
	 * Target that takes one argument.
	 */
	private final class Greeting implements TriggerTarget {

		private final String text;

		private Greeting(String text) {
			this.text = text;
		}

		@Override
		public @Nullable Object call(@Nullable Element element) {
			FireRequestTests.this.calls.add(this.text);
			return null;
		}

		@Override
		public TriggerTarget withArguments(List<? extends @Nullable Object> arguments) {
			return arguments.isEmpty() ? this : new Greeting(String.valueOf(arguments.get(0)));
		}

		@Override
		public String describe() {
			return "greeting";
		}

	}

}
