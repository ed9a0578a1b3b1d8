package dev.triggers.sample.discord;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.BeforeTrigger;
import dev.triggers.annotation.IntervalTrigger;

/**
 * Waiting before the first execution: the trigger is started while the bot logs in, and
 * does not fire before the bot is ready.
 */
@Component
@Profile("discord")
class AfterLogIn {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private final Bot bot;

	private int index;

	AfterLogIn(Bot bot) {
		this.bot = bot;
	}

	@IntervalTrigger(seconds = 5, autostart = "true")
	void print() {
		logger.info("After log-in: {}", this.index++);
	}

	@BeforeTrigger
	void waitUntilReady() throws InterruptedException {
		logger.info("waiting...");
		this.bot.waitUntilReady();
	}

}
