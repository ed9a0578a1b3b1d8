package dev.triggers.discovery.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.flow.Flow;
import kotlinx.coroutines.flow.FlowKt;
import org.jspecify.annotations.Nullable;

/**
 * Suspending function of Kotlin. It begins on the calling thread, unless a proxy decides
 * otherwise, and goes on on threads of {@link Dispatchers#getIO()} after it was
 * suspended. Thread-safe. Loaded only if kotlinx-coroutines-core is there.
 */
final class SuspendingFunction {

	private static final int MAX_THREADS = 64;

	private final Method method;

	// a share of its own: functions that block must not delay other triggers
	private final CoroutineDispatcher dispatcher = Dispatchers.getIO().limitedParallelism(MAX_THREADS, null);

	SuspendingFunction(Method method) {
		this.method = method;
	}

	/**
	 * Call the function.
	 * @param bean the bean, which may be a proxy
	 * @param arguments the declared arguments
	 * @return the result, which is cancelled by its {@code cancel} and done when nothing
	 * of the function runs any more
	 */
	CompletableFuture<@Nullable Object> call(Object bean, @Nullable Object[] arguments) {
		CoroutineScope scope = CoroutineScopeKt.CoroutineScope(this.dispatcher);
		Result result = new Result(scope);
		result.await(CoroutineStart.UNDISPATCHED, (self, continuation) -> invoke(bean, arguments, continuation),
				(value) -> {
					if (value instanceof Flow<?> flow) {
						// it does nothing before it is collected
						result.await(CoroutineStart.DEFAULT, (self, continuation) -> FlowKt.collect(flow, continuation),
								(end) -> result.complete(null));
					}
					else {
						result.complete((value != Unit.INSTANCE) ? value : null);
					}
				});
		return result;
	}

	private @Nullable Object invoke(Object bean, @Nullable Object[] arguments, Continuation<?> continuation) {
		@Nullable Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = continuation;
		try {
			return this.method.invoke(bean, all);
		}
		catch (InvocationTargetException ex) {
			return fail(BeanMethod.thrown(ex));
		}
		catch (IllegalAccessException ex) {
			return fail(ex);
		}
	}

	/**
	 * Throw an exception, checked or not, as Kotlin does.
	 */
	private static @Nullable Object fail(Throwable exception) {
		ResultKt.throwOnFailure(ResultKt.createFailure(exception));
		return null;
	}

	/**
	 * Result of a call. A cancelled one is not done before its coroutine is.
	 */
	private static final class Result extends CompletableFuture<@Nullable Object> {

		private final CoroutineScope scope;

		Result(CoroutineScope scope) {
			this.scope = scope;
		}

		void await(CoroutineStart start, Function2<CoroutineScope, Continuation<? super Object>, @Nullable Object> code,
				Consumer<@Nullable Object> next) {
			Deferred<Object> coroutine = BuildersKt.async(this.scope, EmptyCoroutineContext.INSTANCE, start, code);
			coroutine.invokeOnCompletion((exception) -> {
				if (exception != null) {
					completeExceptionally(exception);
				}
				else {
					next.accept(coroutine.getCompleted());
				}
				return Unit.INSTANCE;
			});
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			if (isDone()) {
				return isCancelled();
			}
			CoroutineScopeKt.cancel(this.scope, null);
			return true;
		}

	}

}
