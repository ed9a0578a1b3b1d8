package dev.triggers.discovery.execute;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;

import dev.triggers.call.CallGuard;
import dev.triggers.definition.ExecuteDefinition;
import dev.triggers.work.UserCode;

/**
 * Lets the calls of one bean pass limits and retries. What it needs for that is looked up
 * at the first call of each method. Thread-safe.
 */
final class ExecuteInterceptor implements MethodInterceptor {

	private final String beanKey;

	private final Object bean;

	private final ObjectProvider<ExecuteMethods> methods;

	private final ObjectProvider<CallGuard> guard;

	private final Map<Method, GuardedMethod> guarded = new ConcurrentHashMap<>();

	/**
	 * Create an interceptor.
	 * @param beanKey key of the bean
	 * @param bean the bean, which is the proxy
	 * @param methods knows the definitions of methods
	 * @param guard makes the calls
	 */
	ExecuteInterceptor(String beanKey, Object bean, ObjectProvider<ExecuteMethods> methods,
			ObjectProvider<CallGuard> guard) {
		this.beanKey = beanKey;
		this.bean = bean;
		this.methods = methods;
		this.guard = guard;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		GuardedMethod method = this.guarded.get(invocation.getMethod());
		if (method == null) {
			// other beans may be created meanwhile, and call this one
			method = guarded(invocation);
			this.guarded.put(invocation.getMethod(), method);
		}
		if (method.pass().use(method.key())) {
			return invocation.proceed();
		}
		// each attempt goes through all that is behind this interceptor
		UserCode attempt = () -> ((ProxyMethodInvocation) invocation).invocableClone().proceed();
		return switch (method.kind()) {
			case VALUE -> call(method, attempt, invocation.getMethod());
			case FUTURE -> method.guard().begin(method.definition(), attempt);
			case REACTIVE, SUSPENDING ->
				ReactiveCalls.call(method.resultType(), method.guard(), method.definition(), attempt);
		};
	}

	private GuardedMethod guarded(MethodInvocation invocation) {
		Object target = invocation.getThis();
		Method method = AopUtils.getMostSpecificMethod(invocation.getMethod(),
				(target != null) ? target.getClass() : null);
		ExecuteKey key = new ExecuteKey(this.beanKey, method);
		ExecuteMethods all = this.methods.getObject();
		return new GuardedMethod(key, all.find(key, this.bean), ResultKind.of(method), this.guard.getObject(),
				all.pass());
	}

	private static @Nullable Object call(GuardedMethod method, UserCode attempt, Method called) throws Throwable {
		try {
			return method.guard().call(method.definition(), attempt);
		}
		catch (InterruptedException ex) {
			if (Stream.of(called.getExceptionTypes()).anyMatch((type) -> type.isInstance(ex))) {
				throw ex;
			}
			Thread.currentThread().interrupt();
			CancellationException cancelled = new CancellationException(
					"Call of @Execute '" + method.definition().name() + "' was interrupted");
			cancelled.initCause(ex);
			throw cancelled;
		}
	}

	/**
	 * Method with all that its calls need.
	 *
	 * @param key what tells the method apart
	 * @param definition its limits and retries
	 * @param kind when its result is there
	 * @param guard makes its calls
	 * @param pass knows which calls not to intercept
	 */
	private record GuardedMethod(ExecuteKey key, ExecuteDefinition definition, ResultKind kind, CallGuard guard,
			DirectPass pass) {

		@Nullable Class<?> resultType() {
			return (this.kind == ResultKind.REACTIVE) ? this.key.method().getReturnType() : null;
		}

	}

}
