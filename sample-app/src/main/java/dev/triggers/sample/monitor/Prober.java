package dev.triggers.sample.monitor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Bulk execution on an interval: every 10 s, one call for each target, 8 at a time. A
 * target that is down fails its own call; the others do not notice. Each call keeps the
 * latest status in its cache warm.
 */
@Component
@Profile("monitor")
class Prober {

	private final TargetClient client;

	private final ProbeStore store;

	private final LatestStatus latest;

	Prober(TargetClient client, ProbeStore store, LatestStatus latest) {
		this.client = client;
		this.store = store;
		this.latest = latest;
	}

	// the group belongs to fetch, so this trigger is not in it as well
	@IntervalTrigger(every = "10s", iterArgs = "#{@targets.all()}", concurrency = "8",
			description = "Asks each target whether it is up")
	void probe(Target target) throws IOException, InterruptedException {
		Instant start = Instant.now();
		try {
			TargetClient.Visit visit = this.client.fetch(target);
			record(new ProbeResult(target.name(), start, true, visit.duration().toMillis(), "HTTP " + visit.status()));
		}
		catch (TargetDownException ex) {
			recordDown(target, start, "HTTP " + ex.status());
			throw ex;
		}
		catch (IOException ex) {
			recordDown(target, start, ex.getClass().getSimpleName());
			throw ex;
		}
	}

	private void recordDown(Target target, Instant start, String answer) {
		long millis = Duration.between(start, Instant.now()).toMillis();
		record(new ProbeResult(target.name(), start, false, millis, answer));
	}

	private void record(ProbeResult result) {
		this.store.add(result);
		this.latest.update(result);
	}

}
