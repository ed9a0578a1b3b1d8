package dev.triggers.discovery.method;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;
import org.springframework.util.Assert;

import dev.triggers.element.Element;
import dev.triggers.work.CallContext;

/**
 * Arguments of a method, all fixed except the one that takes the element, those that take
 * the execution, and those that take the arguments of a start. Immutable and thread-safe.
 *
 * @since 1.0.0
 */
public final class BoundArguments {

	private final @Nullable Object[] fixed;

	private final @Nullable MethodParameter parameter;

	private final List<MethodParameter> events;

	private final PositionalParameters start;

	private final boolean complete;

	private BoundArguments(@Nullable Object[] fixed, @Nullable MethodParameter parameter, List<MethodParameter> events,
			PositionalParameters start, boolean complete) {
		this.fixed = fixed;
		this.parameter = parameter;
		this.events = List.copyOf(events);
		this.start = start;
		this.complete = complete;
	}

	/**
	 * Bind arguments, without those of an execution and of a start.
	 * @param fixed values of parameters
	 * @param parameter the parameter that takes the element, or {@code null}
	 * @param events the parameters that take the execution
	 * @param start the parameters that take the arguments of a start
	 */
	static BoundArguments of(@Nullable Object[] fixed, @Nullable MethodParameter parameter,
			List<MethodParameter> events, PositionalParameters start) {
		BoundArguments bound = new BoundArguments(fixed, parameter, events, start, start.isEmpty());
		return (start.required() == 0) ? bound.withStart(List.of()) : bound;
	}

	/**
	 * Return the same arguments with those of a start, instead of those of another one.
	 * @throws IllegalArgumentException if number or types of the arguments do not fit
	 */
	BoundArguments withStart(List<? extends @Nullable Object> arguments) {
		if (this.start.isEmpty() && arguments.isEmpty()) {
			return this;
		}
		@Nullable Object[] values = this.fixed.clone();
		this.start.bind(arguments, values);
		return new BoundArguments(values, this.parameter, this.events, this.start, true);
	}

	/**
	 * Return the same arguments for the calls of an execution.
	 */
	BoundArguments within(CallContext context) {
		if (this.events.isEmpty()) {
			return this;
		}
		@Nullable Object[] values = this.fixed.clone();
		for (MethodParameter event : this.events) {
			Assert.isInstanceOf(event.getParameterType(), context);
			values[event.getParameterIndex()] = context;
		}
		return new BoundArguments(values, this.parameter, this.events, this.start, this.complete);
	}

	/**
	 * Return the arguments of one call. The array is not to be changed.
	 * @throws IllegalStateException if the arguments of a start are missing, or the
	 * execution is
	 */
	@Nullable Object[] with(@Nullable Element element) {
		if (!this.complete) {
			throw this.start.missing();
		}
		Assert.state(this.events.isEmpty() || this.fixed[this.events.get(0).getParameterIndex()] != null,
				() -> this.start.method() + " is called without the execution that it takes");
		if (this.parameter == null || element == null) {
			return this.fixed;
		}
		@Nullable Object[] arguments = this.fixed.clone();
		arguments[this.parameter.getParameterIndex()] = convert(element.value(), this.parameter);
		return arguments;
	}

	private @Nullable Object convert(@Nullable Object value, MethodParameter target) {
		try {
			return this.start.conversions().convert(value, target);
		}
		catch (ConversionException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("[TRG-106] " + elementProblem(value, target, ex), ex);
		}
	}

	private String elementProblem(@Nullable Object value, MethodParameter target, RuntimeException ex) {
		ConversionProblem problem = new ConversionProblem(this.start.conversions(), value, target);
		return "Element of type %s cannot be converted to %s of %s%s. %s".formatted(problem.sourceType(),
				problem.parameterText(), problem.methodText(), problem.reason(ex), problem.action());
	}

	/**
	 * Find out whether an element can be converted.
	 * @param value the element
	 * @return what is wrong, or {@code null} if it can be converted
	 */
	public @Nullable ElementProblem check(@Nullable Object value) {
		if (this.parameter == null) {
			return null;
		}
		try {
			this.start.conversions().convert(value, this.parameter);
			return null;
		}
		catch (ConversionException | IllegalArgumentException ex) {
			ConversionProblem problem = new ConversionProblem(this.start.conversions(), value, this.parameter);
			return new ElementProblem("cannot be converted to " + problem.parameterText() + problem.reason(ex),
					problem.action());
		}
	}

	/**
	 * What is wrong with an element.
	 *
	 * @param reason the reason, which continues "the element "
	 * @param action how to mend it
	 */
	public record ElementProblem(String reason, String action) {

	}

}
