package dev.triggers.discovery.declaration;

import java.lang.annotation.Annotation;

import org.jspecify.annotations.Nullable;

import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.OnError;

/**
 * Reason for which a method is called about a trigger.
 *
 * @since 1.0.0
 */
public enum CallbackKind {

	/**
	 * A call failed.
	 */
	ON_ERROR(OnError.class),

	/**
	 * The trigger was started.
	 */
	BEFORE(BeforeTrigger.class),

	/**
	 * The trigger ended.
	 */
	AFTER(AfterTrigger.class);

	private final Class<? extends Annotation> annotationType;

	CallbackKind(Class<? extends Annotation> annotationType) {
		this.annotationType = annotationType;
	}

	/**
	 * Return the kind that an annotation type declares.
	 */
	static @Nullable CallbackKind of(Class<? extends Annotation> type) {
		for (CallbackKind kind : values()) {
			if (type == kind.annotationType) {
				return kind;
			}
		}
		return null;
	}

	/**
	 * Return the annotation as a developer writes it.
	 */
	@Override
	public String toString() {
		return "@" + this.annotationType.getSimpleName();
	}

}
