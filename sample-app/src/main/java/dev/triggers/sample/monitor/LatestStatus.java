package dev.triggers.sample.monitor;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Latest result of each target. The prober keeps it in a cache, whose group in
 * {@code application.yml} says how many and how long; the database is asked for a target
 * that has not been probed for a while.
 */
@Component
@Profile("monitor")
class LatestStatus {

	private final ProbeStore store;

	LatestStatus(ProbeStore store) {
		this.store = store;
	}

	@CachePut(cacheNames = "status", key = "#result.target()")
	ProbeResult update(ProbeResult result) {
		return result;
	}

	@Cacheable(cacheNames = "status", unless = "#result == null")
	@Nullable ProbeResult of(String target) {
		return this.store.latest(target);
	}

}
