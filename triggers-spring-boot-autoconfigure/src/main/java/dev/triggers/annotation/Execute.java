package dev.triggers.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Method of a bean whose calls pass concurrency groups and are retried by a policy,
 * whoever makes them: other beans, or
 * {@link dev.triggers.Executions#execute(String, Object...)} and
 * {@link dev.triggers.TriggerEvent#execute(String, Object...)} by its name.
 * <p>
 * A call through the bean blocks its caller until the groups let it pass, and between
 * retries; an interrupt ends the wait. A method that returns a
 * {@link java.util.concurrent.CompletionStage} or a reactive type of at most one value
 * does not block: limits and retries are those of the result. A call by name never holds
 * a thread while it waits. Calls of the bean to itself do not pass its proxy, and so
 * neither groups nor policy.
 * <p>
 * Attributes resolve {@code ${…}} placeholders.
 *
 * @since 1.0.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface Execute {

	/**
	 * Alias for {@link #name()}.
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Unique name to call the method by. The default is {@code beanName.methodName}.
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * Names of the concurrency groups that each call passes: of
	 * {@code triggers.groups.<name>} or of a
	 * {@link dev.triggers.call.limit.ConcurrencyGroup} bean. The default is none.
	 */
	String[] groups() default {};

	/**
	 * Name of the policy by which failed calls are retried: of
	 * {@code triggers.retry.<name>}, or the bean name of a
	 * {@link dev.triggers.call.RetryPolicy}. The default is none.
	 */
	String retry() default "";

}
