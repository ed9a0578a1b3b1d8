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
import java.time.Instant;
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
import dev.triggers.execution.history.ExecutionHistory;

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

	// never executes here, so that all but its times is as on the page
	private static final String AT_REST = "cleanup";

	// what depends on the moment
	private static final Set<String> SOMETIMES = Set.of("current", "nextExecution", "lastExecution", "exception",
			"progress", "etaMs", "p50Ms", "p95Ms");

	private static final Set<String> TIMES = Set.of("time", "scheduledTime", "startedAt");

	private static final Set<String> COUNTS = Set.of("iteration", "durationMs", "ok", "failed", "count", "index",
			"inFlight", "ratePerSecond", "etaMs", "executions", "failures", "p50Ms", "p95Ms", "active", "waiting",
			"size", "hits", "misses", "evictions");

	// of these the page shows the first ones
	private static final Set<String> LISTS = Set.of("triggers", "executions", "failures", "nextExecutions");

	private static final Map<String, String> WORDS = Map.of("state", "WAITING|EXECUTING", "status", "STARTED|SUCCESS",
			"cause", "STARTUP|SCHEDULED", "stackTrace", "(?s)[\\w.]+Exception: [^\n]+\n\tat .*");

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
			ExecutionHistory history = context.getBean(ExecutionHistory.class);
			await().atMost(HALF_A_MINUTE)
				.until(() -> probe.lastExecution() != null && !history.executions("prober.probe").isEmpty());
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
		compare(command.toString(), JSON.readTree(command.answer()), answer.body(), false);
	}

	private void compare(String where, JsonNode expected, JsonNode actual, boolean atRest) {
		assertThat(actual.getNodeType()).as(where).isEqualTo(expected.getNodeType());
		if (expected.isObject()) {
			boolean resting = atRest || actual.path("name").asString("").equals(AT_REST);
			assertThat(names(actual, resting)).as(where).isEqualTo(names(expected, resting));
			expected.propertyNames()
				.stream()
				.filter(actual::has)
				.forEach((name) -> compare(where + "/" + name, name, expected.get(name), actual.get(name), resting));
		}
		else if (expected.isArray()) {
			if (!LISTS.contains(where.substring(where.lastIndexOf('/') + 1))) {
				assertThat(actual.size()).as(where).isEqualTo(expected.size());
			}
			for (int index = 0; index < Math.min(expected.size(), actual.size()); index++) {
				compare(where + "/" + index, "", expected.get(index), actual.get(index), atRest);
			}
		}
	}

	private void compare(String where, String name, JsonNode expected, JsonNode actual, boolean atRest) {
		if (expected.isNumber()) {
			assertThat(actual.isNumber()).as(where).isTrue();
			if (atRest || !COUNTS.contains(name)) {
				assertThat(actual).as(where).isEqualTo(expected);
			}
		}
		else if (expected.isString()) {
			compareText(where, name, expected.asString(), actual.asString(), atRest);
		}
		else {
			compare(where, expected, actual, atRest);
		}
	}

	private void compareText(String where, String name, String expected, String actual, boolean atRest) {
		if (expected.matches("[0-9a-f]{12}")) {
			assertThat(actual).as(where).matches("[0-9a-f]{12}");
			this.ids.put(expected, actual);
		}
		else if (TIMES.contains(name)) {
			assertThat(Instant.parse(actual)).as(where).isAfter(Instant.EPOCH);
		}
		else if (WORDS.containsKey(name) && !atRest) {
			assertThat(actual).as(where).matches(WORDS.get(name));
		}
		else {
			assertThat(withoutPlace(actual)).as(where).isEqualTo(withoutPlace(expected));
		}
	}

	/**
	 * Leave out whether a property is read from a jar, and from which line.
	 */
	private static String withoutPlace(String text) {
		return text.replaceFirst("( from \\S+\\.jar)? - \\d+:\\d+$", "");
	}

	private static Set<String> names(JsonNode object, boolean atRest) {
		Set<String> names = new TreeSet<>(object.propertyNames());
		if (!atRest) {
			names.removeAll(SOMETIMES);
		}
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
