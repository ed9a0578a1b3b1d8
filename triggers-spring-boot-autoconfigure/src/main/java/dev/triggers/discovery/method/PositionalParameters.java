package dev.triggers.discovery.method;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Parameters whose values are arguments that are given in their order. Immutable and
 * thread-safe.
 *
 * @param use what the arguments are given for
 * @param name name of what the arguments are given to
 * @param method the method as a developer knows it
 * @param parameters the parameters in order
 * @param conversions converts arguments
 * @since 1.0.0
 */
public record PositionalParameters(Use use, String name, String method, List<MethodParameter> parameters,
		Conversions conversions) {

	public PositionalParameters {
		parameters = List.copyOf(parameters);
	}

	/**
	 * Return all parameters of a method that is called by the name of an
	 * {@code @Execute}.
	 * @param name the name
	 * @param method the method
	 * @param conversions converts arguments
	 * @return the parameters
	 */
	public static PositionalParameters of(String name, BeanMethod method, Conversions conversions) {
		List<MethodParameter> parameters = ParameterText.parameters(method.bean().type(), method.method());
		return new PositionalParameters(Use.CALL, name, method.describe(), parameters, conversions);
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
	 * Return arguments as the method takes them, if it has no other parameters.
	 * @param arguments the arguments
	 * @return the values of all parameters
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	public @Nullable Object[] bind(List<? extends @Nullable Object> arguments) {
		@Nullable Object[] values = new @Nullable Object[this.parameters.size()];
		bind(arguments, values);
		return values;
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
					"[TRG-106] %s of the %s '%s' (%s) cannot be converted to %s of %s%s. %s %s".formatted(label,
							this.use.text, this.name, problem.sourceType(), problem.parameterText(), this.method,
							problem.reason(ex), action, example()),
					ex);
		}
	}

	private IllegalArgumentException wrongNumber(int number) {
		if (isEmpty()) {
			return new IllegalArgumentException(
					"[TRG-102] %s '%s' takes no arguments, but has %d: %s needs no values. %s"
						.formatted(StringUtils.capitalize(this.use.text), this.name, number, this.method, example()));
		}
		String needed = (hasVariableNumber() ? "at least " : "") + required()
				+ ((required() > 1) ? " arguments" : " argument");
		return new IllegalArgumentException("[TRG-102] %s '%s' needs %s, but has %s, for %s of %s. %s".formatted(
				StringUtils.capitalize(this.use.text), this.name, needed, (number > 0) ? number : "none",
				ParameterText.list(this.parameters), this.method, example()));
	}

	/**
	 * Return an exception that says that there are no arguments.
	 */
	IllegalStateException missing() {
		return new IllegalStateException(
				"[TRG-102] Trigger '%s' has not been started with values for %s of %s, so it cannot execute. %s"
					.formatted(this.name, ParameterText.list(this.parameters), this.method, example()));
	}

	private String example() {
		return this.use.advice + ParameterText.call(this.use.code, this.name, this.parameters) + ".";
	}

	/**
	 * What arguments are given for.
	 */
	public enum Use {

		/**
		 * The start of a trigger.
		 */
		START("start of trigger", "Start it by ", "triggers.start"),

		/**
		 * A call by the name of an {@code @Execute}.
		 */
		CALL("call of @Execute", "Call it by ", "executions.execute");

		private final String text;

		private final String advice;

		private final String code;

		Use(String text, String advice, String code) {
			this.text = text;
			this.advice = advice;
			this.code = code;
		}

	}

}
