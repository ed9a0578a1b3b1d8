package dev.triggers.discovery.execute;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import dev.triggers.call.CallGuard;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.UserCode;

/**
 * Calls of methods with a reactive result, which begin when somebody subscribes. Loaded
 * only if Reactor is there.
 */
final class ReactiveCalls {

	private ReactiveCalls() {
	}

	/**
	 * Return the result of a call that begins at each subscription, and is cancelled with
	 * it.
	 * @param type reactive type of the result, or {@code null} for {@link Mono}
	 */
	static @Nullable Object call(@Nullable Class<?> type, CallGuard guard, ExecuteDefinition definition,
			UserCode attempt) {
		ReactiveAdapter adapter = Objects
			.requireNonNull(ReactiveAdapterRegistry.getSharedInstance().getAdapter((type != null) ? type : Mono.class));
		Mono<Object> result = Mono.deferContextual((context) -> Mono
			.fromFuture(() -> guard.begin(definition, () -> within(context, adapter, attempt.call()))));
		return adapter.fromPublisher(result);
	}

	/**
	 * Hand on what is bound to the subscription, such as a transaction.
	 */
	private static Mono<?> within(ContextView context, ReactiveAdapter adapter, @Nullable Object result) {
		return Mono.from(adapter.toPublisher(result)).contextWrite(context);
	}

}
