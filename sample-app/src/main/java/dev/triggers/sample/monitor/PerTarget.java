package dev.triggers.sample.monitor;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

import dev.triggers.annotation.CronTrigger;

/**
 * Composed annotation: a cron trigger that is applied to each target.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@CronTrigger(iterArgs = "#{@targets.all()}")
@interface PerTarget {

	@AliasFor(annotation = CronTrigger.class, attribute = "cron")
	String value();

	@AliasFor(annotation = CronTrigger.class)
	String description() default "";

}
