package dev.triggers.sample.exmachina;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

import dev.triggers.TriggerEvent;
import dev.triggers.annotation.IntervalTrigger;

/**
 * The emit of the example: every second it runs the execute twice, by its name through
 * the event, and directly.
 */
@Component
@Profile("exmachina")
class Questions {

	private static final Logger logger = LoggerFactory.getLogger("exmachina");

	private final Calculator calculator;

	Questions(Calculator calculator) {
		this.calculator = calculator;
	}

	@IntervalTrigger(name = "ask", every = "1s")
	void ask(TriggerEvent event) throws InterruptedException, ExecutionException {
		CompletableFuture<Integer> byName = event.execute("multiply", 6, 7);
		int directly = this.calculator.multiply(6, 7);
		Assert.state(byName.get() == 42 && directly == 42, "Answers are wrong");
		logger.info("ask: epoch {}, {} by name and {} directly, previous execution took {} ms", event.iteration(),
				byName.get(), directly, event.previousDuration().orElse(Duration.ZERO).toMillis());
	}

}
