package dev.triggers.engine.bulk;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;

/**
 * Results that come later than the method returns.
 */
final class PendingResult {

	private static final boolean reactorPresent = ClassUtils.isPresent("reactor.core.publisher.Flux",
			PendingResult.class.getClassLoader());

	private PendingResult() {
	}

	/**
	 * Return the stage that ends when a result is there. A {@link Future} that is no
	 * stage is waited for on the calling thread.
	 * @param result what a method returned
	 * @return the stage, or {@code null} if there is nothing to wait for
	 * @throws Throwable what the future failed with
	 */
	static @Nullable CompletionStage<?> of(@Nullable Object result) throws Throwable {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		if (result instanceof Future<?> future) {
			await(future);
			return null;
		}
		return (result != null && reactorPresent) ? ReactiveResults.subscribe(result) : null;
	}

	private static void await(Future<?> future) throws Throwable {
		try {
			future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw unwrap(ex);
		}
	}

	static Throwable unwrap(Throwable exception) {
		boolean wraps = exception instanceof CompletionException || exception instanceof ExecutionException;
		Throwable cause = wraps ? exception.getCause() : null;
		return (cause != null) ? cause : exception;
	}

	/**
	 * Results of reactive libraries; loaded only if Reactor is there.
	 */
	private static final class ReactiveResults {

		static @Nullable CompletionStage<?> subscribe(Object result) {
			ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(null, result);
			if (adapter == null) {
				return null;
			}
			return Flux.from(adapter.toPublisher(result)).then().toFuture();
		}

	}

}
