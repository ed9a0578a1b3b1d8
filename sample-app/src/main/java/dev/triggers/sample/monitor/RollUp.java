package dev.triggers.sample.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cron expression, through an annotation of our own, and called through the proxy of the
 * bean: each call is a transaction.
 */
@Component
@Profile("monitor")
class RollUp {

	private final ProbeStore store;

	RollUp(ProbeStore store) {
		this.store = store;
	}

	@PerTarget(value = "* * * * *", description = "Sums up the last minute of each target")
	@Transactional
	void rollUp(Target target) {
		Instant end = Instant.now().truncatedTo(ChronoUnit.MINUTES);
		this.store.rollUp(target, end.minus(1, ChronoUnit.MINUTES), end);
	}

}
