package dev.triggers.discovery.declaration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trigger as it was declared, with nothing resolved yet.
 *
 * @param kind the way it was declared
 * @param member where it was declared
 * @param text the declaration as written
 * @param attributes the attributes that were set, by the names they have in the
 * annotations
 * @since 1.0.0
 */
public record Declaration(DeclarationKind kind, Member member, String text, Map<String, Object> attributes) {

	public Declaration {
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
	}

	/**
	 * Place of a declaration in the application.
	 *
	 * @param description the place as shown to developers, such as
	 * {@code com.acme.Wars.refresh(String)}
	 * @param beanName name of the bean that declares the trigger, or an empty text
	 * @param defaultName name of the trigger if it has no other
	 * @param order position among the triggers that are started together, lowest first
	 */
	public record Member(String description, String beanName, String defaultName, int order) {

	}

}
