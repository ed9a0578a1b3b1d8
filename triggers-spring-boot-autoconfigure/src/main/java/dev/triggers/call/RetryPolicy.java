package dev.triggers.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Which failures of a call are retried, how often, and after which wait. A bean of this
 * type is named by the {@code retry} attribute of triggers and other calls. Not to be
 * confused with Spring's interface of the same name, which knows one rule only.
 * <p>
 * Rules nest, the first being the innermost: as if the call was wrapped in a loop that
 * follows the first rule, this loop in one that follows the second, and so on. So a
 * failure is retried by the first rule that handles it and has retries left. What a rule
 * has counted, and how far its waits have grown, lives for the whole call; a retry by
 * another rule does not reset it. <pre class="code">
 * &#64;Bean
 * RetryPolicy upstream() {
 *     return RetryPolicy.of(
 *             RetryRule.on(ConnectException.class)
 *                 .retries(2)
 *                 .waiting(RetryWait.fixed(Duration.ofSeconds(1))),
 *             RetryRule.on(HttpServerErrorException.class)
 *                 .when((failure) -&gt; failure.getStatusCode().value() != 501)
 *                 .retries(5)
 *                 .waiting(RetryWait.exponentialJitter(Duration.ofSeconds(1), Duration.ofMinutes(1))));
 * }
 * </pre>
 * <p>
 * Never retried, whatever the rules say, are failures because the call was interrupted
 * (with {@link InterruptedException} or
 * {@link java.nio.channels.ClosedByInterruptException} among their causes), failures of
 * an execution that was cancelled, and {@link VirtualMachineError}s.
 * <p>
 * Immutable, and thread-safe if the predicates are.
 *
 * @param rules the rules, from the innermost to the outermost; without any, nothing is
 * retried
 * @since 1.0.0
 */
public record RetryPolicy(List<RetryRule> rules) {

	public RetryPolicy {
		rules = List.copyOf(rules);
	}

	/**
	 * Create a policy.
	 * @param innermost the first rule
	 * @param outer further rules, each outside of those before
	 * @return the policy
	 */
	public static RetryPolicy of(RetryRule innermost, RetryRule... outer) {
		List<RetryRule> rules = new ArrayList<>();
		rules.add(innermost);
		rules.addAll(List.of(outer));
		return new RetryPolicy(rules);
	}

	/**
	 * Create a policy that retries nothing.
	 * @return the policy
	 */
	public static RetryPolicy none() {
		return new RetryPolicy(List.of());
	}

	/**
	 * Begin to decide on the retries of one call. It is enough to do so when the call
	 * fails for the first time.
	 * @param random where random waits come from; used by each thread that asks, so it
	 * must not be one that belongs to the current thread
	 * @param cancelled whether the execution that the call belongs to was cancelled;
	 * asked for each failure, by the thread that asks for the decision
	 * @return the attempts of the call
	 */
	public RetryAttempts begin(RandomGenerator random, BooleanSupplier cancelled) {
		return new RetryAttempts(this.rules, random, cancelled);
	}

}
