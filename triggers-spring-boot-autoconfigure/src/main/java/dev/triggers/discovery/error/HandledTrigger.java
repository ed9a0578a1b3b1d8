package dev.triggers.discovery.error;

import org.jspecify.annotations.Nullable;

/**
 * Trigger that may have handlers.
 *
 * @param name name of the trigger
 * @param beanName name of the bean that declares it
 * @param methodName name of the method that it calls, or an empty text
 * @param errorHandler the bean that it names as its handler, or {@code null}
 * @since 1.0.0
 */
public record HandledTrigger(String name, String beanName, String methodName, @Nullable String errorHandler) {

	boolean isLocal(String bean, String method) {
		return this.beanName.equals(bean) && this.methodName.equals(method);
	}

}
