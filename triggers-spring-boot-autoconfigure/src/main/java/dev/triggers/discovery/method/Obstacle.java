package dev.triggers.discovery.method;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/**
 * Reason why a method cannot be called.
 *
 * @param reason the reason, which continues "the method cannot be called: "
 * @param action how to mend it
 * @since 1.0.0
 */
public record Obstacle(String reason, String action) {

	/**
	 * Look for a reason why a method cannot be called on a bean.
	 * @param method the method
	 * @param bean the bean
	 * @return the reason, or {@code null} if there is none
	 */
	public static @Nullable Obstacle find(Method method, BeanReference bean) {
		if (KotlinDetector.isSuspendingFunction(method)
				&& !ClassUtils.isPresent("kotlinx.coroutines.CoroutineScope", classLoader(bean))) {
			return new Obstacle("it is a suspending function, and kotlinx-coroutines-core is not on the class path",
					"Add the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core.");
		}
		return findOn(bean.instance(), method);
	}

	private static @Nullable ClassLoader classLoader(BeanReference bean) {
		return (bean.beanFactory() instanceof ConfigurableBeanFactory beanFactory) ? beanFactory.getBeanClassLoader()
				: bean.type().getClassLoader();
	}

	/**
	 * Look for a reason that the bean itself is.
	 * @param bean the bean, or {@code null} if it does not exist yet
	 */
	static @Nullable Obstacle findOn(@Nullable Object bean, Method method) {
		if (Modifier.isStatic(method.getModifiers())) {
			return new Obstacle("it is static", "Remove 'static'.");
		}
		if (bean == null || !AopUtils.isAopProxy(bean)) {
			return null;
		}
		return AopUtils.isJdkDynamicProxy(bean) ? findOnInterfaces(method, bean) : findOnSubclass(method);
	}

	private static @Nullable Obstacle findOnInterfaces(Method method, Object bean) {
		try {
			MethodIntrospector.selectInvocableMethod(method, bean.getClass());
			return null;
		}
		catch (IllegalStateException ex) {
			return new Obstacle("the bean is behind a JDK proxy, and no interface of the bean declares the method",
					"Declare the method in an interface of the bean, or let Spring proxy classes with"
							+ " spring.aop.proxy-target-class=true.");
		}
	}

	/**
	 * Look for a reason that a proxy of the class of the bean is.
	 * @param method the method
	 * @return the reason, or {@code null} if there is none
	 */
	public static @Nullable Obstacle findOnSubclass(Method method) {
		if (Modifier.isPrivate(method.getModifiers())) {
			return new Obstacle("it is private, and the bean is behind a CGLIB proxy, which cannot pass the call on",
					"Make the method at least package-private.");
		}
		if (Modifier.isFinal(method.getModifiers())) {
			return new Obstacle("it is final, and the bean is behind a CGLIB proxy, which cannot override it",
					"Remove 'final' from the method.");
		}
		return null;
	}

}
