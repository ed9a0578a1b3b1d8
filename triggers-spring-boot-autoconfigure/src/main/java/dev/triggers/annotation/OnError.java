package dev.triggers.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Method of a bean that gets the failures of triggers: of the named ones, or, without a
 * name, of all triggers that have no handler of their own.
 * <p>
 * The method takes either one {@link dev.triggers.TriggerFailure}, or
 * {@code (String triggerName, Object element, Throwable exception)} in this order, where
 * the element is {@code null} if the trigger has no elements. It is called on the thread
 * of the failed call, once per failure, and may block; what it throws is logged and
 * changes nothing else.
 *
 * @since 1.0.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface OnError {

	/**
	 * Names of the triggers whose failures the method gets. A trigger of the same bean
	 * may be named by its method alone. The default is all triggers without a handler.
	 */
	String[] value() default {};

}
