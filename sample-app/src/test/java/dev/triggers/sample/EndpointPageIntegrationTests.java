package dev.triggers.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.triggers.TriggerHandle;
import dev.triggers.Triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for docs/endpoint.md: each command is executed against this application, in the
 * order of the page, and answered with the status and the shape that the page shows.
 */
class EndpointPageIntegrationTests {

	private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

	private static final Pattern COMMAND = Pattern.compile(
			"```sh\\ncurl '?http://localhost:8080([^\\s']+)'?(?: \\\\\\n  -H '([\\w-]+): ([^']+)' -d '([^']+)')?\\n```\\n\\n"
					+ "(\\d{3}) [\\w ]+:\\n\\n```json\\n(.*?)\\n```",
			Pattern.DOTALL);

	// what depends on the moment
	private static final Set<String> SOMETIMES = Set.of("current", "nextExecution", "lastExecution", "exception",
			"progress", "etaMs", "p50Ms", "p95Ms");

	private static final Set<String> VARYING = Set.of("time", "scheduledTime", "startedAt", "state", "status", "cause",
			"message", "stackTrace", "origin", "type");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient http = HttpClient.newHttpClient();

	// ids of the page, and what they are here
	private final Map<String, String> ids = new HashMap<>();

	@Test
	void commandsAreAnsweredAsThePageSays() throws IOException {
		List<Command> commands = commands();
		assertThat(commands).hasSizeGreaterThan(15);
		try (ConfigurableApplicationContext context = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--spring.profiles.active=monitor",
				"--management.endpoints.web.exposure.include=health,info,triggers,prometheus")) {
			String base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
			TriggerHandle probe = context.getBean(Triggers.class).get("prober.probe");
			await().atMost(HALF_A_MINUTE).until(() -> probe.iteration() >= 2);
			commands.forEach((command) -> check(base, command));
		}
	}

	private void check(String base, Command command) {
		String[] path = { command.path() };
		this.ids.forEach((documented, actual) -> path[0] = path[0].replace(documented, actual));
		boolean execution = path[0].contains("/executions/");
		if (execution) {
			await().atMost(HALF_A_MINUTE)
				.until(() -> send(base + path[0], command), (answer) -> answer.status() == 200
						&& !answer.body().get("status").asString().equals("STARTED"));
		}
		Answer answer = send(base + path[0], command);
		assertThat(answer.status()).as(command.toString()).isEqualTo(command.status());
		compare(command.toString(), JSON.readTree(command.answer()), answer.body());
	}

	private void compare(String where, JsonNode expected, JsonNode actual) {
		assertThat(actual.getNodeType()).as(where).isEqualTo(expected.getNodeType());
		if (expected.isObject()) {
			assertThat(names(actual)).as(where).isEqualTo(names(expected));
			expected.propertyNames()
				.stream()
				.filter(actual::has)
				.forEach((name) -> compareValue(where + " " + name, name, expected.get(name), actual.get(name)));
		}
		else if (expected.isArray()) {
			for (int index = 0; index < Math.min(expected.size(), actual.size()); index++) {
				compareValue(where + "[" + index + "]", "", expected.get(index), actual.get(index));
			}
		}
	}

	private void compareValue(String where, String name, JsonNode expected, JsonNode actual) {
		if (!expected.isString()) {
			compare(where, expected, actual);
		}
		else if (expected.asString().matches("[0-9a-f]{12}")) {
			assertThat(actual.asString()).as(where).matches("[0-9a-f]{12}");
			this.ids.put(expected.asString(), actual.asString());
		}
		else if (!VARYING.contains(name)) {
			assertThat(actual.asString()).as(where).isEqualTo(expected.asString());
		}
	}

	private static Set<String> names(JsonNode object) {
		Set<String> names = new TreeSet<>(object.propertyNames());
		names.removeAll(SOMETIMES);
		return names;
	}

	private Answer send(String uri, Command command) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
		if (command.body() != null) {
			request.header(command.header(), command.value()).POST(BodyPublishers.ofString(command.body()));
		}
		try {
			HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), JSON.readTree(response.body()));
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Command> commands() throws IOException {
		String page = Files.readString(Path.of("../docs/endpoint.md"));
		Matcher matcher = COMMAND.matcher(page);
		List<Command> commands = new ArrayList<>();
		while (matcher.find()) {
			commands.add(new Command(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4),
					Integer.parseInt(matcher.group(5)), matcher.group(6)));
		}
		assertThat(commands).as("each command has an answer").hasSize(page.split("\ncurl ", -1).length - 1);
		return commands;
	}

	/**
	 * Command of the page, with its answer.
	 */
	private record Command(String path, String header, String value, String body, int status, String answer) {

		@Override
		public String toString() {
			return this.path + ((this.body != null) ? " " + this.body : "");
		}

	}

	/**
	 * Answer of the application.
	 */
	private record Answer(int status, JsonNode body) {

	}

}
