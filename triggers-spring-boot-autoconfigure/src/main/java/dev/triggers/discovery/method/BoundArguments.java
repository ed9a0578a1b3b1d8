package dev.triggers.discovery.method;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionException;

import dev.triggers.element.Element;

/**
 * Arguments of a method, all fixed except the one that takes the element, and those that
 * take the arguments of a start. Immutable and thread-safe.
 *
 * @since 1.0.0
 */
public final class BoundArguments {

	private final @Nullable Object[] fixed;

	private final @Nullable MethodParameter parameter;

	private final StartParameters start;

	private final boolean complete;

	private BoundArguments(@Nullable Object[] fixed, @Nullable MethodParameter parameter, StartParameters start,
			boolean complete) {
		this.fixed = fixed;
		this.parameter = parameter;
		this.start = start;
		this.complete = complete;
	}

	/**
	 * Bind arguments, without those of a start.
	 * @param fixed values of parameters
	 * @param parameter the parameter that takes the element, or {@code null}
	 * @param start the parameters that take the arguments of a start
	 */
	static BoundArguments of(@Nullable Object[] fixed, @Nullable MethodParameter parameter, StartParameters start) {
		BoundArguments bound = new BoundArguments(fixed, parameter, start, start.isEmpty());
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
		return new BoundArguments(values, this.parameter, this.start, true);
	}

	/**
	 * Return the arguments of one call. The array is not to be changed.
	 * @throws IllegalStateException if the arguments of a start are missing
	 */
	@Nullable Object[] with(@Nullable Element element) {
		if (!this.complete) {
			throw this.start.missing();
		}
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
