package dev.triggers.discovery.method;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;

import dev.triggers.definition.InvalidTriggerException;
import dev.triggers.discovery.declaration.MemberText;
import dev.triggers.discovery.method.PositionalParameters.Use;
import dev.triggers.discovery.problem.ProblemId;
import dev.triggers.naming.NearestNames;

/**
 * Binds what a trigger offers to the parameters of its method.
 *
 * @since 1.0.0
 */
public final class ArgumentBinder {

	private final Conversions conversions;

	private final ArgumentReporter reporter;

	private final List<MethodParameter> parameters;

	private final List<MethodParameter> events;

	private final Class<?> type;

	private final Method method;

	/**
	 * Create a binder for one trigger.
	 * @param bean the bean that has the method
	 * @param method the method
	 * @param conversions converts arguments
	 * @param reporter makes exceptions of what does not fit
	 */
	public ArgumentBinder(BeanReference bean, Method method, Conversions conversions, ArgumentReporter reporter) {
		this.type = bean.type();
		this.method = method;
		this.conversions = conversions;
		this.reporter = reporter;
		this.parameters = ParameterText.parameters(bean.type(), method);
		this.events = this.parameters.stream().filter(ParameterText::isEvent).toList();
	}

	/**
	 * Bind the parameters.
	 * @param arguments values for parameters by name
	 * @param elements whether the method is called for elements
	 * @param manual whether the other parameters take the arguments of a start
	 * @return the bound arguments
	 * @throws InvalidTriggerException if the parameters of the method do not fit
	 */
	public BoundArguments bind(List<Argument> arguments, boolean elements, boolean manual) {
		@Nullable Object[] fixed = new @Nullable Object[this.parameters.size()];
		List<MethodParameter> free = new ArrayList<>(this.parameters);
		free.removeAll(this.events);
		for (Argument argument : arguments) {
			MethodParameter parameter = find(argument);
			if (!free.remove(parameter)) {
				throw this.reporter.invalid(ProblemId.PARAMETERS, argument, "'args' of trigger '"
						+ this.reporter.trigger() + "' set parameter '" + argument.name() + "' twice",
						"Remove one of them.");
			}
			fixed[parameter.getParameterIndex()] = convert(argument, parameter);
		}
		if (elements && free.isEmpty()) {
			throw noneForElements(arguments);
		}
		MethodParameter element = elements ? free.remove(0) : null;
		if (!free.isEmpty() && !manual) {
			throw missing(free, arguments, elements);
		}
		PositionalParameters start = new PositionalParameters(Use.START, this.reporter.trigger(),
				MemberText.of(this.type, this.method), free, this.conversions);
		return BoundArguments.of(fixed, element, this.events, start);
	}

	private InvalidTriggerException noneForElements(List<Argument> arguments) {
		String taken = "";
		if (!this.parameters.isEmpty()) {
			String args = this.events.isEmpty() ? "'args' set" : "'args' and the event of the execution take";
			taken = ", as " + (arguments.isEmpty() ? "the event of the execution takes" : args)
					+ " all of its parameters";
		}
		return this.reporter.invalid(
				ProblemId.PARAMETERS, null, "Method of trigger '" + this.reporter.trigger()
						+ "' has no parameter for the elements of 'iterArgs'" + taken,
				"Declare the method as " + signature(arguments, true) + ", or remove 'iterArgs'.");
	}

	private MethodParameter find(Argument argument) {
		List<String> names = this.parameters.stream().map(ParameterText::name).toList();
		for (MethodParameter parameter : this.parameters) {
			if (argument.isFor(ParameterText.name(parameter))) {
				return checkSettable(argument, parameter);
			}
		}
		if (!this.parameters.isEmpty() && this.parameters.get(0).getParameterName() == null) {
			throw this.reporter.invalid(ProblemId.PARAMETERS, argument,
					"'args' of trigger '" + this.reporter.trigger() + "' cannot be bound to '" + argument.name()
							+ "', as the class was compiled without the names of parameters",
					"Compile with '-parameters'.");
		}
		String known = names.isEmpty() ? "has no parameters" : "has " + NearestNames.quote(names, ", ");
		String question = NearestNames.question(argument.name(), names);
		throw this.reporter.invalid(ProblemId.PARAMETERS, argument,
				"'args' of trigger '" + this.reporter.trigger() + "' name a parameter '" + argument.name()
						+ "' that the method does not have; it " + known,
				question.isEmpty() ? "Remove the argument, or add the parameter to the method." : question);
	}

	private MethodParameter checkSettable(Argument argument, MethodParameter parameter) {
		if (ParameterText.isEvent(parameter)) {
			throw this.reporter.invalid(ProblemId.PARAMETERS, argument, "'args' of trigger '" + this.reporter.trigger()
					+ "' set parameter '" + argument.name() + "', whose value is always the event of the execution",
					"Remove the argument.");
		}
		return parameter;
	}

	private @Nullable Object convert(Argument argument, MethodParameter parameter) {
		try {
			return this.conversions.convert(argument.value(), parameter);
		}
		catch (ConversionException | IllegalArgumentException ex) {
			ConversionProblem problem = new ConversionProblem(this.conversions, argument.value(), parameter);
			throw this.reporter.invalid(ProblemId.ELEMENT, argument,
					"Argument '" + argument.text() + "' of trigger '" + this.reporter.trigger()
							+ "' cannot be converted to " + problem.parameterText() + problem.reason(ex),
					problem.action());
		}
	}

	private InvalidTriggerException missing(List<MethodParameter> free, List<Argument> arguments, boolean elements) {
		String pairs = free.stream()
			.map((parameter) -> "\"" + ParameterText.name(parameter) + "=…\"")
			.collect(Collectors.joining(", "));
		return this.reporter.invalid(ProblemId.PARAMETERS, null,
				"Method of trigger '" + this.reporter.trigger() + "' has " + ParameterText.list(free)
						+ " without a value; the trigger offers " + offer(arguments, elements),
				"Set args = " + ((free.size() > 1) ? "{ " + pairs + " }" : pairs) + (elements ? "" : " or 'iterArgs'")
						+ ", or declare the method as " + signature(arguments, elements)
						+ ". Or set manual = true, and start it by "
						+ ParameterText.call("triggers.start", this.reporter.trigger(), free) + ".");
	}

	private String offer(List<Argument> arguments, boolean elements) {
		List<String> offers = new ArrayList<>();
		if (elements) {
			offers.add("an element for the first " + (this.events.isEmpty() ? "parameter" : "other parameter"));
		}
		if (!arguments.isEmpty()) {
			offers.add("values for " + NearestNames.quote(arguments.stream().map(Argument::name).toList(), ", "));
		}
		boolean nothing = offers.isEmpty();
		if (!this.events.isEmpty()) {
			offers.add(0, "its event for "
					+ NearestNames.quote(this.events.stream().map(ParameterText::name).toList(), ", "));
		}
		String text = offers.isEmpty() ? "nothing" : String.join(" and ", offers);
		return nothing ? text + ", having neither 'iterArgs' nor 'args'" : text;
	}

	/**
	 * Return a signature that would fit what the trigger offers.
	 */
	private String signature(List<Argument> arguments, boolean elements) {
		List<String> fitting = new ArrayList<>();
		boolean open = elements;
		for (MethodParameter parameter : this.parameters) {
			boolean given = ParameterText.isEvent(parameter)
					|| arguments.stream().anyMatch((argument) -> argument.isFor(ParameterText.name(parameter)));
			if (given || open) {
				fitting.add(ParameterText.type(parameter) + " " + ParameterText.name(parameter));
				open = open && given;
			}
		}
		if (open) {
			fitting.add(0, "Object element");
		}
		return this.method.getName() + "(" + String.join(", ", fitting) + ")";
	}

	/**
	 * Makes exceptions of what does not fit.
	 */
	public interface ArgumentReporter {

		/**
		 * Return the name of the trigger.
		 * @return the name
		 */
		String trigger();

		/**
		 * Return an exception.
		 * @param id the id
		 * @param argument the argument that does not fit, or {@code null} if none is to
		 * blame
		 * @param message what is wrong
		 * @param action how to mend it
		 * @return the exception
		 */
		InvalidTriggerException invalid(ProblemId id, @Nullable Argument argument, String message, String action);

	}

}
