package dev.triggers.engine.call;

import java.util.Collections;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.work.UserCode;

/**
 * Knows which concurrency groups the calls on a thread have passed: a call inside of
 * another one that waits for a group of that one could wait for itself. Thread-safe.
 *
 * @since 1.0.0
 */
public final class CallNesting {

	private final ThreadLocal<@Nullable Scope> scopes = new ThreadLocal<>();

	void check(CallRules rules) {
		for (Scope scope = this.scopes.get(); scope != null; scope = scope.outer()) {
			if (!Collections.disjoint(scope.rules().groups(), rules.groups())) {
				throw refusal(scope.rules(), rules);
			}
		}
	}

	private static IllegalStateException refusal(CallRules outer, CallRules inner) {
		String group = inner.groups()
			.stream()
			.filter(outer.groups()::contains)
			.map(ConcurrencyGroup::name)
			.findFirst()
			.orElse("");
		return new IllegalStateException(
				"Call of %s is inside of a call of %s, and both are in concurrency group '%s': it could wait for itself for ever. Remove the group from one of them."
					.formatted(inner.name(), outer.name(), group));
	}

	@Nullable Object call(CallRules rules, UserCode code) throws Throwable {
		Scope outer = this.scopes.get();
		this.scopes.set(new Scope(rules, outer));
		try {
			return code.call();
		}
		finally {
			if (outer != null) {
				this.scopes.set(outer);
			}
			else {
				this.scopes.remove();
			}
		}
	}

	/**
	 * A call on the current thread, inside of another one.
	 */
	private record Scope(CallRules rules, @Nullable Scope outer) {

	}

}
