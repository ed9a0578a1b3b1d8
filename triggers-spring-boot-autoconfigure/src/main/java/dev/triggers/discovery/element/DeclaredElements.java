package dev.triggers.discovery.element;

import java.util.List;

import dev.triggers.discovery.attribute.Attribute;
import dev.triggers.element.Elements;

/**
 * Elements of a declaration.
 *
 * @param elements the elements
 * @param literals the elements that are known from the beginning
 * @param attribute the attribute, without placeholders
 * @since 1.0.0
 */
public record DeclaredElements(Elements elements, List<String> literals, Attribute attribute) {

	public DeclaredElements {
		literals = List.copyOf(literals);
	}

}
