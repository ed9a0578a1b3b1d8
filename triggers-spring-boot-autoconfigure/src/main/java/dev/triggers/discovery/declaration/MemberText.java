package dev.triggers.discovery.declaration;

import java.lang.reflect.Method;
import java.util.stream.Collectors;

/**
 * Writes methods as a developer knows them.
 *
 * @since 1.0.0
 */
public final class MemberText {

	private MemberText() {
	}

	/**
	 * Return a method with the class it belongs to.
	 * @param type the class of the bean
	 * @param method the method
	 * @return a text such as {@code com.acme.Wars.refresh(String)}
	 */
	public static String of(Class<?> type, Method method) {
		String parameters = DeclaredParameters.types(method)
			.stream()
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", "));
		return type.getName() + "." + method.getName() + "(" + parameters + ")";
	}

}
