package dev.triggers.call.limit;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Completes requests that were decided, without a lock and without nesting: a callback
 * that releases a permit, and so decides the next request, returns before the callback of
 * that one runs on the same thread.
 */
final class SettledRequests {

	// by the only thread that touches the value
	private final Map<Thread, Deque<PermitRequest>> pending = new ConcurrentHashMap<>();

	void settle(Collection<PermitRequest> requests) {
		if (requests.isEmpty()) {
			return;
		}
		Thread thread = Thread.currentThread();
		Deque<PermitRequest> outer = this.pending.get(thread);
		if (outer != null) {
			outer.addAll(requests);
			return;
		}
		Deque<PermitRequest> own = new ArrayDeque<>(requests);
		this.pending.put(thread, own);
		try {
			settleAll(own);
		}
		finally {
			this.pending.remove(thread);
		}
	}

	private static void settleAll(Deque<PermitRequest> requests) {
		Error error = null;
		for (PermitRequest next = requests.poll(); next != null; next = requests.poll()) {
			try {
				next.settle();
			}
			catch (Error ex) {
				// callbacks cannot throw, but memory or the stack may end: others must
				// know
				error = ex;
			}
		}
		rethrow(error);
	}

	private static void rethrow(@Nullable Error error) {
		if (error != null) {
			throw error;
		}
	}

}
