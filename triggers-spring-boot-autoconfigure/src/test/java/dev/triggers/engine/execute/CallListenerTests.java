package dev.triggers.engine.execute;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.triggers.call.CallListener;
import dev.triggers.call.RetryDecision;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.RetryRule;
import dev.triggers.call.RetryWait;
import dev.triggers.definition.CallReferences;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.testsupport.ManualTaskScheduler;
import dev.triggers.testsupport.TestCalls;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallListener} in virtual time.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallListenerTests {

	private final ManualTaskScheduler time = new ManualTaskScheduler();

	private final List<String> told = new ArrayList<>();

	private final List<CallListener> listeners = new ArrayList<>(List.of(new Recorder()));

	private final LocalExecutions executions = new LocalExecutions(this.time,
			TestCalls.tools(this.time, List.of(), Map.of("twice", RetryPolicy
				.of(RetryRule.on(IOException.class).retries(2).waiting(RetryWait.fixed(Duration.ofSeconds(1)))))),
			Duration.ZERO, () -> this.listeners);

	@Test
	void retriesAndFailureOfACallAreTold() {
		define("fetch", "twice", () -> {
			throw new IOException("refused");
		});
		CompletableFuture<Object> result = this.executions.execute("fetch");
		result.whenComplete((value, ex) -> this.told.add("completed"));
		this.time.advanceBy(Duration.ofMinutes(1));
		assertThat(this.told).containsExactly("fetch retried 1 refused", "fetch retried 2 refused",
				"fetch failed after 3 refused", "completed");
	}

	@Test
	void failureOfAPendingResultIsUnwrapped() {
		define("fetch", null,
				() -> CompletableFuture.failedFuture(new CompletionException(new IOException("no answer"))));
		this.executions.execute("fetch");
		this.time.advanceBy(Duration.ZERO);
		assertThat(this.told).containsExactly("fetch failed after 1 no answer");
	}

	@Test
	void failureOfABlockingCallIsTold() {
		ExecuteDefinition definition = define("fetch", null, () -> null);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.executions.call(definition, () -> {
			throw new IOException("refused");
		}));
		assertThat(this.told).containsExactly("fetch failed after 1 refused");
	}

	@Test
	void successAndCancellationAreNoFailures() throws Throwable {
		CompletableFuture<Object> pending = new CompletableFuture<>();
		ExecuteDefinition definition = define("fetch", "twice", () -> pending);
		assertThat(this.executions.call(definition, () -> "done")).isEqualTo("done");
		CompletableFuture<Object> result = this.executions.execute("fetch");
		this.time.advanceBy(Duration.ZERO);
		result.cancel(true);
		this.time.advanceBy(Duration.ofMinutes(1));
		assertThat(pending).isCancelled();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.executions.call(definition, () -> {
			throw new InterruptedException();
		}));
		assertThat(this.told).isEmpty();
	}

	@Test
	void listenerThatFailsHurtsNobody(CapturedOutput output) {
		this.listeners.add(0, new CallListener() {

			@Override
			public void failed(ExecuteDefinition execute, Throwable exception, int attempts) {
				throw new LinkageError("broken");
			}

		});
		define("fetch", null, () -> {
			throw new IOException("refused");
		});
		CompletableFuture<Object> result = this.executions.execute("fetch");
		this.time.advanceBy(Duration.ZERO);
		assertThat(this.told).hasSize(1);
		assertThat(result).isCompletedExceptionally();
		assertThat(output).contains("failed on a call of @Execute 'fetch'").contains("java.lang.LinkageError: broken");
	}

	private ExecuteDefinition define(String name, @Nullable String retry, UserCode code) {
		ExecuteDefinition definition = new ExecuteDefinition(name, new ExecuteTarget() {

			@Override
			public UserCode bind(List<? extends @Nullable Object> arguments) {
				return code;
			}

			@Override
			public String describe() {
				return "test";
			}

		}, new CallReferences(List.of(), retry));
		this.executions.register(definition);
		return definition;
	}

	/**
	 * Listener that keeps what it is told.
	 */
	private final class Recorder implements CallListener {

		@Override
		public void retried(ExecuteDefinition execute, Throwable exception, RetryDecision retry) {
			CallListenerTests.this.told
				.add(execute.name() + " retried " + retry.retry() + " " + exception.getMessage());
		}

		@Override
		public void failed(ExecuteDefinition execute, Throwable exception, int attempts) {
			CallListenerTests.this.told
				.add(execute.name() + " failed after " + attempts + " " + exception.getMessage());
		}

	}

}
