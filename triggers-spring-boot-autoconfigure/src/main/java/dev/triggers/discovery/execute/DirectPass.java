package dev.triggers.discovery.execute;

import org.jspecify.annotations.Nullable;

import dev.triggers.work.UserCode;

/**
 * Lets one call of a method go past its interceptor, since the one who makes it sees to
 * limits and retries. Thread-safe; a pass is good for the next call on the same thread.
 */
final class DirectPass {

	private final ThreadLocal<@Nullable ExecuteKey> next = new ThreadLocal<>();

	/**
	 * Make a call with a pass.
	 * @param key the method that is called
	 * @param call the call
	 * @return what the call returned
	 * @throws Throwable whatever the call throws
	 */
	@Nullable Object call(ExecuteKey key, UserCode call) throws Throwable {
		ExecuteKey outer = this.next.get();
		this.next.set(key);
		try {
			return call.call();
		}
		finally {
			restore(outer);
		}
	}

	private void restore(@Nullable ExecuteKey outer) {
		if (outer != null) {
			this.next.set(outer);
		}
		else {
			this.next.remove();
		}
	}

	/**
	 * Use up a pass.
	 * @param key the method that is called
	 * @return {@code false} if there is none
	 */
	boolean use(ExecuteKey key) {
		boolean found = key.equals(this.next.get());
		if (found) {
			this.next.remove();
		}
		return found;
	}

}
