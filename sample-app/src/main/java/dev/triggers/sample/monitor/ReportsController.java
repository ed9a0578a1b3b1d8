package dev.triggers.sample.monitor;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import dev.triggers.NoSuchTriggerException;
import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Outcome;
import dev.triggers.schedule.InvalidScheduleException;
import dev.triggers.schedule.Schedule;

/**
 * Controls and inspects a trigger: {@code curl -X POST http://localhost:8080/reports}
 * starts it.
 */
@RestController
@RequestMapping("/reports")
@Profile("monitor")
class ReportsController {

	private final Triggers triggers;

	ReportsController(Triggers triggers) {
		this.triggers = triggers;
	}

	@GetMapping
	Status status() {
		TriggerHandle reports = reports();
		return new Status(reports.state(), reports.schedule().describe(Locale.ENGLISH), reports.iteration(),
				reports.nextFiring());
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	void start() {
		try {
			reports().start();
		}
		catch (IllegalStateException ex) {
			throw new ResponseStatusException(HttpStatus.CONFLICT, ex.getMessage(), ex);
		}
	}

	@PutMapping("/interval")
	Status change(@RequestParam String every) {
		try {
			reports().changeSchedule(Schedule.every(every));
		}
		catch (InvalidScheduleException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.reason(), ex);
		}
		return status();
	}

	@PostMapping("/executions")
	CompletableFuture<Report> fire() {
		return reports().fire().thenApply(Report::of);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	void stop() {
		changed(reports().stop());
	}

	@PostMapping("/cancel")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void cancel() {
		changed(reports().cancel());
	}

	private TriggerHandle reports() {
		return this.triggers.get("reports");
	}

	private void changed(boolean changed) {
		if (!changed) {
			throw new ResponseStatusException(HttpStatus.CONFLICT,
					"Nothing to end: trigger 'reports' is " + reports().state());
		}
	}

	@ExceptionHandler
	ProblemDetail noSuchTrigger(NoSuchTriggerException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail dropped(CancellationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "The trigger was ended before it could execute");
	}

	/**
	 * Where the trigger is.
	 *
	 * @param state its state
	 * @param schedule its schedule in words
	 * @param iteration number of executions so far
	 * @param next when it is due next, or {@code null}
	 */
	record Status(TriggerState state, String schedule, long iteration, @Nullable Instant next) {

	}

	/**
	 * One execution that has ended.
	 *
	 * @param execution its id
	 * @param outcome how it ended
	 */
	record Report(String execution, @Nullable Outcome outcome) {

		static Report of(Execution execution) {
			return new Report(execution.id().toString(), execution.outcome());
		}

	}

}
