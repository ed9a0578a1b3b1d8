package dev.triggers.discovery.declaration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One trigger as it was declared, with nothing resolved yet.
 *
 * @param kind the way it was declared
 * @param member where it was declared
 * @param written gives the declaration as it is written, which only messages need
 * @param attributes the attributes that were set, by the names they have in the
 * annotations
 * @since 1.0.0
 */
public record Declaration(DeclarationKind kind, Member member, Supplier<String> written,
		Map<String, Object> attributes) {

	public Declaration {
		attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
	}

	/**
	 * Return the declaration as written.
	 * @return the text
	 */
	public String text() {
		return this.written.get();
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
