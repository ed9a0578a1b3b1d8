package dev.triggers.discovery.method;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.core.MethodParameter;

import dev.triggers.TriggerEvent;
import dev.triggers.discovery.declaration.AnnotationText;
import dev.triggers.work.CallContext;

/**
 * Writes parameters as a developer knows them.
 */
final class ParameterText {

	private ParameterText() {
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
	 * Return the call that starts a trigger with values for parameters.
	 */
	static String startCall(String trigger, List<MethodParameter> parameters) {
		return parameters.stream()
			.map((parameter) -> ", " + name(parameter))
			.collect(Collectors.joining("", "triggers.start(" + AnnotationText.literal(trigger), ")"));
	}

}
