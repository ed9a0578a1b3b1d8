package dev.triggers.discovery.declaration;

import java.lang.reflect.Method;
import java.util.List;

/**
 * Method that declares triggers, or is called about triggers.
 *
 * @param method the method of the class of the bean
 * @param triggers the triggers that it declares
 * @param callbacks when it is called about which triggers, one for each annotation
 * @since 1.0.0
 */
public record AnnotatedMethod(Method method, List<Declaration> triggers, List<Callback> callbacks) {

	public AnnotatedMethod {
		triggers = List.copyOf(triggers);
		callbacks = List.copyOf(callbacks);
	}

}
