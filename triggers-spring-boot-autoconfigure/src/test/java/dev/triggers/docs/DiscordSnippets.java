package dev.triggers.docs;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerFailure;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.annotation.OnError;
import dev.triggers.annotation.TimeTrigger;
import dev.triggers.definition.FailurePolicy;
import dev.triggers.definition.MisfirePolicy;
import dev.triggers.schedule.IntervalMode;
import dev.triggers.schedule.Schedule;

/**
 * Code that {@code docs/migration-discord.md} shows.
 */
class DiscordSnippets {

	private static final Logger logger = LoggerFactory.getLogger(DiscordSnippets.class);

	/**
	 * Loops and their hooks.
	 */
	@Component("cog")
	static class Cog {

		@IntervalTrigger(every = "1h 30m 10s", count = 5, reconnect = "true")
		void update() throws IOException {
			logger.info("Updated");
		}

		@TimeTrigger(times = { "09:00", "17:30+02:00", "08:00[Europe/Berlin]" }, onStartup = "false")
		void report() {
			logger.info("Reported");
		}

		@BeforeTrigger("update")
		void beforeUpdate() {
			logger.info("before");
		}

		@AfterTrigger("update")
		void afterUpdate(TriggerHandle handle) {
			logger.info("after, cancelled: {}", handle.isBeingCancelled());
		}

		@OnError("update")
		void updateFailed(TriggerFailure failure) {
			logger.warn("failed", failure.exception());
		}

		@IntervalTrigger(every = "5s", manual = true)
		void greet(String name, int times) {
			logger.info("Hello {}", name.repeat(times));
		}

	}

	/**
	 * An annotation that has the defaults of discord.py.
	 */
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@IntervalTrigger(mode = IntervalMode.FIXED_RATE, misfire = MisfirePolicy.CATCH_UP, onFailure = FailurePolicy.STOP,
			reconnect = "true", manual = true)
	@interface Loop {

		@AliasFor(annotation = IntervalTrigger.class, attribute = "every")
		String value();

		@AliasFor(annotation = IntervalTrigger.class)
		long count() default Long.MAX_VALUE;

	}

	/**
	 * Use of that annotation.
	 */
	@Component("old")
	static class Old {

		@Loop(value = "5s", count = 3)
		void loop() {
			logger.info("As before");
		}

	}

	/**
	 * Use of the handle.
	 */
	@Component
	static class Operator {

		private final Triggers triggers;

		private final Cog cog;

		Operator(Triggers triggers, Cog cog) {
			this.triggers = triggers;
			this.cog = cog;
		}

		void control() throws InterruptedException {
			TriggerHandle greet = this.triggers.get("cog.greet");

			greet.start("World", 2);
			greet.stop();
			greet.cancel();
			greet.restart("World", 3);
			this.cog.greet("World", 1);
		}

		void reconnect() {
			TriggerHandle update = this.triggers.get("cog.update");

			update.addReconnectOn(IllegalStateException.class, ArithmeticException.class);
			boolean all = update.removeReconnectOn(ArithmeticException.class);
			update.clearReconnectOn();

			logger.info("All removed: {}", all);
		}

		void inspect() {
			TriggerHandle update = this.triggers.get("cog.update");

			logger.info("is_running {}", update.isRunning());
			logger.info("is_being_cancelled {}", update.isBeingCancelled());
			logger.info("failed {}", update.hasFailed());
			logger.info("current_loop {}", update.iteration());
			logger.info("next_iteration {}", update.nextFiring());
			logger.info("seconds, minutes, hours {}", update.schedule().interval());
			logger.info("time {}", this.triggers.get("cog.report").schedule().expression());
			logger.info("get_task {}", update.currentExecutions());
		}

		void change() {
			TriggerHandle update = this.triggers.get("cog.update");

			update.changeSchedule(Schedule.every("2m 30s"));
			update.changeSchedule(Schedule.times("09:00", "17:30"));
		}

	}

}
