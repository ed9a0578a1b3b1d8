package dev.triggers.sample.monitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Bulk execution on an interval: every 10 s, one call for each target. A target that is
 * down fails its own call; the others do not notice.
 */
@Component
@Profile("monitor")
class Prober {

	private final TargetClient client;

	private final ProbeStore store;

	Prober(TargetClient client, ProbeStore store) {
		this.client = client;
		this.store = store;
	}

	// concurrency = "0": all targets at once, so that a slow one does not delay the
	// others
	@IntervalTrigger(every = "10s", iterArgs = "#{@targets.all()}", concurrency = "0",
			description = "Asks each target whether it is up")
	void probe(Target target) throws IOException, InterruptedException {
		Instant start = Instant.now();
		try {
			int status = this.client.visit(target).status();
			record(target, start, status < 400, "HTTP " + status);
			if (status >= 400) {
				throw new TargetDownException(target, "HTTP " + status);
			}
		}
		catch (IOException ex) {
			record(target, start, false, ex.getClass().getSimpleName());
			throw ex;
		}
	}

	private void record(Target target, Instant start, boolean up, String answer) {
		long millis = Duration.between(start, Instant.now()).toMillis();
		this.store.add(new ProbeResult(target.name(), start, up, millis, answer));
	}

}
