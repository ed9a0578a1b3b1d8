package dev.triggers.discovery.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.util.ClassUtils;

/**
 * Writes declarations as a developer would have written them.
 *
 * @since 1.0.0
 */
public final class AnnotationText {

	private AnnotationText() {
	}

	/**
	 * Return an annotation as written.
	 */
	static String of(MergedAnnotation<?> annotation) {
		Map<String, Object> values = new TreeMap<>();
		for (Method attribute : annotation.getType().getDeclaredMethods()) {
			String name = attribute.getName();
			if (attribute.getParameterCount() == 0 && annotation.hasNonDefaultValue(name) && !isMirror(attribute)) {
				annotation.getValue(name).ifPresent((value) -> values.put(name, value));
			}
		}
		String type = "@" + ClassUtils.getShortName(annotation.getType());
		String main = mainAttribute(annotation.getType());
		List<String> parts = new ArrayList<>();
		if (main != null && values.containsKey(main)) {
			String literal = literal(values.remove(main));
			parts.add(values.isEmpty() ? literal : main + " = " + literal);
		}
		values.forEach((name, value) -> parts.add(name + " = " + literal(value)));
		return parts.isEmpty() ? type : type + "(" + String.join(", ", parts) + ")";
	}

	/**
	 * Return the attribute that may be written without its name: the one that
	 * {@code value} is an alias for, or {@code value} itself.
	 */
	private static @Nullable String mainAttribute(Class<? extends Annotation> type) {
		try {
			String alias = mirrored(type.getDeclaredMethod(MergedAnnotation.VALUE));
			return (alias != null) ? alias : MergedAnnotation.VALUE;
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	private static boolean isMirror(Method attribute) {
		return attribute.getName().equals(MergedAnnotation.VALUE) && mirrored(attribute) != null;
	}

	private static @Nullable String mirrored(Method attribute) {
		AliasFor alias = attribute.getAnnotation(AliasFor.class);
		if (alias == null || alias.annotation() != Annotation.class) {
			return null;
		}
		return alias.attribute().isEmpty() ? alias.value() : alias.attribute();
	}

	/**
	 * Return a value as it is written in Java.
	 * @param value the value
	 * @return the text
	 */
	public static String literal(Object value) {
		if (value instanceof String text) {
			return "\"" + escape(text) + "\"";
		}
		if (value instanceof Class<?> type) {
			return ClassUtils.getShortName(type) + ".class";
		}
		if (value instanceof Double number) {
			return number(number);
		}
		if (value instanceof MergedAnnotation<?> annotation) {
			return of(annotation);
		}
		if (value.getClass().isArray()) {
			String items = IntStream.range(0, Array.getLength(value))
				.mapToObj((index) -> literal(Array.get(value, index)))
				.collect(Collectors.joining(", "));
			return (Array.getLength(value) == 1) ? items : "{ " + items + " }";
		}
		return value.toString();
	}

	/**
	 * Return a text as it is written inside a string literal.
	 * @param text the text
	 * @return the escaped text
	 */
	public static String escape(String text) {
		return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
	}

	private static String number(double number) {
		return Double.isFinite(number) ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
				: Double.toString(number);
	}

}
