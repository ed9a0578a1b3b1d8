package dev.triggers.sample.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.IntervalTrigger;

/**
 * Manual trigger: nobody but the application starts, changes and stops it, see
 * {@link ReportsController}.
 */
@Component
@Profile("monitor")
class Reports {

	private static final Logger logger = LoggerFactory.getLogger(Reports.class);

	private final ProbeStore store;

	Reports(ProbeStore store) {
		this.store = store;
	}

	@IntervalTrigger.Hourly(name = "reports", manual = true, description = "Reports how often each target was up")
	void report() {
		this.store.availability()
			.forEach((availability) -> logger.info(
					"REPORT: '{}' was down in {} of {} probes, which took {} ms on average", availability.target(),
					availability.failures(), availability.probes(), Math.round(availability.averageMillis())));
	}

}
