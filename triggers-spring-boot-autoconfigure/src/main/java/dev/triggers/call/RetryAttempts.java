package dev.triggers.call;

import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call under a {@link RetryPolicy}; decides after each failure whether
 * the call is made again. It neither waits nor calls: whoever does asks here.
 * <p>
 * Holds a counter and a place in the waits for each rule, but no failures, so any number
 * of retries takes the same memory.
 * <p>
 * Not thread-safe: failures of one call come one after another. They may come from
 * different threads if each sees what the one before did.
 *
 * @since 1.0.0
 */
public final class RetryAttempts {

	// Causes can form a circle.
	private static final int MAX_CAUSES = 20;

	private final List<RuleAttempts> rules;

	private final RandomGenerator random;

	private final BooleanSupplier cancelled;

	RetryAttempts(List<RetryRule> rules, RandomGenerator random, BooleanSupplier cancelled) {
		this.rules = rules.stream().map(RuleAttempts::new).toList();
		this.random = random;
		this.cancelled = cancelled;
	}

	/**
	 * Decide on the retry of a failed attempt.
	 * <p>
	 * A {@link java.util.concurrent.CancellationException} is a failure like others
	 * unless the execution was cancelled, because it may come from something else that
	 * the call waited for. If code of the application throws (a predicate, a back-off),
	 * the attempt is not retried, and what was thrown is suppressed in the failure.
	 * @param failure what the attempt failed with
	 * @return the retry, or {@code null} if the call has failed for good
	 */
	public @Nullable RetryDecision next(Throwable failure) {
		if (this.cancelled.getAsBoolean() || failure instanceof VirtualMachineError) {
			return null;
		}
		try {
			return isInterruption(failure) ? null : decide(failure);
		}
		catch (Throwable ex) {
			// An exception cannot suppress itself.
			if (ex != failure) {
				failure.addSuppressed(ex);
			}
			return null;
		}
	}

	private @Nullable RetryDecision decide(Throwable failure) {
		for (RuleAttempts attempts : this.rules) {
			RetryDecision decision = attempts.rule.handles(failure) ? attempts.retry(this.random) : null;
			if (decision != null) {
				return decision;
			}
		}
		return null;
	}

	private static boolean isInterruption(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
			if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/**
	 * What one rule has done during the call.
	 */
	private static final class RuleAttempts {

		private final RetryRule rule;

		private long retries;

		private RetryWait.@Nullable Sequence waits;

		private RuleAttempts(RetryRule rule) {
			this.rule = rule;
		}

		private @Nullable RetryDecision retry(RandomGenerator random) {
			Integer limit = this.rule.retries();
			if (limit != null && this.retries >= limit) {
				return null;
			}
			Duration waitTime = nextWait(random);
			if (waitTime == null) {
				return null;
			}
			this.retries++;
			Integer remaining = (limit != null) ? (int) (limit - this.retries) : null;
			return new RetryDecision(this.rule, this.retries, remaining, waitTime);
		}

		private @Nullable Duration nextWait(RandomGenerator random) {
			if (this.waits == null) {
				this.waits = this.rule.waiting().begin(random);
			}
			return this.waits.next();
		}

	}

}
