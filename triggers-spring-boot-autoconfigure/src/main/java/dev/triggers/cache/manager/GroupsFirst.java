package dev.triggers.cache.manager;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Lets the groups answer what all cache managers are asked, before the manager itself
 * does.
 *
 * @param groups has the caches of groups only
 */
record GroupsFirst(CacheManager groups) implements MethodInterceptor {

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Method method = invocation.getMethod();
		if (is(method, "getCache", String.class)) {
			Cache cache = this.groups.getCache((String) Objects.requireNonNull(invocation.getArguments()[0]));
			return (cache != null) ? cache : invocation.proceed();
		}
		if (is(method, "getCacheNames")) {
			Set<Object> names = new LinkedHashSet<>(this.groups.getCacheNames());
			names.addAll((Collection<?>) Objects.requireNonNull(invocation.proceed()));
			return Collections.unmodifiableSet(names);
		}
		if (is(method, "resetCaches")) {
			this.groups.resetCaches();
		}
		return invocation.proceed();
	}

	private static boolean is(Method method, String name, Class<?>... parameters) {
		return method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters);
	}

}
