package dev.triggers.sample.monitor;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows the latest result of each target: {@code curl http://localhost:8080/targets}.
 */
@RestController
@Profile("monitor")
class TargetsController {

	private final ProbeStore store;

	TargetsController(ProbeStore store) {
		this.store = store;
	}

	@GetMapping("/targets")
	List<ProbeResult> latest() {
		return this.store.latest();
	}

}
