package dev.triggers.sample.discord;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.Triggers;
import dev.triggers.annotation.AfterTrigger;
import dev.triggers.annotation.IntervalTrigger;

/**
 * A certain number of times.
 */
@Component
@Profile("discord")
class FiveTimes {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private final Triggers triggers;

	FiveTimes(Triggers triggers) {
		this.triggers = triggers;
	}

	@IntervalTrigger(seconds = 5, count = 5)
	void print() {
		logger.info("Iteration {} of 5", this.triggers.get("fiveTimes.print").iteration());
	}

	@AfterTrigger
	void done() {
		logger.info("done!");
	}

}
