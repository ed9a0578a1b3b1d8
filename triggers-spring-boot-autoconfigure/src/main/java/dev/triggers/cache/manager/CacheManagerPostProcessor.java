package dev.triggers.cache.manager;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCacheManager;
import org.springframework.util.ReflectionUtils;

import dev.triggers.cache.CacheGroups;

/**
 * Lets the cache manager of Spring Boot, or of the application, have the caches of
 * groups. If all are of Caffeine, a manager of Caffeine gets them. Otherwise it becomes a
 * proxy that asks the groups first; they are asked for when somebody asks the manager,
 * since a backend of theirs may use it.
 * <p>
 * The proxy is of the manager's own class if that and all of its public methods can be
 * overridden, else it has the interfaces only. A manager that is a proxy already gets
 * another advice. One that caches nothing stays as it is.
 *
 * @since 1.0.0
 */
public final class CacheManagerPostProcessor implements BeanPostProcessor, BeanClassLoaderAware {

	private final Supplier<@Nullable CacheGroups> groups;

	private final BooleanSupplier allOfCaffeine;

	private final Predicate<String> isDefault;

	private @Nullable ClassLoader classLoader;

	/**
	 * Create a post-processor.
	 * @param groups returns the groups, or {@code null} while they are created
	 * @param allOfCaffeine tells, without the groups, whether all of their caches are of
	 * Caffeine
	 * @param isDefault tells of the name of a bean whether it is the manager for them
	 */
	public CacheManagerPostProcessor(Supplier<@Nullable CacheGroups> groups, BooleanSupplier allOfCaffeine,
			Predicate<String> isDefault) {
		this.groups = groups;
		this.allOfCaffeine = allOfCaffeine;
		this.isDefault = isDefault;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean concerned = bean instanceof CacheManager && !(bean instanceof GroupsFirstCacheManager)
				&& !(bean instanceof NoOpCacheManager) && this.isDefault.test(beanName);
		return concerned ? withGroups((CacheManager) bean) : bean;
	}

	private Object withGroups(CacheManager manager) {
		if (this.allOfCaffeine.getAsBoolean() && CaffeineRegistration.isPossible(manager)) {
			CacheGroups groups = this.groups.get();
			if (groups != null) {
				CaffeineRegistration.register(manager, groups);
				return manager;
			}
		}
		return proxy(manager);
	}

	private Object proxy(CacheManager manager) {
		GroupsFirst advice = new GroupsFirst(new GroupsFirstCacheManager(this.groups, null));
		if (manager instanceof Advised advised && !advised.isFrozen()) {
			advised.addAdvice(0, advice);
			return manager;
		}
		ProxyFactory factory = new ProxyFactory(manager);
		factory.setProxyTargetClass(canBeOverridden(manager.getClass()));
		factory.addAdvice(advice);
		return factory.getProxy(this.classLoader);
	}

	/**
	 * Return whether no call would end up at the proxy itself, whose fields are empty.
	 */
	private static boolean canBeOverridden(Class<?> type) {
		return !Modifier.isFinal(type.getModifiers())
				&& Stream.of(ReflectionUtils.getAllDeclaredMethods(type)).noneMatch(CacheManagerPostProcessor::isFinal);
	}

	private static boolean isFinal(Method method) {
		// all others are called by the manager itself
		int modifiers = method.getModifiers();
		return Modifier.isFinal(modifiers) && Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers)
				&& method.getDeclaringClass() != Object.class;
	}

}
