package dev.triggers.sample.monitor;

import java.io.IOException;
import java.time.Duration;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.CustomTrigger;
import dev.triggers.sample.RandomInterval;

/**
 * A schedule of our own: at random moments, so that no habit of a target goes unnoticed.
 * It shares the concurrency group of the probes. It has no error handler, so the global
 * one gets its failures.
 */
@Component
@Profile("monitor")
class LatencyCheck {

	private final TargetClient client;

	private final Duration slowAfter;

	LatencyCheck(TargetClient client, MonitorProperties properties) {
		this.client = client;
		this.slowAfter = properties.slowAfter();
	}

	@CustomTrigger(type = RandomInterval.class, iterArgs = "#{@targets.all()}", groups = "probes",
			description = "Complains about targets that answer slowly")
	void check(Target target) throws InterruptedException {
		try {
			Duration duration = this.client.visit(target).duration();
			if (duration.compareTo(this.slowAfter) > 0) {
				throw new SlowTargetException(target, duration);
			}
		}
		catch (IOException ex) {
			// the prober tells whether a target is down
		}
	}

	/**
	 * Thrown when a target answers slowly.
	 */
	static class SlowTargetException extends RuntimeException {

		SlowTargetException(Target target, Duration duration) {
			super("Target '" + target + "' took " + duration.toMillis() + " ms");
		}

	}

}
