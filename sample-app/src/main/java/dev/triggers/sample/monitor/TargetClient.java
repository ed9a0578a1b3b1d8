package dev.triggers.sample.monitor;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.triggers.annotation.Execute;

/**
 * Visits targets.
 */
@Component
@Profile("monitor")
class TargetClient {

	private final Duration timeout;

	private final HttpClient http;

	TargetClient(MonitorProperties properties) {
		this.timeout = properties.timeout();
		this.http = HttpClient.newBuilder().connectTimeout(this.timeout).build();
	}

	/**
	 * Visits a target that is to be up. Whoever calls this, directly or by its name,
	 * waits for the group, and for the retries of the policy; both are in
	 * {@code application.yml}.
	 */
	@Execute(name = "fetch", groups = "probes", retry = "probe")
	Visit fetch(Target target) throws IOException, InterruptedException {
		Visit visit = visit(target);
		if (visit.status() >= 400) {
			throw new TargetDownException(target, visit.status());
		}
		return visit;
	}

	Visit visit(Target target) throws IOException, InterruptedException {
		Instant start = Instant.now();
		HttpRequest request = HttpRequest.newBuilder(target.uri()).timeout(this.timeout).build();
		HttpResponse<Void> response = this.http.send(request, BodyHandlers.discarding());
		return new Visit(response.statusCode(), Duration.between(start, Instant.now()));
	}

	/**
	 * What a target answered.
	 *
	 * @param status HTTP status
	 * @param duration how long the answer took
	 */
	record Visit(int status, Duration duration) {

	}

}
