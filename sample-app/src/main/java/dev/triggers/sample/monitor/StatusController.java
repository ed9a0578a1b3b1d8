package dev.triggers.sample.monitor;

import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows what the latest probe of a target found:
 * {@code curl http://localhost:8080/status/normal}.
 */
@RestController
@Profile("monitor")
class StatusController {

	private final LatestStatus latest;

	StatusController(LatestStatus latest) {
		this.latest = latest;
	}

	@GetMapping("/status/{target}")
	ResponseEntity<ProbeResult> status(@PathVariable String target) {
		return ResponseEntity.of(Optional.ofNullable(this.latest.of(target)));
	}

}
