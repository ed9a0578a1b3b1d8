package dev.triggers.sample.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Pages to probe, so that the monitor needs no network.
 */
@RestController
@RequestMapping("/pages")
@Profile("monitor")
class PagesController {

	private static final Duration SLOW = Duration.ofMillis(1500);

	private final AtomicInteger flakyVisits = new AtomicInteger();

	private final AtomicInteger busyVisits = new AtomicInteger();

	@GetMapping("/{number:\\d+}")
	String page(@PathVariable int number) {
		return "Here is page " + number;
	}

	@GetMapping("/normal")
	String normal() {
		return "Here I am";
	}

	@GetMapping("/slow")
	String slow() throws InterruptedException {
		Thread.sleep(SLOW.toMillis());
		return "Here I am at last";
	}

	@GetMapping("/flaky")
	ResponseEntity<String> flaky() {
		boolean fails = this.flakyVisits.incrementAndGet() % 3 == 0;
		return (fails) ? ResponseEntity.internalServerError().body("Not now") : ResponseEntity.ok("Here I am again");
	}

	@GetMapping("/busy")
	ResponseEntity<String> busy() {
		boolean fails = this.busyVisits.incrementAndGet() % 3 != 0;
		return (fails) ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("Ask again later")
				: ResponseEntity.ok("Your turn");
	}

}
