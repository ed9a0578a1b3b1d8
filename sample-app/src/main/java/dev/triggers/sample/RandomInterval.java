package dev.triggers.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

/**
 * A schedule of our own, by Spring's interface: fires 50 to 100 seconds after the last
 * execution, at random.
 */
public class RandomInterval implements Trigger {

	@Override
	public Instant nextExecution(TriggerContext context) {
		@Nullable Instant last = context.lastCompletion();
		Instant start = (last != null) ? last : context.getClock().instant();
		return start.plus(Duration.ofSeconds(ThreadLocalRandom.current().nextLong(50, 101)));
	}

}
