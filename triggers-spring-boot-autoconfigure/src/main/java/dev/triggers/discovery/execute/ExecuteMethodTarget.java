package dev.triggers.discovery.execute;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.triggers.discovery.method.BeanMethod;
import dev.triggers.discovery.method.PositionalParameters;
import dev.triggers.work.ExecuteTarget;
import dev.triggers.work.UserCode;

/**
 * Method of a bean that is called by the name of its {@code @Execute}: through the proxy
 * of the bean, but past our own interceptor. Thread-safe.
 *
 * @param key what tells the method apart
 * @param method the method
 * @param parameters the parameters of the method
 * @param pass lets the calls go past the interceptor
 */
record ExecuteMethodTarget(ExecuteKey key, BeanMethod method, PositionalParameters parameters,
		DirectPass pass) implements ExecuteTarget {

	@Override
	public UserCode bind(List<? extends @Nullable Object> arguments) {
		@Nullable Object[] values = this.parameters.bind(arguments);
		return () -> this.pass.call(this.key, () -> this.method.invoke(values));
	}

	@Override
	public String describe() {
		return this.method.describe();
	}

	@Override
	public String toString() {
		return describe();
	}

}
