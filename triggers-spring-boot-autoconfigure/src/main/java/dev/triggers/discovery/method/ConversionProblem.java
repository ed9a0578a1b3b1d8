package dev.triggers.discovery.method;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;

import dev.triggers.discovery.declaration.MemberText;

/**
 * Words for a value that cannot be converted to the type of a parameter.
 *
 * @param conversions the conversions that failed
 * @param value the value
 * @param parameter the parameter
 */
record ConversionProblem(Conversions conversions, @Nullable Object value, MethodParameter parameter) {

	String sourceType() {
		return (this.value != null) ? this.value.getClass().getName() : "null";
	}

	String parameterText() {
		return "parameter '" + this.parameter.getParameterName() + "' (" + targetType() + ")";
	}

	String methodText() {
		return MemberText.of(this.parameter.getContainingClass(), Objects.requireNonNull(this.parameter.getMethod()));
	}

	/**
	 * Return why a value was refused for which there is a converter.
	 */
	String reason(RuntimeException ex) {
		if (this.value == null || !this.conversions.isPossible(this.value, this.parameter)) {
			return "";
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(ex);
		return (cause.getMessage() != null) ? ": " + cause.getMessage() : "";
	}

	String action() {
		if (this.value == null) {
			return "Leave out elements that are null, or declare the parameter as an object.";
		}
		if (this.conversions.isPossible(this.value, this.parameter)) {
			return "Correct the value, or change the type of the parameter.";
		}
		Class<?> wrapper = ClassUtils.resolvePrimitiveIfNecessary(this.parameter.getParameterType());
		return "Register a bean of type org.springframework.core.convert.converter.Converter<" + sourceName(this.value)
				+ ", " + ClassUtils.getShortName(wrapper) + ">, or change the type of the parameter.";
	}

	/**
	 * Return the name of a type that a developer can write.
	 */
	private static String sourceName(Object value) {
		return (value instanceof Map.Entry) ? "Map.Entry<?, ?>" : ClassUtils.getShortName(value.getClass());
	}

	private String targetType() {
		return this.parameter.getParameterType().getTypeName();
	}

}
