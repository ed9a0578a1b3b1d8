package dev.triggers.discovery.method;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.ClassUtils;

/**
 * Parameters whose values are the arguments that a trigger is started with. Immutable and
 * thread-safe.
 *
 * @param trigger name of the trigger
 * @param method the method as a developer knows it
 * @param parameters the parameters in order
 * @param conversions converts arguments
 */
record StartParameters(String trigger, String method, List<MethodParameter> parameters, Conversions conversions) {

	StartParameters {
		parameters = List.copyOf(parameters);
	}

	boolean isEmpty() {
		return this.parameters.isEmpty();
	}

	/**
	 * Return the number of arguments that are necessary; that of a method with a variable
	 * number of arguments may be exceeded.
	 */
	int required() {
		return hasVariableNumber() ? this.parameters.size() - 1 : this.parameters.size();
	}

	private boolean hasVariableNumber() {
		return !isEmpty() && last().getExecutable().isVarArgs()
				&& last().getParameterIndex() == last().getExecutable().getParameterCount() - 1;
	}

	private MethodParameter last() {
		return this.parameters.get(this.parameters.size() - 1);
	}

	/**
	 * Convert arguments and put them where the method takes them.
	 * @param arguments the arguments
	 * @param values values of all parameters of the method
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	void bind(List<? extends @Nullable Object> arguments, @Nullable Object[] values) {
		int required = required();
		if (arguments.size() < required || (arguments.size() > required && !hasVariableNumber())) {
			throw wrongNumber(arguments.size());
		}
		for (int index = 0; index < required; index++) {
			MethodParameter parameter = this.parameters.get(index);
			values[parameter.getParameterIndex()] = convert(arguments.get(index), parameter, "Argument " + (index + 1));
		}
		if (hasVariableNumber()) {
			List<? extends @Nullable Object> rest = arguments.subList(required, arguments.size());
			String label = (rest.size() == 1) ? "Argument " + arguments.size()
					: "List of arguments " + (required + 1) + " to " + arguments.size();
			values[last().getParameterIndex()] = rest(rest, label);
		}
	}

	/**
	 * Return the last arguments as an array; one array or collection may stand for all of
	 * them.
	 */
	private @Nullable Object rest(List<? extends @Nullable Object> rest, String label) {
		Class<?> component = last().getParameterType().getComponentType();
		Object only = (rest.size() == 1) ? rest.get(0) : null;
		boolean several = only != null && (only.getClass().isArray() || only instanceof Collection);
		if (last().getParameterType().isInstance(only) || (several && !component.isInstance(only))) {
			return convert(only, last(), label);
		}
		if (!rest.stream().allMatch((value) -> ClassUtils.isAssignableValue(component, value))) {
			return convert(new ArrayList<>(rest), last(), label);
		}
		Object array = Array.newInstance(component, rest.size());
		for (int index = 0; index < rest.size(); index++) {
			Array.set(array, index, rest.get(index));
		}
		return array;
	}

	private @Nullable Object convert(@Nullable Object value, MethodParameter parameter, String label) {
		try {
			return this.conversions.convert(value, parameter);
		}
		catch (ConversionException | IllegalArgumentException ex) {
			ConversionProblem problem = new ConversionProblem(this.conversions, value, parameter);
			String action = (value != null) ? problem.action() : "Give a value, or declare the parameter as an object.";
			throw new IllegalArgumentException(
					"[TRG-106] %s of the start of trigger '%s' (%s) cannot be converted to %s of %s%s. %s %s".formatted(
							label, this.trigger, problem.sourceType(), problem.parameterText(), this.method,
							problem.reason(ex), action, example()),
					ex);
		}
	}

	private IllegalArgumentException wrongNumber(int number) {
		if (isEmpty()) {
			return new IllegalArgumentException(
					"[TRG-102] Start of trigger '%s' takes no arguments, but has %d: %s needs no values. %s"
						.formatted(this.trigger, number, this.method, example()));
		}
		String needed = (hasVariableNumber() ? "at least " : "") + required()
				+ ((required() > 1) ? " arguments" : " argument");
		return new IllegalArgumentException(
				"[TRG-102] Start of trigger '%s' needs %s, but has %s, for %s of %s. %s".formatted(this.trigger, needed,
						(number > 0) ? number : "none", ParameterText.list(this.parameters), this.method, example()));
	}

	/**
	 * Return an exception that says that there are no arguments.
	 */
	IllegalStateException missing() {
		return new IllegalStateException(
				"[TRG-102] Trigger '%s' has not been started with values for %s of %s, so it cannot execute. %s"
					.formatted(this.trigger, ParameterText.list(this.parameters), this.method, example()));
	}

	private String example() {
		return "Start it by " + ParameterText.startCall(this.trigger, this.parameters) + ".";
	}

}
