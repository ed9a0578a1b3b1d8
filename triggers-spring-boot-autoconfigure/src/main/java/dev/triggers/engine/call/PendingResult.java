package dev.triggers.engine.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Results that come later than the method returns.
 *
 * @since 1.0.0
 */
public final class PendingResult {

	private static final boolean reactorPresent = ClassUtils.isPresent("reactor.core.publisher.Flux",
			PendingResult.class.getClassLoader());

	private PendingResult() {
	}

	/**
	 * Return the stage that ends when a result is there. A {@link Future} that is no
	 * stage is waited for on the calling thread. Of several values none is kept.
	 * @param result what a method returned
	 * @return the stage, or {@code null} if there is nothing to wait for
	 * @throws Throwable what the future failed with
	 */
	public static @Nullable CompletionStage<?> of(@Nullable Object result) throws Throwable {
		if (result instanceof CompletionStage<?> stage) {
			return stage;
		}
		if (result instanceof Future<?> future) {
			return CompletableFuture.completedStage(await(future));
		}
		return (result != null && reactorPresent) ? ReactiveResults.subscribe(result) : null;
	}

	private static @Nullable Object await(Future<?> future) throws Throwable {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw unwrap(ex);
		}
	}

	/**
	 * Call an action when a result is there, or cannot be waited for: stages are code of
	 * the application, or of libraries.
	 * @param pending the stage
	 * @param action what is called with the value or the failure, more than once if the
	 * stage is faulty
	 */
	public static void whenComplete(CompletionStage<?> pending,
			BiConsumer<@Nullable Object, @Nullable Throwable> action) {
		try {
			pending.whenComplete(action);
		}
		catch (Throwable ex) {
			action.accept(null, ex);
		}
	}

	/**
	 * Return what a result failed with.
	 * @param exception what a stage or future tells
	 * @return its cause if it wraps one
	 */
	public static Throwable unwrap(Throwable exception) {
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
			Publisher<?> publisher = adapter.toPublisher(result);
			return adapter.isMultiValue() ? Flux.from(publisher).then().toFuture() : Mono.from(publisher).toFuture();
		}

	}

}
