package dev.triggers.engine.call;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

import dev.triggers.call.RetryPolicies;
import dev.triggers.call.RetryPolicy;
import dev.triggers.call.limit.ConcurrencyGroup;
import dev.triggers.call.limit.ConcurrencyGroups;
import dev.triggers.call.limit.MonotonicTimer;
import dev.triggers.definition.CallReferences;
import dev.triggers.execution.context.ExecutionContexts;
import dev.triggers.naming.NearestNames;

/**
 * What the calls of an application share. Thread-safe.
 *
 * @param timer runs what waits
 * @param groups the concurrency groups
 * @param retries the retry policies
 * @param random where random waits come from; used by all threads
 * @param nesting knows which calls are inside of which
 * @param contexts what surrounds the code of executions and calls
 * @since 1.0.0
 */
public record CallTools(MonotonicTimer timer, ConcurrencyGroups groups, RetryPolicies retries, RandomGenerator random,
		CallNesting nesting, ExecutionContexts contexts) {

	/**
	 * Create tools for calls that nothing surrounds.
	 * @param timer runs what waits
	 * @param groups the concurrency groups
	 * @param retries the retry policies
	 * @param random where random waits come from; used by all threads
	 */
	public CallTools(MonotonicTimer timer, ConcurrencyGroups groups, RetryPolicies retries, RandomGenerator random) {
		this(timer, groups, retries, random, new CallNesting(), ExecutionContexts.NONE);
	}

	/**
	 * Find the limits and retries of calls.
	 * @param name what makes the calls, as a developer knows it
	 * @param references their names
	 * @return the limits and retries
	 * @throws IllegalArgumentException if there is nothing of a name
	 */
	public CallRules rules(String name, CallReferences references) {
		List<ConcurrencyGroup> found = references.groups().stream().distinct().map(this::group).toList();
		String retry = references.retry();
		return new CallRules(name, found, (retry != null) ? policy(retry) : null, this);
	}

	private ConcurrencyGroup group(String name) {
		ConcurrencyGroup group = this.groups.find(name);
		if (group == null) {
			List<String> names = StreamSupport.stream(this.groups.spliterator(), false)
				.map(ConcurrencyGroup::name)
				.toList();
			throw missing("concurrency group", name, NearestNames.question(name, names));
		}
		return group;
	}

	private RetryPolicy policy(String name) {
		RetryPolicy policy = this.retries.find(name);
		if (policy == null) {
			throw missing("retry policy", name, NearestNames.question(name, this.retries.names()));
		}
		return policy;
	}

	private static IllegalArgumentException missing(String kind, String name, String question) {
		return new IllegalArgumentException(("There is no " + kind + " '" + name + "'. " + question).trim());
	}

}
