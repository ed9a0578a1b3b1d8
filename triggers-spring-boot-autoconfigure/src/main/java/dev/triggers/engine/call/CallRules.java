package dev.triggers.engine.call;

import java.util.List;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.triggers.call.RetryAttempts;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.Permit;
import dev.triggers.call.limit.PermitRequest;
import dev.triggers.work.UserCode;

/**
 * Limits and retries of the calls of one trigger or method.
 *
 * @param name what makes the calls, as a developer knows it
 * @param groups the groups that each call passes
 * @param retry decides on retries, or {@code null} if nothing is retried
 * @param tools what all calls share
 * @since 1.0.0
 */
public record CallRules(String name, List<ConcurrencyGroup> groups, @Nullable RetryPolicy retry, CallTools tools) {

	/**
	 * Return rules of calls of the same trigger or method that have neither limits nor
	 * retries.
	 * @return the rules
	 */
	public CallRules withoutAny() {
		return (areUnlimited() && this.retry == null) ? this : new CallRules(this.name, List.of(), null, this.tools);
	}

	/**
	 * Return whether calls need no permit.
	 * @return {@code true} if there are no groups
	 */
	public boolean areUnlimited() {
		return this.groups.isEmpty();
	}

	@Nullable Permit tryAcquire() {
		return this.tools.groups().tryAcquire(this.groups);
	}

	PermitRequest request() {
		return this.tools.groups().request(this.groups);
	}

	/**
	 * Wait for the permit of one call on the calling thread.
	 * @return the permit of a call that has started
	 * @throws InterruptedException if the thread is interrupted
	 */
	public Permit acquire() throws InterruptedException {
		return this.tools.groups().acquire(this.groups);
	}

	/**
	 * Begin to decide on the retries of one call.
	 * @param cancelled whether the call was cancelled
	 * @return the decisions, or {@code null} if nothing is retried
	 */
	public @Nullable RetryAttempts beginRetries(BooleanSupplier cancelled) {
		return (this.retry != null) ? this.retry.begin(this.tools.random(), cancelled) : null;
	}

	/**
	 * Refuse to wait for a call that its own caller might hold up for ever.
	 * @throws IllegalStateException if the calling thread is inside of a call that holds
	 * a permit of one of the groups, and this group limits how many there are
	 */
	public void checkNotNested() {
		if (!areUnlimited()) {
			this.tools.nesting().check(this);
		}
	}

	/**
	 * Make a call that holds a permit of the groups, if there are any.
	 * @param code what is called
	 * @return what the code returned
	 * @throws Throwable what the code throws
	 */
	public @Nullable Object call(UserCode code) throws Throwable {
		return areUnlimited() ? code.call() : this.tools.nesting().call(this, code);
	}

}
