package dev.triggers.cache.manager;

import java.lang.reflect.Modifier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.util.ClassUtils;

import dev.triggers.cache.CacheGroups;

/**
 * Lets the cache manager of Spring Boot, or of the application, have the caches of
 * groups.
 * <p>
 * A manager of Caffeine gets them if it can. Otherwise the manager becomes a proxy of its
 * own class, which asks the groups first. One that caches nothing stays as it is.
 *
 * @since 1.0.0
 */
public final class GroupCachePostProcessor implements BeanPostProcessor, BeanClassLoaderAware {

	private final Supplier<CacheGroups> groups;

	private final Predicate<String> isDefault;

	private @Nullable ClassLoader classLoader;

	/**
	 * Create a post-processor.
	 * @param groups returns the groups; called when there is a manager for them
	 * @param isDefault tells of the name of a bean whether it is the manager for them
	 */
	public GroupCachePostProcessor(Supplier<CacheGroups> groups, Predicate<String> isDefault) {
		this.groups = groups;
		this.isDefault = isDefault;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof CacheManager manager) || manager instanceof GroupCacheManager
				|| manager instanceof NoOpCacheManager || !this.isDefault.test(beanName)) {
			return bean;
		}
		boolean caffeine = ClassUtils.isPresent("com.github.benmanes.caffeine.cache.Caffeine", this.classLoader)
				&& ClassUtils.isPresent("org.springframework.cache.caffeine.CaffeineCacheManager", this.classLoader);
		CacheGroups groups = this.groups.get();
		return (caffeine && CaffeineRegistration.register(manager, groups)) ? manager : proxy(manager, groups);
	}

	private Object proxy(CacheManager manager, CacheGroups groups) {
		ProxyFactory factory = new ProxyFactory(manager);
		factory.setProxyTargetClass(!Modifier.isFinal(manager.getClass().getModifiers()));
		factory.addAdvice(asking(new GroupCacheManager(groups, manager)));
		return factory.getProxy(this.classLoader);
	}

	/**
	 * Let a manager answer what all managers are asked, and the target all else.
	 */
	private static MethodInterceptor asking(CacheManager manager) {
		return (invocation) -> {
			@Nullable Object[] arguments = invocation.getArguments();
			return switch (invocation.getMethod().getName() + arguments.length) {
				case "getCache1" -> manager.getCache(String.valueOf(arguments[0]));
				case "getCacheNames0" -> manager.getCacheNames();
				case "resetCaches0" -> {
					manager.resetCaches();
					yield null;
				}
				default -> invocation.proceed();
			};
		};
	}

}
