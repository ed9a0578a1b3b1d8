package dev.triggers.engine.call;

import java.util.random.RandomGenerator;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;

/**
 * What the calls of an application share.
 *
 * @param timer runs what waits
 * @param groups the concurrency groups
 * @param retries the retry policies
 * @param random where random waits come from; used by all threads
 * @since 1.0.0
 */
public record CallTools(MonotonicTimer timer, ConcurrencyGroups groups, RetryPolicies retries, RandomGenerator random) {

}
