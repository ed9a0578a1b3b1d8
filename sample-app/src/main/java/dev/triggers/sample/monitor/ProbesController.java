package dev.triggers.sample.monitor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.triggers.NoSuchExecutionException;
import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;
import dev.triggers.execution.ElementCounts;
import dev.triggers.execution.Execution;
import dev.triggers.execution.Progress;

/**
 * Shows how far the prober is, {@code curl http://localhost:8080/probes}, and repeats
 * what failed last, {@code curl -X POST http://localhost:8080/probes/failed}.
 */
@RestController
@RequestMapping("/probes")
@Profile("monitor")
class ProbesController {

	private final Triggers triggers;

	ProbesController(Triggers triggers) {
		this.triggers = triggers;
	}

	@GetMapping
	ResponseEntity<Status> progress() {
		Progress progress = probe().progress();
		return (progress != null) ? ResponseEntity.ok(Status.of(progress)) : ResponseEntity.noContent().build();
	}

	@PostMapping("/failed")
	CompletableFuture<ElementCounts> retryFailed() {
		Execution last = probe().lastExecution();
		if (last == null) {
			throw new IllegalStateException("Nothing has been probed yet");
		}
		return probe().retryFailed(last.id()).thenApply(Execution::counts);
	}

	private TriggerHandle probe() {
		return this.triggers.get("prober.probe");
	}

	@ExceptionHandler({ NoSuchExecutionException.class, IllegalStateException.class })
	ProblemDetail nothingToRetry(RuntimeException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, ex.getMessage());
	}

	/**
	 * How far the execution under way is.
	 *
	 * @param counts numbers of targets
	 * @param perSecond how many targets per second have been probed
	 * @param remaining how long the others will take, or {@code null} if nobody knows
	 */
	record Status(ElementCounts counts, double perSecond, @Nullable Duration remaining) {

		static Status of(Progress progress) {
			return new Status(progress.counts(), progress.ratePerSecond(), progress.estimatedRemaining());
		}

	}

}
