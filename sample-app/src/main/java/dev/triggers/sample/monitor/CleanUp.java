package dev.triggers.sample.monitor;

import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.TimeTrigger;

/**
 * Times of day, and not at start-up. {@code application.yml} changes the times.
 */
@Component
@Profile("monitor")
class CleanUp {

	private static final Logger logger = LoggerFactory.getLogger(CleanUp.class);

	private final ProbeStore store;

	private final Duration keep;

	CleanUp(ProbeStore store, MonitorProperties properties) {
		this.store = store;
		this.keep = properties.keep();
	}

	@TimeTrigger(name = "cleanup", times = "03:30", zone = "Europe/Berlin", onStartup = "false",
			description = "Deletes old results")
	void deleteOldResults() {
		int deleted = this.store.deleteBefore(Instant.now().minus(this.keep));
		logger.info("Deleted {} results older than {}", deleted, this.keep);
	}

}
