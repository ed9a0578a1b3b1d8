package dev.triggers.discovery.callback;

import org.jspecify.annotations.Nullable;

/**
 * Trigger that methods may name, valid or not.
 *
 * @param name name of the trigger
 * @param beanName name of the bean that declares it
 * @param methodName name of the method that it calls, or an empty text
 * @param errorHandler the bean that it names as its handler, or {@code null}
 * @since 1.0.0
 */
public record KnownTrigger(String name, String beanName, String methodName, @Nullable String errorHandler) {

	boolean isOf(String bean) {
		return this.beanName.equals(bean) && !this.methodName.isEmpty();
	}

}
