package dev.triggers.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;

import dev.triggers.discovery.declaration.AnnotatedClasses;

/**
 * Notices beans whose classes have annotated methods; {@link TriggerDiscovery} reads them
 * when all singletons exist, and at once from then on.
 * <p>
 * It comes last, so that it sees the proxies that are called. It has no dependencies, so
 * that it can be declared by a {@code static} bean method. Thread-safe.
 *
 * @since 1.0.0
 */
public final class TriggerBeanPostProcessor implements BeanPostProcessor, Ordered {

	private final AnnotatedClasses classes = new AnnotatedClasses();

	private final Map<String, Object> seen = new ConcurrentHashMap<>();

	// written once, by the thread that starts the application
	private volatile @Nullable BiConsumer<String, Object> discovery;

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AopInfrastructureBean
				|| !this.classes.isCandidate(AopProxyUtils.ultimateTargetClass(bean))) {
			return bean;
		}
		String key = (bean instanceof FactoryBean) ? BeanFactory.FACTORY_BEAN_PREFIX + beanName : beanName;
		BiConsumer<String, Object> running = this.discovery;
		if (running != null) {
			running.accept(key, bean);
		}
		else {
			this.seen.put(key, bean);
		}
		return bean;
	}

	/**
	 * Return what knows which classes have annotated methods.
	 * @return the knowledge so far, which others may share
	 */
	public AnnotatedClasses classes() {
		return this.classes;
	}

	/**
	 * Return the beans that were noticed so far, by key.
	 */
	Map<String, Object> seen() {
		return new LinkedHashMap<>(this.seen);
	}

	/**
	 * Hand over beans that are created from now on, and return those noticed so far.
	 */
	Map<String, Object> forwardTo(BiConsumer<String, Object> running) {
		this.discovery = running;
		Map<String, Object> late = seen();
		this.seen.clear();
		return late;
	}

}
