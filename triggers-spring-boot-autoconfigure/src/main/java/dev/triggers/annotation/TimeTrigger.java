package dev.triggers.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;

/**
 * Trigger that fires every day at given times.
 * <p>
 * Put it on a non-static method of a Spring bean. The method is called through the proxy
 * of the bean, so other annotations on it take effect. String attributes resolve
 * <code>${...}</code> placeholders and <code>#{...}</code> expressions; an empty string
 * means "take the property, else the default", and every attribute can be set per trigger
 * under {@code triggers.instances.<name>}, which wins.
 *
 * @since 1.0.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
@Repeatable(TimeTrigger.Container.class)
public @interface TimeTrigger {

	/**
	 * Alias for {@link #times}.
	 */
	@AliasFor("times")
	String[] value() default {};

	/**
	 * Times of day, such as {@code 09:00}, {@code 17:30:15}, {@code 23:15+02:00} or
	 * {@code 08:00[Europe/Berlin]}. A time that is listed twice counts once.
	 */
	@AliasFor("value")
	String[] times() default {};

	/**
	 * Name of the trigger, unique in the application and the key of its settings under
	 * {@code triggers.instances}. The default is {@code beanName.methodName}.
	 */
	String name() default "";

	/**
	 * What the trigger is for, shown wherever the trigger is shown.
	 */
	String description() default "";

	/**
	 * Words to find the trigger by, shown wherever the trigger is shown.
	 */
	String[] tags() default {};

	/**
	 * Zone of the schedule, an IANA id such as {@code Europe/Berlin} or an offset such as
	 * {@code +02:00}. The default is {@code triggers.zone}, else the zone of the system,
	 * or UTC for times of day.
	 */
	String zone() default "";

	/**
	 * Elements that the method is called for, one call each: literals, a placeholder that
	 * holds a list, or a SpEL expression such as <code>#{&#64;clans.tags()}</code>, which
	 * is evaluated anew for each execution. Each {@link Iterable},
	 * {@link java.util.Iterator}, {@link java.util.stream.Stream} (closed afterwards),
	 * array or {@link java.util.Map} (its entries) is spread lazily; a {@link String} is
	 * one element. The default is one call without an element.
	 */
	String[] iterArgs() default {};

	/**
	 * Values of further parameters, as {@code name=value} pairs bound to the parameters
	 * of the method by name.
	 */
	String[] args() default {};

	/**
	 * Whether the trigger fires at once when it is started and then follows its schedule;
	 * {@code false} waits for the first scheduled time. The default is
	 * {@code triggers.on-startup}, else {@code true}.
	 */
	String onStartup() default "";

	/**
	 * Whether the trigger starts as soon as the context is refreshed; {@code false}
	 * starts it when the application is ready. The default is {@code triggers.autostart},
	 * else {@code false}.
	 */
	String autostart() default "";

	/**
	 * Whether nobody but the application starts the trigger, by
	 * {@link dev.triggers.Triggers#start(String, Object...)}. Parameters of the method
	 * that take neither an element nor a value of {@link #args} then take the arguments
	 * of the start, in their order.
	 */
	boolean manual() default false;

	/**
	 * Number of executions, also failed ones, after which the trigger completes; must be
	 * positive. The default is no limit.
	 */
	long count() default Long.MAX_VALUE;

	/**
	 * Bean name of the {@link dev.triggers.TriggerErrorHandler} that gets the failures of
	 * this trigger. The default is its {@link OnError @OnError} method, else the global
	 * handler.
	 */
	String errorHandler() default "";

	/**
	 * What happens to the trigger after an execution in which a call failed.
	 */
	FailurePolicy onFailure() default FailurePolicy.CONTINUE;

	/**
	 * Whether a call that fails with a reconnectable exception, such as an
	 * {@link java.io.IOException}, is repeated in the same execution until it succeeds,
	 * waiting longer and longer in between. The default is {@code triggers.reconnect},
	 * else {@code false}.
	 * @see dev.triggers.TriggerHandle#addReconnectOn
	 */
	String reconnect() default "";

	/**
	 * Name of the logger that the trigger logs to. The default is
	 * {@code triggers.<name>}.
	 */
	String logger() default "";

	/**
	 * Bean name of a {@link org.springframework.scheduling.TaskScheduler} whose clock and
	 * threads the trigger uses instead of the starter's.
	 */
	String scheduler() default "";

	/**
	 * Number of elements of one execution that may be in flight at once; {@code 0} stands
	 * for all of them. The default is {@code triggers.concurrency}, else {@code 1}.
	 */
	String concurrency() default "";

	/**
	 * Names of the concurrency groups that each call passes, all or none: of
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

	/**
	 * What to do about due times that could not be served on time, one policy at most.
	 * The default is {@code triggers.misfire}, else {@link MisfirePolicy#FIRE_ONCE}.
	 */
	MisfirePolicy[] misfire() default {};

	/**
	 * Whether executions of this trigger may overlap each other.
	 */
	boolean concurrent() default false;

	/**
	 * How long the trigger may run without a successful execution before the health of
	 * the application is down, such as {@code 15m} or {@code 1d4h}; must be positive. The
	 * default is that it never is because of this trigger.
	 */
	String unhealthyAfter() default "";

	/**
	 * Container of several {@link TimeTrigger @TimeTrigger} annotations on one method.
	 */
	@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
	@Retention(RetentionPolicy.RUNTIME)
	@Documented
	@Reflective
	@interface Container {

		/**
		 * The contained annotations.
		 */
		TimeTrigger[] value();

	}

}
