package dev.triggers.discovery.declaration;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.KotlinDetector;

/**
 * Parameters of methods as a developer declared them: without the continuation that the
 * Kotlin compiler appends to those of suspending functions.
 *
 * @since 1.0.0
 */
public final class DeclaredParameters {

	private DeclaredParameters() {
	}

	/**
	 * Return the types of the parameters of a method.
	 * @param method the method
	 * @return the types in order
	 */
	public static List<Class<?>> types(Method method) {
		List<Class<?>> types = Arrays.asList(method.getParameterTypes());
		return KotlinDetector.isSuspendingFunction(method) ? types.subList(0, types.size() - 1) : types;
	}

}
