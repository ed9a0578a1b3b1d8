package dev.triggers.discovery.method;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * Bean that has annotated methods, which may not have been created yet.
 *
 * @param name name of the bean, as a developer knows it
 * @param key name by which the bean is created if it does not exist yet
 * @param type class of the bean, behind all proxies
 * @param instance the bean, or {@code null} if it is created when it is needed
 * @param beanFactory creates the bean
 * @since 1.0.0
 */
public record BeanReference(String name, String key, Class<?> type, @Nullable Object instance,
		BeanFactory beanFactory) {

	/**
	 * Return the bean, which is created if necessary.
	 * @return the bean, which may be a proxy
	 */
	public Object get() {
		return (this.instance != null) ? this.instance : this.beanFactory.getBean(this.key);
	}

}
