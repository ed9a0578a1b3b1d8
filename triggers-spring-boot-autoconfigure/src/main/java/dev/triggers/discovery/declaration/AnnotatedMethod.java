package dev.triggers.discovery.declaration;

import java.lang.reflect.Method;
import java.util.List;

/**
 * Method that declares triggers, or handles the failures of triggers.
 *
 * @param method the method of the class of the bean
 * @param triggers the triggers that it declares
 * @param handlers the names of triggers that it handles, one list for each annotation, an
 * empty one for all triggers
 * @since 1.0.0
 */
public record AnnotatedMethod(Method method, List<Declaration> triggers, List<List<String>> handlers) {

	public AnnotatedMethod {
		triggers = List.copyOf(triggers);
		handlers = List.copyOf(handlers);
	}

}
