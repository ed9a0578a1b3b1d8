package dev.triggers.discovery.method;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;

import dev.triggers.TriggerEvent;
import dev.triggers.discovery.declaration.AnnotationText;
import dev.triggers.discovery.declaration.DeclaredParameters;
import dev.triggers.work.CallContext;

/**
 * Writes parameters as a developer knows them.
 */
final class ParameterText {

	private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private ParameterText() {
	}

	/**
	 * Return the declared parameters of a method.
	 * @param type class of the bean
	 */
	static List<MethodParameter> parameters(Class<?> type, Method method) {
		List<MethodParameter> parameters = IntStream.range(0, DeclaredParameters.types(method).size())
			.mapToObj((index) -> new MethodParameter(method, index).withContainingClass(type))
			.toList();
		parameters.forEach((parameter) -> parameter.initParameterNameDiscovery(NAMES));
		return parameters;
	}

	static String name(MethodParameter parameter) {
		String name = parameter.getParameterName();
		return (name != null) ? name : "arg" + parameter.getParameterIndex();
	}

	static String type(MethodParameter parameter) {
		return parameter.getParameterType().getSimpleName();
	}

	/**
	 * Return whether a parameter is given the execution that calls the method.
	 */
	static boolean isEvent(MethodParameter parameter) {
		return parameter.getParameterType() == TriggerEvent.class || parameter.getParameterType() == CallContext.class;
	}

	/**
	 * Return parameters with their types, after the word for them.
	 */
	static String list(List<MethodParameter> parameters) {
		return parameters.stream()
			.map((parameter) -> "'" + name(parameter) + "' (" + type(parameter) + ")")
			.collect(Collectors.joining(", ", (parameters.size() > 1) ? "parameters " : "parameter ", ""));
	}

	/**
	 * Return the call of a method of ours with a name and values for parameters.
	 */
	static String call(String code, String name, List<MethodParameter> parameters) {
		return parameters.stream()
			.map((parameter) -> ", " + name(parameter))
			.collect(Collectors.joining("", code + "(" + AnnotationText.literal(name), ")"));
	}

}
