package dev.triggers.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Rule of a {@link RetryPolicy}: which failures are retried, how often, and after which
 * wait. {@link #on} begins one.
 * <p>
 * A rule handles a failure that is an instance of one of its exception types; causes of
 * the failure do not count. The predicate is asked for those failures only, and at most
 * once for each, also when the rule has no retries left. Threads of many calls may ask it
 * at once, so it should not block. If it throws, the call is not retried, and what it
 * threw is {@linkplain Throwable#getSuppressed() suppressed} in the failure.
 *
 * @param exceptions types of the failures that the rule handles, at least one;
 * {@link InterruptedException} is not possible
 * @param predicate further condition on the failure, or {@code null} for none
 * @param retries how often the rule retries within one call, not negative, or
 * {@code null} for any number of times
 * @param waiting how long it waits before each retry
 * @since 1.0.0
 */
public record RetryRule(List<Class<? extends Throwable>> exceptions, @Nullable Predicate<? super Throwable> predicate,
		@Nullable Integer retries, RetryWait waiting) {

	public RetryRule {
		exceptions = List.copyOf(exceptions);
		Assert.notEmpty(exceptions, "'exceptions' must not be empty");
		Assert.isTrue(exceptions.stream().noneMatch(InterruptedException.class::isAssignableFrom),
				"'exceptions' must not contain InterruptedException, which is never retried");
		Assert.isTrue(retries == null || retries >= 0, () -> "'retries' must not be negative, but is " + retries);
	}

	/**
	 * Begin a rule. Without further settings it retries any number of times.
	 * @param <E> what the exceptions have in common
	 * @param exception type of the failures that the rule handles
	 * @param more further types
	 * @return a builder
	 */
	@SafeVarargs
	public static <E extends Throwable> Builder<E> on(Class<? extends E> exception, Class<? extends E>... more) {
		List<Class<? extends Throwable>> exceptions = new ArrayList<>();
		exceptions.add(exception);
		for (Class<? extends E> further : more) {
			exceptions.add(further);
		}
		return new Builder<>(exceptions);
	}

	/**
	 * Return whether the rule handles a failure.
	 * @param failure what a call failed with
	 * @return {@code true} if type and predicate say so
	 */
	boolean handles(Throwable failure) {
		return this.exceptions.stream().anyMatch((type) -> type.isInstance(failure))
				&& (this.predicate == null || this.predicate.test(failure));
	}

	/**
	 * Describe the rule for a log, for example {@code IOException: 3 retries, fixed 1s}.
	 */
	@Override
	public String toString() {
		String types = this.exceptions.stream().map(ClassUtils::getShortName).collect(Collectors.joining(" or "));
		String condition = (this.predicate != null) ? " with predicate" : "";
		return types + condition + ": " + numberOfRetries() + ", " + this.waiting;
	}

	private String numberOfRetries() {
		if (this.retries == null) {
			return "unlimited retries";
		}
		return this.retries + ((this.retries == 1) ? " retry" : " retries");
	}

	/**
	 * Builder of a {@link RetryRule}; for one thread.
	 *
	 * @param <E> what the exceptions have in common
	 */
	public static final class Builder<E extends Throwable> {

		private final List<Class<? extends Throwable>> exceptions;

		private @Nullable Predicate<? super Throwable> predicate;

		private @Nullable Integer retries;

		private Builder(List<Class<? extends Throwable>> exceptions) {
			this.exceptions = exceptions;
		}

		/**
		 * Handle only failures that match, for example by their HTTP status. Given twice,
		 * both must match.
		 * @param predicate the condition
		 * @return this builder
		 */
		public Builder<E> when(Predicate<? super E> predicate) {
			// Only asked for instances of the exception types, so of E.
			@SuppressWarnings("unchecked")
			Predicate<Throwable> added = (Predicate<Throwable>) predicate;
			Predicate<? super Throwable> before = this.predicate;
			this.predicate = (before != null) ? (failure) -> before.test(failure) && added.test(failure) : added;
			return this;
		}

		/**
		 * Retry at most so many times within one call.
		 * @param retries the number, not negative
		 * @return this builder
		 */
		public Builder<E> retries(int retries) {
			this.retries = retries;
			return this;
		}

		/**
		 * Wait before each retry, and end the rule.
		 * @param waiting how long to wait
		 * @return the rule
		 * @throws IllegalArgumentException if the number of retries is negative or an
		 * exception type is not possible
		 */
		public RetryRule waiting(RetryWait waiting) {
			return new RetryRule(this.exceptions, this.predicate, this.retries, waiting);
		}

	}

}
