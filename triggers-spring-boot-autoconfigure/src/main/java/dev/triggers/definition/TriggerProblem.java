package dev.triggers.definition;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a declaration or a property, and how to mend it.
 *
 * @param id stable id with a section in the documentation, such as {@code TRG-101}
 * @param message what is wrong and why, one sentence without a full stop
 * @param place where it is, or {@code null} if it has no place in the code
 * @param origin where the wrong value came from
 * @param action how to mend it, full sentences
 * @since 1.0.0
 */
public record TriggerProblem(String id, String message, @Nullable Place place, ValueOrigin origin, String action) {

	/**
	 * Place in the code of a declaration.
	 *
	 * @param member the method or bean, such as {@code com.acme.Wars.refresh(String)}
	 * @param declaration the declaration as written, such as
	 * {@code @CronTrigger("75 * * * *")}, or empty
	 * @param offset where in the declaration the wrong text begins, in characters
	 * @param length length of the wrong text, zero if no part of the declaration is to
	 * blame
	 */
	public record Place(String member, String declaration, int offset, int length) {

	}

}
