package dev.triggers.sample.exmachina;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.TriggerEvent;
import dev.triggers.annotation.IntervalTrigger;
import dev.triggers.schedule.IntervalMode;

/**
 * The modes of an interval: {@code after} waits when the execution has ended;
 * {@code entire} counts its time as part of the wait, and warns if it took longer.
 */
@Component
@Profile("exmachina")
class Modes {

	private static final Logger logger = LoggerFactory.getLogger("exmachina");

	private static final Duration WORK = Duration.ofMillis(500);

	@IntervalTrigger(name = "after", every = "2s", count = 4)
	void after(TriggerEvent event) throws InterruptedException {
		logger.info("after: epoch {}, {} more", event.iteration(), event.remaining().orElseThrow());
		Thread.sleep(WORK.toMillis());
	}

	@IntervalTrigger(name = "entire", every = "2s", mode = IntervalMode.FIXED_RATE, count = 4)
	void entire(TriggerEvent event) throws InterruptedException {
		logger.info("entire: epoch {}, {} more", event.iteration(), event.remaining().orElseThrow());
		boolean tooLong = event.iteration() == 2;
		Thread.sleep(tooLong ? 5 * WORK.toMillis() : WORK.toMillis());
	}

}
