package dev.triggers.sample.monitor;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;

/**
 * Starts, stops and inspects a trigger:
 * {@code curl -X POST http://localhost:8080/reports}.
 */
@RestController
@RequestMapping("/reports")
@Profile("monitor")
class ReportsController {

	private final Triggers triggers;

	ReportsController(Triggers triggers) {
		this.triggers = triggers;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	void start() {
		try {
			this.triggers.start("reports");
		}
		catch (IllegalStateException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop() {
		this.triggers.stop("reports");
	}

	@GetMapping
	Status status() {
		TriggerHandle reports = this.triggers.get("reports");
		return new Status(reports.state(), reports.iteration(), reports.nextFiring());
	}

	/**
	 * Where the trigger is.
	 *
	 * @param state its state
	 * @param iteration number of executions so far
	 * @param next when it is due next, or {@code null}
	 */
	record Status(TriggerState state, long iteration, @Nullable Instant next) {

	}

}
