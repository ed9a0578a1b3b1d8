package dev.triggers.docs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerEvent;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.schedule.IntervalMode;

/**
 * Code that {@code docs/migration-exmachina.md} shows and the sample does not have.
 */
class ExMachinaSnippets {

	private static final Logger logger = LoggerFactory.getLogger(ExMachinaSnippets.class);

	/**
	 * An annotation that has the defaults of Ex-Machina.
	 */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@IntervalTrigger(onFailure = FailurePolicy.STOP)
	@interface Emit {

		@AliasFor(annotation = IntervalTrigger.class)
		String name();

		@AliasFor(annotation = IntervalTrigger.class, attribute = "every")
		String interval() default "0s";

		@AliasFor(annotation = IntervalTrigger.class)
		long count() default Long.MAX_VALUE;

		@AliasFor(annotation = IntervalTrigger.class)
		IntervalMode mode() default IntervalMode.FIXED_DELAY;

	}

	/**
	 * Use of that annotation.
	 */
	@Component("old")
	static class Old {

		@Emit(name = "three", count = 3)
		void three(TriggerEvent event) {
			logger.info("Epoch {}, {} more", event.iteration(), event.remaining().orElseThrow());
		}

		@Emit(name = "failing", interval = "10ms", mode = IntervalMode.FIXED_RATE)
		void failing() {
			throw new IllegalStateException("ends the emit");
		}

	}

}
