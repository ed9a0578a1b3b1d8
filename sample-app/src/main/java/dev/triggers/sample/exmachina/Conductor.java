package dev.triggers.sample.exmachina;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerEvent;
import dev.triggers.annotation.IntervalTrigger;

/**
 * Starting and stopping through the event: {@code wakened} is not alive until it is
 * started by hand.
 */
@Component
@Profile("exmachina")
class Conductor {

	private static final Logger logger = LoggerFactory.getLogger("exmachina");

	@IntervalTrigger(name = "conduct", every = "5s")
	void conduct(TriggerEvent event) {
		if (event.iteration() % 2 == 1) {
			event.start("wakened");
		}
		else {
			event.stop("wakened");
		}
	}

	@IntervalTrigger(name = "wakened", every = "1d4h", manual = true)
	void wakened(TriggerEvent event) {
		logger.info("wakened: epoch {}", event.iteration());
	}

}
