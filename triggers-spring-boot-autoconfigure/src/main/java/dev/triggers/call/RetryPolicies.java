package dev.triggers.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * All retry policies of an application by their names. Immutable.
 *
 * @since 1.0.0
 */
public final class RetryPolicies {

	private final Map<String, RetryPolicy> policies;

	/**
	 * Create the policies of an application.
	 * @param policies the policies by name
	 */
	public RetryPolicies(Map<String, RetryPolicy> policies) {
		this.policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
	}

	/**
	 * Find a policy by its name.
	 * @param name the name
	 * @return the policy, or {@code null} if there is none
	 */
	public @Nullable RetryPolicy find(String name) {
		return this.policies.get(name);
	}

	/**
	 * Return the names of all policies.
	 * @return the names in the order in which they were given
	 */
	public Set<String> names() {
		return this.policies.keySet();
	}

}
