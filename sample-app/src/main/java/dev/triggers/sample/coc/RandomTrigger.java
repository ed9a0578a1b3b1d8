package dev.triggers.sample.coc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

import dev.triggers.annotation.CustomTrigger;
import dev.triggers.sample.RandomInterval;

/**
 * Trigger annotation of our own: fires every 50 to 100 seconds, at random.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@CustomTrigger(type = RandomInterval.class)
@interface RandomTrigger {

	@AliasFor(annotation = CustomTrigger.class)
	String logger() default "";

}
