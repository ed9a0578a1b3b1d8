package dev.triggers.discovery.declaration;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Method that declares triggers, is called about triggers, or is called under limits.
 *
 * @param method the method of the class of the bean
 * @param triggers the triggers that it declares
 * @param callbacks when it is called about which triggers, one for each annotation
 * @param execute the {@code @Execute} of the method, or {@code null} if it has none
 * @since 1.0.0
 */
public record AnnotatedMethod(Method method, List<Declaration> triggers, List<Callback> callbacks,
		@Nullable Declaration execute) {

	public AnnotatedMethod {
		triggers = List.copyOf(triggers);
		callbacks = List.copyOf(callbacks);
	}

}
