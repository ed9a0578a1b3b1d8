package dev.triggers.discovery.declaration;

import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

import dev.triggers.TriggerSpec;

/**
 * Writes specs as a developer would have written them.
 *
 * @since 1.0.0
 */
public final class SpecText {

	private SpecText() {
	}

	/**
	 * Return a spec as written.
	 * @param spec the spec
	 * @return the text
	 */
	public static String of(TriggerSpec spec) {
		return spec.attributes()
			.entrySet()
			.stream()
			.filter((attribute) -> !attribute.getKey().equals("name"))
			.map(SpecText::call)
			.collect(Collectors.joining("", "TriggerSpec.named(" + AnnotationText.literal(spec.name()) + ")", ""));
	}

	private static String call(Map.Entry<String, Object> attribute) {
		Object value = attribute.getValue();
		boolean literal = value instanceof String || value instanceof Number || value instanceof Boolean
				|| value instanceof Enum || value.getClass().isArray();
		return "." + attribute.getKey() + "("
				+ (literal ? AnnotationText.literal(value) : ClassUtils.getShortName(value.getClass())) + ")";
	}

}
