package dev.triggers.actuate;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

import dev.triggers.TriggerHandle;
import dev.triggers.TriggerSpec;
import dev.triggers.TriggerState;
import dev.triggers.actuate.EndpointApplication.Answer;
import dev.triggers.actuate.EndpointApplication.Shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the endpoint does over HTTP, whatever the web server is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EndpointContract {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final WebApplicationType type;

	private EndpointApplication app;

	EndpointContract(WebApplicationType type) {
		this.type = type;
	}

	@BeforeAll
	void run() {
		this.app = EndpointApplication.run(this.type);
	}

	@AfterAll
	void close() {
		this.app.close();
	}

	@Test
	void listHasAllTriggersAndGroups() {
		Answer answer = this.app.get("/triggers");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("triggers").valueStream().map((trigger) -> trigger.get("name").asString()))
			.contains("shop.sort", "orders.sync", "blocking", "with/slash and ümlaut.");
		assertThat(answer.at("/groups")).isEqualTo("""
				[{"name":"shop","active":0,"waiting":0,"concurrentCalls":2,"callsPerPeriod":100,"periodMs":1000}]""");
	}

	@Test
	void triggerIsShownWithItsNextTenTimes() {
		Answer answer = this.app.get("/triggers/shop.sort");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.names("")).containsExactly("name", "description", "tags", "target", "type", "schedule",
				"state", "iteration", "nextExecution", "nextExecutions", "statistics", "groups", "actions");
		assertThat(answer.at("/description")).isEqualTo("Sorts the catalogue");
		assertThat(answer.texts("/tags")).containsExactly("night", "shop");
		assertThat(answer.texts("/groups")).containsExactly("shop");
		assertThat(answer.at("/target")).endsWith("Shop.sort()");
		assertThat(answer.at("/schedule")).isEqualTo("""
				{"expression":"0 3 * * *","description":"at 03:00","zone":"Europe/Berlin",\
				"origin":"annotation"}""");
		assertThat(answer.at("/state")).isEqualTo("WAITING");
		assertThat(answer.at("/statistics")).isEqualTo("""
				{"executions":0,"failures":0,"cancellations":0,"retries":0,"misfires":0}""");
		assertThat(answer.texts("/actions")).containsExactly("stop", "cancel", "restart", "fire", "change-schedule");
		List<Instant> times = times(answer.json());
		assertThat(times).hasSize(10).isSorted().first().isEqualTo(Instant.parse(answer.at("/nextExecution/time")));
	}

	private static List<Instant> times(JsonNode json) {
		return json.get("nextExecutions")
			.valueStream()
			.map((next) -> Instant.parse(next.get("time").asString()))
			.toList();
	}

	@Test
	void timesEndWithTheCount() {
		Answer answer = this.app.get("/triggers/" + EndpointApplication.encode("with/slash and ümlaut."));
		assertThat(answer.at("/name")).isEqualTo("with/slash and ümlaut.");
		assertThat(answer.at("/remaining")).isEqualTo("2");
		assertThat(answer.at("/type")).isEqualTo("fixedRate");
		assertThat(answer.at("/schedule/intervalMs")).isEqualTo("90000");
		List<Instant> times = times(answer.json());
		assertThat(times).hasSize(2);
		assertThat(Duration.between(times.get(0), times.get(1))).isEqualTo(Duration.ofSeconds(90));
	}

	@Test
	void triggerThatDoesNotRunHasNoTimes() {
		Answer answer = this.app.get("/triggers/orders.copy");
		assertThat(answer.at("/state")).isEqualTo("IDLE");
		assertThat(answer.at("/nextExecutions")).isEqualTo("[]");
		assertThat(answer.names("")).doesNotContain("nextExecution", "lastExecution", "current", "remaining",
				"description");
		assertThat(answer.texts("/actions")).containsExactly("start", "restart", "fire", "change-schedule");
	}

	@Test
	void schedulesOfTheApplicationTellOnlyTheirNextTime() {
		assertThat(times(this.app.get("/triggers/orders.guess").json())).hasSize(1);
	}

	@Test
	void executionIsShownWithItsFailures() {
		String id = fire("orders.sync", "elements", "secret-1, bad-2, bad-3");
		Answer answer = ended("orders.sync", id);
		assertThat(answer.at("/status")).isEqualTo("SUCCESS");
		assertThat(answer.at("/cause")).isEqualTo("MANUAL");
		assertThat(answer.at("/elements")).isEqualTo("""
				{"total":3,"ok":1,"failed":2,"cancelled":0}""");
		assertThat(answer.at("/exception")).isEqualTo("""
				{"type":"java.lang.IllegalStateException","message":"No such order","count":2}""");
		assertThat(answer.at("/page")).isEqualTo("""
				{"offset":0,"limit":20,"total":2}""");
		assertThat(answer.json().get("failures")).hasSize(2);
		assertThat(answer.at("/failures/0/element")).isEqualTo("""
				{"index":1,"value":"******"}""");
		assertThat(answer.at("/failures/0/attempts")).isEqualTo("1");
		assertThat(answer.at("/failures/0/exception/message")).isEqualTo("No such order");
		assertThat(answer.at("/failures/0/exception/stackTrace"))
			.startsWith("java.lang.IllegalStateException: No such order")
			.contains("Shop.sync(");
		assertThat(answer.text()).doesNotContain("secret");
	}

	@Test
	void failuresAreShownInPages() {
		String id = fire("orders.sync", "elements",
				String.join(",", IntStream.range(0, 50).mapToObj((number) -> "bad-" + number).toList()));
		assertThat(ended("orders.sync", id).json().get("failures")).hasSize(20);
		String path = "/triggers/orders.sync/executions/" + id;
		Answer page = this.app.get(path + "?offset=40&limit=5");
		assertThat(page.at("/page")).isEqualTo("""
				{"offset":40,"limit":5,"total":50}""");
		assertThat(page.json().get("failures")).hasSize(5);
		assertThat(page.at("/failures/0/element/index")).isEqualTo("40");
		assertThat(this.app.get(path + "?limit=9223372036854775807").json().get("failures")).hasSize(50);
		assertThat(this.app.get(path + "?offset=50").at("/failures")).isEqualTo("[]");
		assertThat(this.app.get(path + "?limit=0").at("/failures")).isEqualTo("[]");
	}

	@Test
	void executionsUnderWayComeFirst() {
		String name = register("copied", (spec) -> spec.execute(() -> {
		}));
		String first = fire(name);
		ended(name, first);
		String blocked = "blocking-" + UUID.randomUUID();
		this.app.triggers().register(TriggerSpec.named(blocked).every("1h").manual().execute(this::block));
		fire(blocked);
		await().atMost(PATIENCE).until(() -> this.app.get("/triggers/" + blocked).at("/current/inFlight").equals("1"));
		Answer executions = this.app.get("/triggers/" + blocked + "/executions");
		assertThat(executions.at("/executions/0/status")).isEqualTo("STARTED");
		assertThat(executions.names("/executions/0/progress")).contains("inFlight", "ratePerSecond");
		assertThat(executions.names("/executions/0")).doesNotContain("failures", "page");
		assertThat(this.app.get("/triggers/" + blocked).texts("/actions")).contains("start", "cancel");
		Answer cancelled = this.app.act("/triggers/" + blocked, "action", "cancel");
		assertThat(cancelled.status()).isIn(200, 202);
		await().atMost(PATIENCE)
			.until(() -> this.app.get("/triggers/" + blocked + "/executions")
				.at("/executions/0/status")
				.equals("CANCELLED"));
	}

	private void block() {
		try {
			this.app.bean(Shop.class).block();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void startStopAndRestartChangeTheState() {
		String name = register("life", (spec) -> spec.onStartup(false).execute(() -> {
		}));
		assertThat(stateAfter(name, "start")).isEqualTo("200 WAITING");
		assertProblem(act(name, "start"), 409, "Trigger '" + name + "' is running: its state is WAITING");
		assertThat(stateAfter(name, "restart")).isIn("200 WAITING", "202 CANCELLING", "202 WAITING");
		await().atMost(PATIENCE).until(() -> this.app.get("/triggers/" + name).at("/state").equals("WAITING"));
		assertThat(stateAfter(name, "stop")).isEqualTo("200 STOPPED");
		assertProblem(act(name, "stop"), 409, "Trigger '" + name + "' is not running: its state is STOPPED");
		assertProblem(act(name, "cancel"), 409, "Trigger '" + name + "' is not running: its state is STOPPED");
		assertThat(stateAfter(name, "restart")).startsWith("200");
		assertThat(stateAfter(name, "cancel")).isEqualTo("200 CANCELLED");
	}

	@Test
	void stopOfAnExecutingTriggerIsAccepted() {
		String name = "stopping-" + UUID.randomUUID();
		this.app.triggers().register(TriggerSpec.named(name).every("1h").manual().execute(this::block));
		act(name, "start");
		await().atMost(PATIENCE).until(() -> this.app.get("/triggers/" + name).at("/state").equals("EXECUTING"));
		assertThat(stateAfter(name, "stop")).isEqualTo("202 STOPPING");
		assertProblem(act(name, "stop"), 409, "Trigger '" + name + "' is ending already: its state is STOPPING");
		assertThat(this.app.get("/triggers/" + name).texts("/actions")).doesNotContain("start", "stop");
		act(name, "cancel");
		await().atMost(PATIENCE)
			.until(() -> this.app.triggers().get(name).state() != TriggerState.STOPPING
					&& !this.app.triggers().get(name).isRunning());
	}

	private String stateAfter(String name, String action) {
		Answer answer = act(name, action);
		return answer.status() + " " + answer.at("/state");
	}

	private Answer act(String name, String action, String... parameters) {
		return this.app.act("/triggers/" + name,
				StringUtils.concatenateStringArrays(new String[] { "action", action }, parameters));
	}

	@Test
	void elementsMayHaveCommas() {
		Shop shop = this.app.bean(Shop.class);
		ended("orders.sync", fire("orders.sync", "elements", "one\\,two , three"));
		assertThat(shop.calls()).contains("one,two", "three");
	}

	@Test
	void argumentsAreConverted() {
		Answer answer = this.app.act("/triggers/orders.copy", "action", "fire", "arguments", "7, Miller");
		assertThat(answer.status()).isEqualTo(202);
		ended("orders.copy", answer.at("/execution"));
		assertThat(this.app.bean(Shop.class).calls()).contains("7 for Miller");
		Answer wrong = this.app.act("/triggers/orders.copy", "action", "fire", "arguments", "seven");
		assertThat(wrong.status()).isEqualTo(400);
		assertThat(this.app.act("/triggers/orders.copy", "action", "start", "arguments", "a,b,c").status())
			.isEqualTo(400);
		assertThat(this.app.act("/triggers/orders.copy", "action", "restart", "arguments", "x,y").status())
			.isEqualTo(400);
	}

	@Test
	void elementsOfATriggerWithoutAnyAreRefused() {
		assertProblem(this.app.act("/triggers/blocking", "action", "fire", "elements", "a"), 400,
				"Trigger 'blocking' has no elements");
	}

	@Test
	void onlyWhatFailedIsRetried() {
		String name = register("retried", (spec) -> spec.forEach(List.of("good", "bad"), (element) -> {
			if (element.equals("bad")) {
				throw new IllegalStateException("No");
			}
		}));
		assertProblem(act(name, "retry-failed"), 409, "No execution of trigger '" + name + "' has ended yet");
		String first = fire(name);
		ended(name, first);
		await().atMost(PATIENCE)
			.until(() -> this.app.get("/triggers/" + name).texts("/actions").contains("retry-failed"));
		Answer retried = act(name, "retry-failed");
		assertThat(retried.status()).isEqualTo(202);
		Answer second = ended(name, retried.at("/execution"));
		assertThat(second.at("/cause")).isEqualTo("RETRY");
		assertThat(second.at("/elements/total")).isEqualTo("1");
		assertThat(second.at("/status")).isEqualTo("ERROR");
		assertThat(this.app.act("/triggers/" + name, "action", "retry-failed", "execution", first).status())
			.isEqualTo(202);
		String third = fire(name, "elements", "good");
		ended(name, third);
		assertProblem(this.app.act("/triggers/" + name, "action", "retry-failed", "execution", third), 409,
				"Nothing failed in execution '" + third + "' of trigger '" + name + "'");
		assertThat(this.app.act("/triggers/" + name, "action", "retry-failed", "execution", "abc").status())
			.isEqualTo(404);
	}

	@Test
	void scheduleIsChanged() {
		String name = register("changed", (spec) -> spec.onStartup(false).execute(() -> {
		}));
		Answer cron = change(name, "cron", "0 9 * * MON", "zone", "America/New_York");
		assertThat(cron.at("/schedule")).isEqualTo("""
				{"expression":"0 9 * * MON","description":"at 09:00 on Monday",\
				"zone":"America/New_York","origin":"change-schedule"}""");
		Answer times = change(name, "times", "08:00,17:30");
		assertThat(times.at("/schedule/expression")).startsWith("08:00[America/New_York], 17:30");
		assertThat(times.at("/schedule/zone")).isEqualTo("America/New_York");
		Answer rate = change(name, "every", "10s", "mode", "fixed-rate");
		assertThat(rate.at("/type")).isEqualTo("fixedRate");
		assertThat(change(name, "every", "20s").at("/type")).isEqualTo("fixedRate");
		assertThat(change(name, "cron", "0 0 12 * * *", "dialect", "spring").at("/schedule/description"))
			.isEqualTo("at 12:00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "106751991168d", "400000000000d", "106751991167300d" })
	void intervalOfMoreMillisecondsThanANumberHoldsIsShown(String every) {
		String name = register("long", (spec) -> spec.onStartup(false).execute(() -> {
		}));
		for (String mode : List.of("fixed-delay", "fixed-rate")) {
			Answer answer = change(name, "every", every, "mode", mode);
			assertThat(answer.at("/schedule/intervalMs")).isEqualTo("9223372036854775807");
			act(name, "start");
			assertThat(this.app.get("/triggers/" + name).status()).isEqualTo(200);
			assertThat(this.app.get("/triggers").status()).isEqualTo(200);
			assertThat(this.app.get("/triggers/describe?every=" + every + "&mode=" + mode).status()).isEqualTo(200);
		}
		assertThat(this.app.triggers().unregister(name)).isTrue();
	}

	private Answer change(String name, String... parameters) {
		Answer answer = act(name, "change-schedule", parameters);
		assertThat(answer.status()).isEqualTo(200);
		return answer;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					{}                                                    | 'action' is missing
					""                                                    | 'action' is missing
					{"action":"strat"}                                    | There is no action 'strat'; did you mean 'start'?
					{"action":"START"}                                    | There is no action 'START'; did you mean 'start'?
					{"action":"fire","elments":"a"}                       | Action 'fire' has no parameter 'elments'; did you mean 'elements'?
					{"action":"fire","name":"shop.sort"}                  | Action 'fire' has no parameter 'name'
					{"action":"fire","parameters":"a"}                    | Action 'fire' has no parameter 'parameters'
					{"action":"stop","arguments":"a"}                     | Action 'stop' has no parameter 'arguments'
					{"action":"fire","elements":null}                     | 'elements' is null
					{"action":"fire","elements":""}                       | 'elements' has an empty element: ''
					{"action":"fire","elements":"a,,b"}                   | 'elements' has an empty element: 'a,,b'
					{"action":"change-schedule"}                          | There is no schedule: 'cron', 'every' or 'times' is missing
					{"action":"change-schedule","cron":"* * * * *","every":"1s"} | 'cron' and 'every' are given; exactly one is allowed
					{"action":"change-schedule","cron":"* * * * *","mode":"fixed-rate"} | 'mode' (fixed-rate) is of no use without 'every'
					{"action":"change-schedule","every":"1s","zone":"UTC"} | 'zone' (UTC) is of no use without 'cron' or 'times'
					{"action":"change-schedule","every":"1s","dialect":"UNIX"} | 'dialect' (UNIX) is of no use without 'cron'
					""")
	void wrongRequestSaysWhatIsWrong(String body, String reason) {
		assertProblem(this.app.post("/triggers/orders.sync", (body != null) ? body : ""), 400, reason);
		assertThat(this.app.get("/triggers/orders.sync").at("/schedule/expression")).isEqualTo("1h");
	}

	@ParameterizedTest
	@MethodSource
	void wrongExpressionHasTheTextOfStartUp(String id, List<String> parameters, String reason) {
		Answer answer = act("orders.export", "change-schedule", parameters.toArray(String[]::new));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.at("/id")).isEqualTo(id);
		assertThat(answer.at("/reason")).startsWith(reason);
		assertThat(answer.at("/action")).isNotEmpty();
	}

	static Stream<Arguments> wrongExpressionHasTheTextOfStartUp() {
		return Stream.of(
				Arguments.of("TRG-101", List.of("cron", "75 * * * *"),
						"Cron expression of trigger 'orders.export' is not valid: 'minute' must be 0-59, found 75"),
				Arguments.of("TRG-103", List.of("every", "10"),
						"Interval of trigger 'orders.export' is not valid: '10' has no unit: did you mean '10s'?"),
				Arguments.of("TRG-108", List.of("times", "25:00"),
						"Time of day of trigger 'orders.export' is not valid:"),
				Arguments.of("TRG-108", List.of("cron", "0 3 * * *", "zone", "Europe/Berln"),
						"'zone' of trigger 'orders.export' is not a known zone: 'Europe/Berln'"),
				Arguments.of("TRG-108", List.of("cron", "0 3 * * *", "dialect", "unixx"),
						"'dialect' of trigger 'orders.export' must be one of UNIX, SPRING, QUARTZ, found 'unixx'"),
				Arguments.of("TRG-108", List.of("every", "10s", "mode", "fixedrate"),
						"'mode' of trigger 'orders.export' must be one of FIXED_DELAY, FIXED_RATE, found 'fixedrate'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", ",", " , " })
	void blankExpressionIsRefused(String text) {
		for (String key : List.of("cron", "every", "times")) {
			assertThat(this.app.act("/triggers/orders.export", "action", "change-schedule", key, text).status())
				.isEqualTo(400);
		}
	}

	@Test
	void describesASchedule() {
		Answer answer = this.app.get("/triggers/describe?cron=*/5%20*%20*%20*%20*&zone=Europe/Berlin");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.at("/schedule")).isEqualTo("""
				{"expression":"*/5 * * * *","description":"every 5 minutes","zone":"Europe/Berlin"}""");
		List<Instant> times = times(answer.json());
		assertThat(times).hasSize(10);
		assertThat(Duration.between(times.get(0), times.get(9))).isEqualTo(Duration.ofMinutes(45));
		assertThat(this.app.get("/triggers/describe?every=1d4h").at("/schedule/intervalMs")).isEqualTo("100800000");
		assertThat(this.app.get("/triggers/describe?times=08:00,09:00").at("/schedule/zone")).isEqualTo("UTC");
	}

	@Test
	void wrongExpressionIsNotDescribed() {
		Answer answer = this.app.get("/triggers/describe?cron=75%20*%20*%20*%20*");
		assertProblem(answer, 400, "Cron expression is not valid: 'minute' must be 0-59, found 75");
		assertThat(answer.at("/id")).isEqualTo("TRG-101");
		assertThat(answer.at("/place")).isEqualTo("""
				{"parameter":"cron","text":"75 * * * *","offset":0,"length":2}""");
		assertThat(answer.at("/action")).contains("For example '15 * * * *'");
		assertThat(this.app.get("/triggers/describe?every=1s&every=2s").status()).isEqualTo(400);
		assertProblem(this.app.get("/triggers/describe?every=1s&zon=UTC"), 400,
				"Description of a schedule has no parameter 'zon'; did you mean 'zone' or 'cron'?");
	}

	@Test
	void triggerMayBeCalledDescribe() {
		assertThat(this.app.get("/triggers/describe").status()).isEqualTo(404);
		this.app.triggers().register(TriggerSpec.named("describe").every("1h").manual().execute(() -> {
		}));
		assertThat(this.app.get("/triggers/describe").at("/name")).isEqualTo("describe");
		assertThat(this.app.triggers().unregister("describe")).isTrue();
	}

	@Test
	void unknownTriggerIsNotFoundButSimilarOnesAre() {
		Answer answer = this.app.get("/triggers/orders.snyc");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.at("/reason")).startsWith("There is no trigger 'orders.snyc'; did you mean 'orders.sync'");
		assertThat(answer.texts("/nearest")).first().isEqualTo("orders.sync");
		assertThat(this.app.get("/triggers/orders.snyc/executions").status()).isEqualTo(404);
		assertThat(this.app.get("/triggers/orders.snyc/executions/1").status()).isEqualTo(404);
		assertThat(this.app.act("/triggers/orders.snyc", "action", "fire").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "%20", "..%00", "a%22b", "%E2%82%AC", "a;b=c" })
	void unknownExecutionIsNotFound(String id) {
		assertThat(this.app.get("/triggers/orders.sync/executions/" + id).status()).isIn(400, 404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "offset=-1", "limit=-1", "offset=x", "limit=99999999999999999999", "limit=1&limit=2",
			"page=3" })
	void wrongPageIsRefused(String query) {
		String id = fire("orders.sync", "elements", "bad-1");
		ended("orders.sync", id);
		assertThat(this.app.get("/triggers/orders.sync/executions/" + id + "?" + query).status()).isEqualTo(400);
	}

	@Test
	void nameOfAnotherTriggerDoesNotSneakIn() {
		assertThat(this.app.get("/triggers/orders.sync?name=shop.sort").status()).isEqualTo(400);
		assertThat(this.app.get("/triggers/orders.sync?name=shop.sort&name=x").status()).isEqualTo(400);
		assertThat(this.app.post("/triggers/orders.sync?name=shop.sort", "{\"action\":\"fire\"}").status())
			.isEqualTo(400);
	}

	@Test
	void otherRequestsAreRefusedByTheServer() {
		String path = "/triggers/orders.sync";
		assertThat(this.app.post(path, "{\"action\":{\"name\":\"fire\"}}").status()).isEqualTo(400);
		assertThat(this.app.post(path, "{\"action\":\"fire\",\"elements\":[\"a\"]}").status()).isEqualTo(400);
		assertThat(this.app.post(path, "{\"action\"").status()).isEqualTo(400);
		assertThat(this.app
			.send(this.app.request(path)
				.header("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString("action=fire")))
			.status()).isEqualTo(415);
		assertThat(this.app.send(this.app.request(path).PUT(BodyPublishers.noBody())).status()).isEqualTo(405);
		assertThat(this.app.send(this.app.request(path).DELETE()).status()).isEqualTo(405);
		assertProblem(this.app.post("/triggers", "{\"action\":\"fire\"}"), 404, "The path names no trigger");
		Answer head = this.app.send(this.app.request(path).method("HEAD", BodyPublishers.noBody()));
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.text()).isEmpty();
	}

	private String register(String name, Function<TriggerSpec.Builder, TriggerSpec> finish) {
		String unique = name + "-" + UUID.randomUUID();
		TriggerHandle handle = this.app.triggers()
			.register(finish.apply(TriggerSpec.named(unique).every("1h").manual()));
		assertThat(handle).isNotNull();
		return unique;
	}

	private String fire(String name, String... parameters) {
		Answer answer = act(name, "fire", parameters);
		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.at("/trigger")).isEqualTo(name);
		return answer.at("/execution");
	}

	private Answer ended(String name, String id) {
		String path = "/triggers/" + name + "/executions/" + id;
		await().atMost(PATIENCE)
			.until(() -> this.app.get(path).status() == 200 && !this.app.get(path).at("/status").equals("STARTED"));
		return this.app.get(path);
	}

	private static void assertProblem(Answer answer, int status, String reason) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.at("/status")).isEqualTo(String.valueOf(status));
		assertThat(answer.at("/reason")).isEqualTo(reason);
		assertThat(answer.json().get("nearest").isArray()).isTrue();
	}

}
