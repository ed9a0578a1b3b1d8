package dev.triggers.discovery.error;

import java.lang.reflect.Method;
import java.util.List;

import dev.triggers.discovery.method.BeanReference;

/**
 * Method that wants the failures of triggers.
 *
 * @param bean the bean that has the method
 * @param method the method
 * @param triggers the names it was annotated with, none for all triggers
 * @since 1.0.0
 */
public record OnErrorDeclaration(BeanReference bean, Method method, List<String> triggers) {

	public OnErrorDeclaration {
		triggers = List.copyOf(triggers);
	}

}
