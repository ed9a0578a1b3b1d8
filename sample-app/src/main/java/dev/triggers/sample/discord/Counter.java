package dev.triggers.sample.discord;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.Triggers;
import dev.triggers.annotation.IntervalTrigger;

/**
 * A simple loop in a component: starts with it, and is cancelled when it is destroyed.
 */
@Component
@Profile("discord")
class Counter {

	private static final Logger logger = LoggerFactory.getLogger("discord");

	private final Triggers triggers;

	private int index;

	Counter(Triggers triggers) {
		this.triggers = triggers;
	}

	@IntervalTrigger(seconds = 5, autostart = "true")
	void print() {
		logger.info("Counter: {}", this.index++);
	}

	@PreDestroy
	void unload() {
		this.triggers.get("counter.print").cancel();
	}

}
