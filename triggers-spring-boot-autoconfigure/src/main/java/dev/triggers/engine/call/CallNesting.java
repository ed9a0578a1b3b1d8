package dev.triggers.engine.call;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.WaitAware;
import dev.triggers.work.UserCode;

/**
 * Knows which concurrency groups the calls on a thread have passed: whoever waits inside
 * of a call for another one in the same group could wait for itself. Thread-safe.
 *
 * @since 1.0.0
 */
public final class CallNesting {

	private final ThreadLocal<@Nullable Scope> scopes = new ThreadLocal<>();

	void check(CallRules rules) {
		for (Scope scope = this.scopes.get(); scope != null; scope = scope.outer()) {
			for (ConcurrencyGroup group : scope.rules().groups()) {
				// a period passes, whoever waits
				if (group.limits().concurrentCalls() != null && rules.groups().contains(group)) {
					throw refusal(scope.rules(), rules, group);
				}
			}
		}
	}

	private static IllegalStateException refusal(CallRules outer, CallRules inner, ConcurrencyGroup group) {
		return new IllegalStateException(
				"Call of %s is waited for inside of a call of %s, and both are in concurrency group '%s': it could wait for itself for ever. Remove the group from one of them."
					.formatted(inner.name(), outer.name(), group.name()));
	}

	@Nullable Object call(CallRules rules, UserCode code) throws Throwable {
		Scope outer = this.scopes.get();
		this.scopes.set(new Scope(rules, outer));
		try {
			Object result = code.call();
			// classes first: to find out that a class lacks an interface takes long
			if (result instanceof CompletableFuture<?> && result instanceof WaitAware pending) {
				// the permit is held until the result is there
				pending.beforeWaiting();
			}
			return result;
		}
		finally {
			// null, not removed, so that not each call makes an entry of the thread
			this.scopes.set(outer);
		}
	}

	/**
	 * A call on the current thread, inside of another one.
	 */
	private record Scope(CallRules rules, @Nullable Scope outer) {

	}

}
