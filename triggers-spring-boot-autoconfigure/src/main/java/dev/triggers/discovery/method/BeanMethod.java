package dev.triggers.discovery.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.util.ReflectionUtils;

import dev.triggers.discovery.declaration.MemberText;

/**
 * Method of a bean, called through the proxy of the bean if it has one. The bean is
 * looked up at the first call. Thread-safe.
 *
 * @since 1.0.0
 */
public final class BeanMethod {

	private final BeanReference bean;

	private final Method method;

	// found by whichever thread calls first; another one finds the same
	private volatile @Nullable Invocation invocation;

	/**
	 * Create a method.
	 * @param bean the bean
	 * @param method the method of the class of the bean
	 */
	public BeanMethod(BeanReference bean, Method method) {
		this.bean = bean;
		this.method = method;
	}

	/**
	 * Return the method of the class of the bean.
	 * @return the method
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * Return the bean that has the method.
	 * @return the bean
	 */
	public BeanReference bean() {
		return this.bean;
	}

	/**
	 * Call the method.
	 * @param arguments its arguments
	 * @return what the method returned; a {@link java.util.concurrent.CompletableFuture}
	 * if it is a suspending function of Kotlin
	 * @throws Throwable what the method throws
	 */
	public @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
		Invocation current = this.invocation;
		if (current == null) {
			current = prepare(this.bean.get());
			this.invocation = current;
		}
		if (current.function() != null) {
			return current.function().call(current.bean(), arguments);
		}
		try {
			return current.method().invoke(current.bean(), arguments);
		}
		catch (InvocationTargetException ex) {
			throw thrown(ex);
		}
	}

	/**
	 * Return what a method has thrown. An interface proxy wraps checked exceptions that
	 * its interface does not declare, and Kotlin declares none.
	 */
	static Throwable thrown(InvocationTargetException exception) {
		Throwable thrown = exception.getTargetException();
		Throwable cause = thrown.getCause();
		return (thrown instanceof UndeclaredThrowableException && cause != null) ? cause : thrown;
	}

	private Invocation prepare(Object target) {
		Obstacle obstacle = Obstacle.findOn(target, this.method);
		if (obstacle != null) {
			throw new IllegalStateException("[TRG-107] %s of bean '%s' cannot be called: %s. %s".formatted(describe(),
					this.bean.name(), obstacle.reason(), obstacle.action()));
		}
		Method invocable = AopUtils.selectInvocableMethod(this.method, target.getClass());
		ReflectionUtils.makeAccessible(invocable);
		SuspendingFunction function = KotlinDetector.isSuspendingFunction(this.method)
				? new SuspendingFunction(invocable) : null;
		return new Invocation(target, invocable, function);
	}

	/**
	 * Return the method as a developer knows it.
	 * @return a text such as {@code com.acme.Wars.refresh(String)}
	 */
	public String describe() {
		return MemberText.of(this.bean.type(), this.method);
	}

	@Override
	public String toString() {
		return describe();
	}

	/**
	 * The bean, and the method to be called on it, which may be a suspending function.
	 */
	private record Invocation(Object bean, Method method, @Nullable SuspendingFunction function) {

	}

}
