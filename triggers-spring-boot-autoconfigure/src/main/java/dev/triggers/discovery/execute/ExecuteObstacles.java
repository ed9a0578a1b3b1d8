package dev.triggers.discovery.execute;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.KotlinDetector;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.ClassUtils;

import dev.triggers.discovery.bean.Candidate;
import dev.triggers.discovery.method.BeanReference;
import dev.triggers.discovery.method.Obstacle;

/**
 * Reasons why the calls of a method cannot pass limits and retries.
 *
 * @param classLoader loads the classes of the application
 * @param proxyTargetClass whether beans get proxies of their classes
 */
record ExecuteObstacles(@Nullable ClassLoader classLoader, boolean proxyTargetClass) {

	/**
	 * Look for a reason.
	 * @return the reason, or {@code null} if there is none
	 */
	@Nullable Obstacle find(Candidate candidate, Method method) {
		BeanReference bean = candidate.bean();
		return Stream
			.<Supplier<@Nullable Obstacle>>of(candidate::obstacle, () -> Obstacle.find(method, bean),
					() -> onBean(bean, method), () -> ResultKind.obstacle(method, this.classLoader),
					() -> onSuspension(method), () -> onAsync(method))
			.map(Supplier::get)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Obstacle onBean(BeanReference bean, Method method) {
		Object instance = bean.instance();
		boolean ready = instance != null && (isIntercepted(instance) || isMock(instance));
		if (ready) {
			return null;
		}
		boolean byClass = isProxiedByClass(bean.type(), this.proxyTargetClass);
		if (byClass && Modifier.isFinal(bean.type().getModifiers())) {
			return new Obstacle("the class of the bean is final, so it can have no proxy for its calls to pass",
					KotlinDetector.isKotlinType(bean.type())
							? "Make the class 'open', or use the compiler plugin kotlin-spring."
							: "Remove 'final' from the class, or make it no record.");
		}
		if (instance != null) {
			return new Obstacle(
					"the bean has no proxy for its calls to pass, as it was created before beans got one, or not by Spring",
					"Let no bean post-processor or other early bean depend on '" + bean.name() + "'.");
		}
		return byClass ? Obstacle.findOnSubclass(method) : null;
	}

	private static boolean isIntercepted(Object instance) {
		Object current = instance;
		while (current instanceof Advised advised) {
			if (Stream.of(advised.getAdvisors()).anyMatch(ExecuteAdvisor.class::isInstance)) {
				return true;
			}
			// a proxy may be around another one
			current = AopProxyUtils.getSingletonTarget(current);
		}
		return current == null || AopUtils.isAopProxy(current);
	}

	/**
	 * Return whether a test has replaced a bean. What a mock does needs no limits.
	 */
	private boolean isMock(Object instance) {
		try {
			Object details = ClassUtils.forName("org.mockito.Mockito", this.classLoader)
				.getMethod("mockingDetails", Object.class)
				.invoke(null, instance);
			return Boolean.TRUE.equals(ClassUtils.forName("org.mockito.MockingDetails", this.classLoader)
				.getMethod("isMock")
				.invoke(details));
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			return false;
		}
	}

	/**
	 * Return whether the proxy of a bean is a subclass of its class.
	 */
	static boolean isProxiedByClass(Class<?> type, boolean proxyTargetClass) {
		return proxyTargetClass || ClassUtils.getAllInterfacesForClass(type).length == 0;
	}

	private @Nullable Obstacle onSuspension(Method method) {
		boolean possible = !KotlinDetector.isSuspendingFunction(method)
				|| (ClassUtils.isPresent("kotlinx.coroutines.reactor.MonoKt", this.classLoader)
						&& KotlinDetector.isKotlinReflectPresent());
		return possible ? null : new Obstacle(
				"it is a suspending function, which Spring's proxies can call with kotlinx-coroutines-reactor and kotlin-reflect only",
				"Add the dependencies org.jetbrains.kotlinx:kotlinx-coroutines-reactor and org.jetbrains.kotlin:kotlin-reflect.");
	}

	/**
	 * Refuse another thread between who makes the call and the method: a call by name
	 * would pass its groups twice, and wait for itself.
	 */
	private static @Nullable Obstacle onAsync(Method method) {
		boolean async = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(Async.class)
				|| MergedAnnotations.from(method.getDeclaringClass(), SearchStrategy.TYPE_HIERARCHY)
					.isPresent(Async.class);
		return async ? new Obstacle("it is @Async as well, so what is called would be the hand-over to another thread",
				"Remove @Async, and call the method by Executions.execute(…), which does not block.") : null;
	}

}
