package dev.triggers.discovery.execute;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import dev.triggers.discovery.method.Obstacle;

/**
 * When the result of a method is there.
 */
enum ResultKind {

	/**
	 * When the method returns.
	 */
	VALUE,

	/**
	 * When the future is done that the method returns.
	 */
	FUTURE,

	/**
	 * When the one value comes of the reactive type that the method returns.
	 */
	REACTIVE,

	/**
	 * When the suspending function ends, which is a {@code Mono} to interceptors.
	 */
	SUSPENDING;

	private static final String MONO = "reactor.core.publisher.Mono";

	static ResultKind of(Method method) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return SUSPENDING;
		}
		Class<?> type = method.getReturnType();
		if (isFuture(type)) {
			return FUTURE;
		}
		return (adapter(type) != null) ? REACTIVE : VALUE;
	}

	private static boolean isFuture(Class<?> type) {
		return Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	/**
	 * Return why the result of a method cannot be waited for.
	 * @return the reason, or {@code null} if there is none
	 */
	static @Nullable Obstacle obstacle(Method method, @Nullable ClassLoader classLoader) {
		Class<?> type = declaredType(method);
		if (isFuture(type)) {
			return type.isAssignableFrom(CompletableFuture.class) ? null
					: new Obstacle("it returns a " + type.getName() + ", and no future of ours can stand in for one",
							"Return a CompletableFuture, a CompletionStage or a Future.");
		}
		ReactiveAdapter adapter = adapter(type);
		if ((adapter != null) ? adapter.isMultiValue() : Flow.Publisher.class.isAssignableFrom(type)) {
			return new Obstacle(
					"it returns a " + type.getName()
							+ ", whose many values come when the call is over, out of reach of limits and retries",
					"Return one value, such as a Mono of a list, or move @Execute to the method that is called for each value.");
		}
		boolean reactor = ClassUtils.isPresent(MONO, classLoader);
		return (adapter == null || reactor) ? null
				: new Obstacle("it returns a " + type.getName() + ", and reactor-core is not on the class path",
						"Add the dependency io.projectreactor:reactor-core, or return a CompletableFuture.");
	}

	/**
	 * Return the type of the result as declared; that of a suspending function is part of
	 * its last parameter.
	 */
	private static Class<?> declaredType(Method method) {
		return KotlinDetector.isSuspendingFunction(method)
				? ResolvableType.forMethodParameter(method, method.getParameterCount() - 1)
					.getGeneric(0)
					.resolve(Object.class)
				: method.getReturnType();
	}

}
