package dev.triggers.discovery.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import dev.triggers.call.CallGuard;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.UserCode;

/**
 * Guard without limits that writes down what it is asked, and makes each call twice if
 * the first attempt fails.
 */
class FakeGuard implements CallGuard {

	final List<String> calls = new ArrayList<>();

	private @Nullable InterruptedException interruption;

	void interrupt(InterruptedException interruption) {
		this.interruption = interruption;
	}

	@Override
	public @Nullable Object call(ExecuteDefinition definition, UserCode code) throws Throwable {
		this.calls.add("call " + definition.name());
		if (this.interruption != null) {
			throw this.interruption;
		}
		try {
			return code.call();
		}
		catch (Exception ex) {
			this.calls.add("retry " + definition.name());
			return code.call();
		}
	}

	@Override
	public CompletableFuture<@Nullable Object> begin(ExecuteDefinition definition, UserCode code) {
		this.calls.add("begin " + definition.name());
		Begun begun = new Begun(definition.name());
		attempt(code).whenComplete((result, failure) -> {
			if (failure != null) {
				this.calls.add("retry " + definition.name());
				attempt(code).whenComplete(begun::end);
			}
			else {
				begun.end(result, null);
			}
		});
		return begun;
	}

	private static CompletableFuture<@Nullable Object> attempt(UserCode code) {
		try {
			Object result = code.call();
			if (result instanceof CompletionStage<?> stage) {
				return stage.<@Nullable Object>thenApply((value) -> value).toCompletableFuture();
			}
			return (result instanceof Publisher<?> publisher) ? Mono.<Object>from(publisher).toFuture()
					: CompletableFuture.completedFuture(result);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private final class Begun extends CompletableFuture<@Nullable Object> {

		private final String name;

		private Begun(String name) {
			this.name = name;
		}

		private void end(@Nullable Object result, @Nullable Throwable failure) {
			if (failure != null) {
				completeExceptionally(failure);
			}
			else {
				complete(result);
			}
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			FakeGuard.this.calls.add("cancel " + this.name);
			return super.cancel(mayInterruptIfRunning);
		}

	}

}
