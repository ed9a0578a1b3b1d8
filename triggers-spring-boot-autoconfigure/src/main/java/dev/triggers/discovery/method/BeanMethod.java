package dev.triggers.discovery.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
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
	 * @return what the method returned
	 * @throws Throwable what the method throws
	 */
	public @Nullable Object invoke(@Nullable Object[] arguments) throws Throwable {
		Invocation current = this.invocation;
		if (current == null) {
			current = prepare(this.bean.get());
			this.invocation = current;
		}
		try {
			return current.method().invoke(current.bean(), arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private Invocation prepare(Object target) {
		Obstacle obstacle = Obstacle.find(this.method, target);
		if (obstacle != null) {
			throw new IllegalStateException("[TRG-107] %s of bean '%s' cannot be called: %s. %s".formatted(describe(),
					this.bean.name(), obstacle.reason(), obstacle.action()));
		}
		Method invocable = AopUtils.selectInvocableMethod(this.method, target.getClass());
		ReflectionUtils.makeAccessible(invocable);
		return new Invocation(target, invocable);
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
	 * The bean, and the method to be called on it.
	 */
	private record Invocation(Object bean, Method method) {

	}

}
