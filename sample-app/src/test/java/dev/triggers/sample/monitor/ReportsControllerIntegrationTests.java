package dev.triggers.sample.monitor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerState;
import dev.triggers.Triggers;
import dev.triggers.sample.SampleApplication;
import dev.triggers.schedule.Schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ReportsController}: a manual trigger under the control of REST calls.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ReportsControllerIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private TriggerHandle reports;

	@LocalServerPort
	private int port;

	@BeforeEach
	void endTheTrigger(@Autowired Triggers triggers) throws InterruptedException {
		this.reports = triggers.get("reports");
		this.reports.cancel();
		assertThat(this.reports.await(PATIENCE)).isTrue();
		this.reports.changeSchedule(Schedule.every("1h"));
	}

	@Test
	void startsChangesAndStops(CapturedOutput output) throws Exception {
		assertThat(request("POST", "/reports").statusCode()).isEqualTo(202);
		await().atMost(PATIENCE)
			.until(() -> this.reports.iteration() == 1 && this.reports.state() == TriggerState.WAITING);
		assertThat(request("GET", "/reports").body()).contains("\"state\":\"WAITING\"", "\"schedule\":\"every hour\"",
				"\"iteration\":1");
		assertThat(request("PUT", "/reports/interval?every=100ms").body()).contains("every 100 milliseconds");
		await().atMost(PATIENCE).until(() -> this.reports.iteration() >= 3);
		assertThat(request("DELETE", "/reports").statusCode()).isEqualTo(202);
		await().atMost(PATIENCE).until(() -> this.reports.state() == TriggerState.STOPPED);
		assertThat(output.getOut()).containsSubsequence("Started trigger reports",
				"Changed the schedule of trigger reports from every hour to every 100 milliseconds",
				"REPORT: 'normal' was down", "Stopped trigger reports");
	}

	@Test
	void firesOnceWithoutStarting(CapturedOutput output) throws Exception {
		HttpResponse<String> response = request("POST", "/reports/executions");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"outcome\":\"SUCCEEDED\"");
		assertThat(this.reports.isRunning()).isFalse();
		assertThat(output).contains("of 'reports' starts: fired by the application");
	}

	@Test
	void cancels() throws Exception {
		request("POST", "/reports");
		assertThat(request("POST", "/reports/cancel").statusCode()).isEqualTo(202);
		await().atMost(PATIENCE).until(() -> this.reports.state() == TriggerState.CANCELLED);
	}

	@Test
	void saysWhatIsNotPossibleNow() throws Exception {
		assertThat(request("DELETE", "/reports").statusCode()).isEqualTo(409);
		assertThat(request("POST", "/reports/cancel").body()).contains("\"status\":409",
				"Nothing to end: trigger 'reports' is ");
		request("POST", "/reports");
		assertThat(request("POST", "/reports").body()).contains("\"status\":409", "'reports' is running");
	}

	@Test
	void saysWhatIsWrongWithAnInterval() throws Exception {
		assertThat(request("PUT", "/reports/interval?every=10").body()).contains("\"status\":400",
				"did you mean '10s'?");
	}

	@Test
	void saysWhyThereIsNoTrigger() throws Exception {
		String[] arguments = { "--server.port=0", "--triggers.instances.reports.enabled=false" };
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, arguments)) {
			this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			assertThat(request("POST", "/reports").body()).contains("\"status\":404",
					"There is no trigger 'reports': it is disabled by property 'triggers.instances.reports.enabled'");
		}
	}

	private HttpResponse<String> request(String method, String path) throws IOException, InterruptedException {
		URI uri = URI.create("http://localhost:" + this.port + path);
		HttpRequest request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build();
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

}
