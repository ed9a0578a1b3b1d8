package dev.triggers.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Method of a bean that is called once after each start of a trigger, before its first
 * execution: when the trigger is started, not when it first fires.
 * <p>
 * Until the method returns the trigger does not fire, unless
 * {@link dev.triggers.TriggerHandle#fire()} is called, and its schedule counts from then.
 * The method may stop the trigger: then nothing is executed. If it throws, the trigger
 * ends as failed and nothing is executed.
 * <p>
 * The method has no parameters, or one {@link dev.triggers.TriggerHandle}. It runs on a
 * thread of the trigger's executor and may block; a {@code CompletionStage},
 * {@code Future} or {@code Publisher} that it returns is waited for. It is interrupted
 * when the trigger is cancelled meanwhile. Several methods of one trigger are called in
 * the order of {@code @Order} of their beans, those of one bean in the order of their
 * names.
 *
 * @since 1.0.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface BeforeTrigger {

	/**
	 * Names of the triggers. A trigger of the same bean may be named by its method alone,
	 * and need not be named if it is the only trigger of the bean.
	 */
	String[] value() default {};

}
