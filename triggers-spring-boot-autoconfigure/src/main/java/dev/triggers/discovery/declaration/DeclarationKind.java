package dev.triggers.discovery.declaration;

import java.lang.annotation.Annotation;

import org.jspecify.annotations.Nullable;

import dev.triggers.annotation.CronTrigger;
import dev.triggers.annotation.CustomTrigger;
import dev.triggers.annotation.Execute;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.TimeTrigger;

/**
 * Way in which a trigger is declared, or a method that is called under limits.
 *
 * @since 1.0.0
 */
public enum DeclarationKind {

	/**
	 * By {@link CronTrigger}.
	 */
	CRON(CronTrigger.class, CronTrigger.Container.class),

	/**
	 * By {@link IntervalTrigger}.
	 */
	INTERVAL(IntervalTrigger.class, IntervalTrigger.Container.class),

	/**
	 * By {@link TimeTrigger}.
	 */
	TIMES(TimeTrigger.class, TimeTrigger.Container.class),

	/**
	 * By {@link CustomTrigger}.
	 */
	CUSTOM(CustomTrigger.class, CustomTrigger.Container.class),

	/**
	 * By {@link Execute}; no trigger.
	 */
	EXECUTE(Execute.class, null),

	/**
	 * By a {@link dev.triggers.TriggerSpec}.
	 */
	CODE(null, null);

	private final @Nullable Class<? extends Annotation> annotationType;

	private final @Nullable Class<? extends Annotation> containerType;

	DeclarationKind(@Nullable Class<? extends Annotation> annotationType,
			@Nullable Class<? extends Annotation> containerType) {
		this.annotationType = annotationType;
		this.containerType = containerType;
	}

	/**
	 * Return whether an annotation type declares triggers of this kind, alone or as a
	 * container.
	 */
	boolean isDeclaredBy(Class<? extends Annotation> type) {
		return type == this.annotationType || type == this.containerType;
	}

	/**
	 * Return the kind that an annotation type declares.
	 */
	static @Nullable DeclarationKind of(Class<? extends Annotation> type) {
		for (DeclarationKind kind : values()) {
			if (type == kind.annotationType) {
				return kind;
			}
		}
		return null;
	}

}
