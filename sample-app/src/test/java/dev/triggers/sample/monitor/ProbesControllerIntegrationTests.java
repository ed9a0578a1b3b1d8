package dev.triggers.sample.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ProbesController}: progress of a bulk execution, and a repetition of
 * what failed.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProbesControllerIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private TriggerHandle probe;

	@LocalServerPort
	private int port;

	@Autowired
	void setTriggers(Triggers triggers) {
		this.probe = triggers.get("prober.probe");
	}

	@Test
	void showsHowFarItIs() throws Exception {
		this.probe.fire();
		await().atMost(PATIENCE).untilAsserted(() -> {
			HttpResponse<String> response = request("GET", "/probes");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).containsPattern("\"inFlight\":[1-8]")
				.contains("\"total\":26")
				.containsPattern("\"remaining\":\"PT");
		});
	}

	@Test
	void repeatsWhatFailed() throws Exception {
		await().atMost(PATIENCE).until(() -> this.probe.lastExecution() != null);
		HttpResponse<String> response = request("POST", "/probes/failed");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"total\":2", "\"failed\":2");
	}

	private HttpResponse<String> request(String method, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.port + path);
		HttpRequest request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
